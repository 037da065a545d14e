/// What one migration file says: its header and its statements.
///
/// `MigrationFilePrinter` writes it, `MigrationFileParser` reads it back to an equal value.
/// Texts hold names as they are; only the printed form is escaped.
package struct MigrationFile: Hashable, Sendable {
  /// The schema file that the migration was generated from.
  package struct Source: Hashable, Sendable {
    package var path: String
    /// Hash of the schema file, hexadecimal.
    package var hash: String

    package init(path: String, hash: String) {
      self.path = path
      self.hash = hash
    }
  }

  /// A hazard as the header prints it. The word may be one that a newer pgparcel knows.
  package struct HazardNote: Hashable, Sendable {
    package var word: String
    package var detail: String

    package init(word: String, detail: String = "") {
      self.word = word
      self.detail = detail
    }

    package init(_ hazard: Hazard) { self.init(word: hazard.word, detail: hazard.detail) }
  }

  package var direction: MigrationDirection
  package var id: MigrationID
  package var table: QualifiedName
  /// Steps of the whole change; `id.step` counts up to it.
  package var steps: Int
  package var transaction: Step.Transaction
  package var phase: Step.Phase
  /// Layout that this file starts from: for a down file, the one that its up file leads to.
  package var from: Fingerprint
  package var to: Fingerprint
  package var source: Source?
  /// `Plan.id` of the plan that all files of one change belong to; nil in files of other makers.
  package var plan: String?
  /// Version of pgparcel, where it changes what files mean.
  package var tool: String?
  /// Words of the hazards that review allowed: `confirm=DELETES_DATA`.
  package var confirm: [String]
  package var what: [String]
  package var locks: [String]
  package var hazards: [HazardNote]
  package var undo: [String]
  /// Settings of a transactional file; nil for no line.
  package var lockTimeout: String?
  package var statementTimeout: String?
  /// The number of the statement that several sessions may run at once (`parallel=2`); nil for
  /// none.
  package var parallel: Int?
  /// The procedure to call before each try of a transactional file (`catch-up=schema.name`).
  package var catchUp: QualifiedName?
  /// Depths of levels that `from` and `to` leave out, since windows roll them (`rolling=1`).
  package var rolling: Set<Int>
  /// The partitions whose rows the file writes once more (`copies=schema.name,…`), where it is not
  /// the whole table's.
  package var copies: [QualifiedName]
  /// Tables whose rows have to be in a file before this one drops them (`exports=schema.name,…`).
  package var exports: [QualifiedName]
  package var statements: [Statement]

  package init(
    direction: MigrationDirection = .up, id: MigrationID, table: QualifiedName, steps: Int,
    transaction: Step.Transaction, phase: Step.Phase = .beforeDeploy, from: Fingerprint,
    to: Fingerprint, source: Source? = nil, plan: String? = nil, tool: String? = nil,
    confirm: [String] = [],
    what: [String] = [], locks: [String] = [], hazards: [HazardNote] = [], undo: [String] = [],
    lockTimeout: String? = nil, statementTimeout: String? = nil, parallel: Int? = nil,
    catchUp: QualifiedName? = nil, rolling: Set<Int> = [], copies: [QualifiedName] = [],
    exports: [QualifiedName] = [],
    statements: [Statement]
  ) {
    self.direction = direction
    self.id = id
    self.table = table
    self.steps = steps
    self.transaction = transaction
    self.phase = phase
    self.from = from
    self.to = to
    self.source = source
    self.plan = plan
    self.tool = tool
    self.confirm = confirm
    self.what = what
    self.locks = locks
    self.hazards = hazards
    self.undo = undo
    self.lockTimeout = lockTimeout
    self.statementTimeout = statementTimeout
    self.parallel = parallel
    self.catchUp = catchUp
    self.rolling = rolling
    self.copies = copies
    self.exports = exports
    self.statements = statements
  }

  package var fileName: String { id.fileName(direction) }

  /// How often a file is tried again when a lock is not obtained: who waits briefly may ask often.
  package var lockRetries: Int { asksBriefly ? 30 : 10 }

  /// Whether it gives a lock up sooner than an autovacuum would make room for it.
  var asksBriefly: Bool { lockTimeout?.hasSuffix("ms") == true }
}
