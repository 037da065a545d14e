import Diagnostics
package import PartitionCore
package import PostgresClient

/// Runs pending migration files in order.
package struct Applier {
  /// Which files may run.
  package struct Selection: Sendable {
    /// Nil for both.
    package var phase: Step.Phase?
    /// The last version to run; nil for all.
    package var to: MigrationVersion?

    package init(phase: Step.Phase? = .beforeDeploy, to: MigrationVersion? = nil) {
      self.phase = phase
      self.to = to
    }
  }

  /// What ran, or in a dry run would.
  package struct Outcome: Hashable, Sendable {
    package var files: [MigrationID] = []
    /// Pending files of another phase, those that wait for `kept`, and those behind them.
    package var waiting: [MigrationID] = []
    /// Of the waiting ones those that were to run, if it were not too early to drop an old table.
    package var early: [MigrationID] = []
    /// Converted tables whose old copy is still to be kept.
    package var kept: [QualifiedName: KeptTable] = [:]
    /// Tables of which a file waits, and all later ones with it.
    fileprivate var held: Set<QualifiedName> = []

    fileprivate init(kept: [QualifiedName: KeptTable]) { self.kept = kept }
  }

  private let check: DirectoryCheck
  private let selection: Selection
  private let options: RunOptions
  private let live: LiveFingerprint?
  private let report: @Sendable (RunnerEvent) -> Void

  /// - Parameter live: Where given, a change starts only from the table's live layout, whatever the
  ///   history says: windows that were rolled leave no file.
  package init(
    _ check: DirectoryCheck, selection: Selection = Selection(), options: RunOptions = RunOptions(),
    live: LiveFingerprint? = nil, report: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) {
    self.check = check
    self.selection = selection
    self.options = options
    self.live = live
    self.report = report
  }

  /// What `apply` would run. Writes nothing and takes no lock.
  ///
  /// - Throws: as `apply`, but for what only running can show.
  package func dryRun(on connection: borrowing Connection) throws(RunnerError) -> Outcome {
    if check.findings.hasErrors { throw .directory(check.findings.sorted()) }
    let ledger = Ledger(check, try HistoryTable.rows(on: connection))
    try ledger.compareApplied(report: report)
    let kept = try KeptTable.all(ledger, on: connection)
    let (files, outcome) = try pending(ledger, kept)
    var result = outcome
    result.files = files.map(\.id)
    return result
  }

  /// Runs what is pending, stopping at the first failure.
  ///
  /// Rights, order and hazards of all files are checked before the first one runs.
  ///
  /// - Throws: any `RunnerError`; files before the failing one stay applied.
  package func apply(on connection: borrowing Connection) throws(RunnerError) -> Outcome {
    try requireRights(on: connection)
    let ledger = try Ledger.opened(check, options, report: report, on: connection)
    defer { Ledger.close(connection) }
    var kept = try KeptTable.all(ledger, on: connection)
    let pending = try pending(ledger, kept)
    var outcome = pending.outcome
    if let dump = options.backup {
      try Backup(dump: dump, report: report).run(before: pending.files, on: connection)
    }
    // Those that wait already come behind all that run.
    outcome.held = []
    for file in pending.files {
      if options.shouldStop() { throw .interrupted(file: nil) }
      // A swap of this very run begins the time for which its old table is kept.
      if file.file.phase == .afterDeploy { kept = try KeptTable.all(ledger, on: connection) }
      if outcome.holds(file, kept) { continue }
      let position = ledger.position(of: file)
      let resumes = ledger.state.standing(of: "\(file.id.version)") != .pending
      if let live, file.id.step == 1, !resumes {
        let actual = try live(connection, file.file.table, file.file.rolling)
        guard actual == file.file.from else {
          let unrecorded = try UnrecordedFiles(ledger, live: live, on: connection)
          if unrecorded.ids.contains(file.id) {
            throw .unrecorded(
              file: file.fileName, table: file.file.table, cure: unrecorded.cure)
          }
          throw .stale(
            file: file.fileName, table: file.file.table, expected: file.file.from, actual: actual)
        }
      }
      if !resumes {
        try SpaceCheck(options: options, report: report).run(
          before: file,
          of: ledger.migrations.filter { ledger.standing(of: $0) == .pending }.map(\.up),
          on: connection)
      }
      try FileRun(file: file, options: options, report: report).run(
        from: position.done, mayBeDone: position.mayBeDone, on: connection)
      outcome.files.append(file.id)
    }
    let after = Ledger(check, try HistoryTable.rows(on: connection))
    outcome.kept = try KeptTable.all(after, on: connection)
    return outcome
  }

  /// Before the lock is taken and the history made: a role that lacks rights changes nothing.
  private func requireRights(on connection: borrowing Connection) throws(RunnerError) {
    if check.findings.hasErrors { throw .directory(check.findings.sorted()) }
    let ledger = Ledger(check, try HistoryTable.rows(on: connection))
    let kept = try KeptTable.all(ledger, on: connection)
    try RightsCheck.require(before: try pending(ledger, kept).files, on: connection)
  }

  /// What would run, in order, and what waits.
  private func pending(
    _ ledger: Ledger, _ kept: [QualifiedName: KeptTable]
  ) throws(RunnerError) -> (files: [ParsedMigration], outcome: Outcome) {
    var files: [ParsedMigration] = []
    var outcome = Outcome(kept: kept)
    for migration in ledger.migrations {
      let file = migration.up
      let standing = ledger.standing(of: migration)
      if standing == .applied || standing == .baselined { continue }
      if let to = selection.to, migration.version > to { break }
      if case .partly(.down, _) = standing {
        throw .halfWayBack(file: migration.id.fileName(.down))
      }
      let outOfPhase = selection.phase.map { $0 != file.file.phase } ?? false
      if outOfPhase {
        outcome.wait(for: file)
      } else if !outcome.holds(file, kept) {
        files.append(file)
      }
    }
    if let to = selection.to, ledger.migration("\(to)") == nil { throw .unknownVersion("\(to)") }
    try checkOrder(files, ledger)
    try Hazards.refuseGuarded(files, options)
    return (files, outcome)
  }

  private func checkOrder(_ files: [ParsedMigration], _ ledger: Ledger) throws(RunnerError) {
    var layouts: [QualifiedName: Fingerprint] = [:]
    for file in files {
      let (table, from) = (file.file.table, file.file.from)
      let recorded = ledger.state.layout(of: table)
      let present = layouts[table] ?? recorded?.layout
      layouts[table] = file.file.to
      if present == from { continue }
      // The live layout decides later.
      if file.id.step == 1, present == nil || live != nil { continue }
      let rival = ledger.migrations.first {
        $0.up.file.table == table && $0.up.file.from == from && $0.id != file.id
          && ledger.standing(of: $0) == .applied
      }
      if let rival {
        throw .orderConflict(file: file.fileName, table: table, applied: rival.up.fileName)
      }
      throw .stale(file: file.fileName, table: table, expected: from, actual: present)
    }
  }
}

