/// The ordered, reversible way from one layout of a table to another.
///
/// A plan is shown, stored and hashed before it runs; each step becomes one migration file with
/// its `.down.sql`.
package struct Plan: Hashable, Sendable {
  package var table: QualifiedName
  /// Fingerprints of the layouts that the plan leads from and to.
  package var from: Fingerprint
  package var to: Fingerprint
  /// A few lower-case words for file names: `is_completed`, `partitions`.
  package var slug: String
  package var changes: [Change]
  package var steps: [Step]
  /// Depths of levels that the two fingerprints leave out, since a window rolls them.
  package var rolling: Set<Int>

  package init(
    table: QualifiedName, from: Fingerprint, to: Fingerprint, slug: String, changes: [Change],
    steps: [Step], rolling: Set<Int> = []
  ) {
    self.table = table
    self.from = from
    self.to = to
    self.slug = slug
    self.changes = changes
    self.steps = steps
    self.rolling = rolling
  }
}

extension Plan {
  /// The tables before and after a conversion; nil for every smaller change.
  package var conversion: (from: Table, to: Table)? {
    for case .convert(let from, let to) in changes { return (from, to) }
    return nil
  }

  /// The partitions whose rows are copied, where these are not all of the table.
  package var rearrangement: Rearrangement? {
    for case .rearrange(let change) in changes { return change }
    return nil
  }
}

/// One migration file's worth of statements and its way back.
package struct Step: Hashable, Sendable {
  package enum Transaction: String, Hashable, Sendable {
    /// `BEGIN; … COMMIT;`
    case single
    /// Each statement stands alone; a runner records how many are done and resumes there.
    case none
  }

  package enum Phase: String, Hashable, Sendable {
    case beforeDeploy = "before-deploy"
    case afterDeploy = "after-deploy"

    /// What only the deploy after next may see comes last.
    static func inOrder(_ steps: [Step]) -> [Step] {
      steps.filter { $0.phase == .beforeDeploy } + steps.filter { $0.phase == .afterDeploy }
    }
  }

  /// One word for the file name: `swap`, `index`, `attach`.
  package var name: String
  /// What the step does, one sentence a line, as the header's `What:` prints it.
  package var what: [String]
  /// What the down file does, where that is more than to take back each line of `what`.
  package var downWhat: [String]
  package var transaction: Transaction
  package var phase: Phase
  package var up: [Statement]
  package var down: [Statement]
  /// Transaction of the down file; DETACH CONCURRENTLY cannot share one, its ATTACH can.
  package var downTransaction: Transaction
  /// Strongest lock per relation that exists before the step, as the statements take them.
  package var locks: [LockClaim]
  package var downLocks: [LockClaim]
  package var hazards: [Hazard]
  package var reversal: Reversal
  /// `statement_timeout` of a transactional file: a guard where statements only touch catalogs,
  /// `"0"` where they read or move rows, nil for no line at all.
  package var statementTimeout: String?
  /// `lock_timeout` of a transactional file.
  package var lockTimeout: String
  /// A statement of the file that several sessions may run at once, each doing its part.
  package var parallel: SQLText?
  /// Procedures to call before each try of the file, up and down: they make its work small.
  package var catchUp: QualifiedName?
  package var downCatchUp: QualifiedName?
  /// The partitions whose rows the step writes once more, where it is not the whole table's.
  package var copies: [QualifiedName]
  /// Tables whose rows have to be in a file before the step drops them.
  package var exports: [QualifiedName]

  package init(
    name: String, what: [String], downWhat: [String] = [], transaction: Transaction,
    phase: Phase = .beforeDeploy,
    up: [Statement], down: [Statement], downTransaction: Transaction? = nil,
    locks: [LockClaim] = [], downLocks: [LockClaim] = [], hazards: [Hazard] = [],
    reversal: Reversal = .exact, statementTimeout: String? = "30s", lockTimeout: String = "3s",
    parallel: SQLText? = nil, catchUp: QualifiedName? = nil, downCatchUp: QualifiedName? = nil,
    copies: [QualifiedName] = [], exports: [QualifiedName] = []
  ) {
    self.name = name
    self.what = what
    self.downWhat = downWhat
    self.transaction = transaction
    self.phase = phase
    self.up = up
    self.down = down
    self.downTransaction = downTransaction ?? transaction
    self.locks = locks
    self.downLocks = downLocks
    self.hazards = hazards
    self.reversal = reversal
    self.statementTimeout = statementTimeout
    self.lockTimeout = lockTimeout
    self.parallel = parallel
    self.catchUp = catchUp
    self.downCatchUp = downCatchUp
    self.copies = copies
    self.exports = exports
  }
}

