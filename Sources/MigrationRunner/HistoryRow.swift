package import PartitionCore
import PostgresClient

/// One attempt to run one file, as `pgparcel.history` keeps it.
package struct HistoryRow: Hashable, Sendable {
  package enum State: String, Hashable, Sendable {
    case running, applied, failed, reverted, baselined
  }

  /// The error text of an attempt whose session ended without a word.
  static let interrupted = "interrupted"

  /// The phase of a run that rolled windows: it has no file in the directory.
  static let maintenance = "maintain"

  package let id: Int
  package let version: String
  package let name: String
  /// Nil where the text names no table.
  package let table: QualifiedName?
  package let phase: String
  package let direction: MigrationDirection
  package let step: String
  package let state: State
  package let statementsTotal: Int
  package let statementsDone: Int
  package let checksum: Checksum
  package let from: Fingerprint
  package let to: Fingerprint
  package let startedAt: String
  package let finishedAt: String?
  package let sqlState: String?
  package let error: String?

  /// - Throws: `.usage` for a row that no pgparcel wrote.
  init(_ row: Row) throws(PostgresError) {
    id = try row.int("id")
    version = try row.text("version")
    name = try row.text("name")
    table = MachineLine.qualifiedName(try row.text("target_table"))
    phase = try row.text("phase")
    step = try row.text("step")
    guard let direction = MigrationDirection(rawValue: try row.text("direction")),
      let state = State(rawValue: try row.text("state"))
    else { throw PostgresError(.usage, "row \(id) of pgparcel.history is not readable") }
    self.direction = direction
    self.state = state
    statementsTotal = try row.int("statements_total")
    statementsDone = try row.int("statements_done")
    checksum = Checksum(sha256: try row.text("sha256"), sql: try row.text("sql_hash"))
    from = Fingerprint(text: try row.text("layout_from"))
    to = Fingerprint(text: try row.text("layout_to"))
    startedAt = try row.text("started_at")
    finishedAt = row["finished_at"]
    sqlState = row["sqlstate"]
    error = row["error"]
  }

  /// The attempt's session ended without an answer: what its last statement did is not known.
  var endedUnknown: Bool {
    state == .running || (state == .failed && error == Self.interrupted)
  }
}