extension Applier.Outcome {
  fileprivate mutating func wait(for file: ParsedMigration) {
    held.insert(file.file.table)
    waiting.append(file.id)
  }

  /// Notes whether a file has to wait, although its phase is asked for.
  fileprivate mutating func holds(
    _ file: ParsedMigration, _ kept: [QualifiedName: KeptTable]
  ) -> Bool {
    // What comes later starts from the layout that a waiting one would make.
    let isBehind = held.contains(file.file.table)
    let isEarly = file.file.phase == .afterDeploy && kept[file.file.table] != nil
    guard isBehind || isEarly else { return false }
    if !isBehind { early.append(file.id) }
    wait(for: file)
    return true
  }
}

/// Hazards that need leave.
enum Hazards {
  /// - Throws: `.hazard` for the first file with a guarded hazard that neither the command nor the
  ///   file's reviewed header allows.
  static func refuseGuarded(
    _ files: [ParsedMigration], _ options: RunOptions
  ) throws(RunnerError) {
    for file in files {
      if let refusal = refusal(of: file, options) { throw refusal }
    }
  }

  /// Nil for a file that may run.
  static func refusal(of file: ParsedMigration, _ options: RunOptions) -> RunnerError? {
    let allowed = options.allow.union(file.file.confirm)
    let refused = file.file.hazards.filter {
      RunOptions.guarded.contains($0.word) && !allowed.contains($0.word)
    }
    return refused.isEmpty ? nil : .hazard(file: file.fileName, refused)
  }
}