/// One SQL statement of a file, with the comment that says why.
package struct Statement: Hashable, Sendable {
  /// Lines without `--`; empty for none.
  package var comment: [String]
  /// Without the final semicolon.
  package var sql: SQLText

  package init(_ sql: SQLText, why comment: String...) {
    self.comment = comment
    self.sql = sql
  }
}

/// How honest the way back is. There is no default where data is concerned.
package enum Reversal: Hashable, Sendable {
  /// The down file restores the layout and every row.
  case exact
  /// The down file leaves this in place, because taking it back would only do harm.
  case keeps(String)
  /// Exact; the down file refuses, with nothing changed, while this holds.
  case refuses(String)
  /// Exact as long as the retired table is there.
  case losslessWhileKept(QualifiedName)
  /// The down file runs, and this is lost.
  case loses(String)
  /// There is no way back; the down file says so and refuses.
  case impossible(String)
}

/// A hazard that a reviewer should know and `apply` may have to be allowed to run.
package enum Hazard: Hashable, Sendable {
  case acquiresAccessExclusiveLock(QualifiedName)
  case deletesData(String)
  case indexBuild(String)
  case indexDropped(String)
  case impactsPerformance(String)
  case correctness(String)
  case rewritesTable(QualifiedName)
  case uniquenessWeakened(String)
  case foreignKeyLost(String)
  case blocksConcurrentDetach(String)
  case irreversible(String)

  /// The word that `--allow` takes and headers print.
  package var word: String {
    switch self {
    case .acquiresAccessExclusiveLock: "ACQUIRES_ACCESS_EXCLUSIVE_LOCK"
    case .deletesData: "DELETES_DATA"
    case .indexBuild: "INDEX_BUILD"
    case .indexDropped: "INDEX_DROPPED"
    case .impactsPerformance: "IMPACTS_DATABASE_PERFORMANCE"
    case .correctness: "CORRECTNESS"
    case .rewritesTable: "REWRITES_TABLE"
    case .uniquenessWeakened: "UNIQUENESS_WEAKENED"
    case .foreignKeyLost: "FOREIGN_KEY_LOST"
    case .blocksConcurrentDetach: "BLOCKS_CONCURRENT_DETACH"
    case .irreversible: "IRREVERSIBLE"
    }
  }

  /// What is concerned, for people.
  package var detail: String {
    switch self {
    case .acquiresAccessExclusiveLock(let name), .rewritesTable(let name): name.description
    case .deletesData(let text), .indexBuild(let text), .indexDropped(let text),
      .impactsPerformance(let text), .correctness(let text), .uniquenessWeakened(let text),
      .foreignKeyLost(let text), .blocksConcurrentDetach(let text), .irreversible(let text):
      text
    }
  }
}

/// A table-level lock mode, in order of strength (manual, "Explicit Locking").
package enum LockMode: Int, Hashable, Sendable, Comparable, CaseIterable {
  case accessShare, rowShare, rowExclusive, shareUpdateExclusive, share, shareRowExclusive
  case exclusive, accessExclusive

  package static func < (left: LockMode, right: LockMode) -> Bool { left.rawValue < right.rawValue }

  /// As the manual spells it: `ACCESS EXCLUSIVE`.
  package var name: String {
    switch self {
    case .accessShare: "ACCESS SHARE"
    case .rowShare: "ROW SHARE"
    case .rowExclusive: "ROW EXCLUSIVE"
    case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
    case .share: "SHARE"
    case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
    case .exclusive: "EXCLUSIVE"
    case .accessExclusive: "ACCESS EXCLUSIVE"
    }
  }
}

/// The strongest lock that a step takes on one relation.
package struct LockClaim: Hashable, Sendable {
  package var relation: QualifiedName
  package var mode: LockMode
  /// How long, in words: `short`, `while the rows are copied`.
  package var duration: String

  package init(_ relation: QualifiedName, _ mode: LockMode, _ duration: String = "short") {
    self.relation = relation
    self.mode = mode
    self.duration = duration
  }

  /// On a table that only the conversion itself uses, so that nobody waits for it.
  package var isUnnoticed: Bool { duration == OnlineConversion.unused }
}

/// The first eight hexadecimal digits of the SHA-256 of a layout's canonical form.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(text: String) { self.text = text }

  package var description: String { text }
}
