import Diagnostics
import MigrationProof
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Others change the table between two files: what they added must never be lost in silence.
@Suite(.database) struct ForeignChangeTests {
  @Test(arguments: [
    "ALTER TABLE appointments ADD COLUMN note text",
    "CREATE INDEX added ON appointments (doc_id)",
    "ALTER TABLE appointments ADD CONSTRAINT added CHECK (amount >= 0)",
    """
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER added BEFORE INSERT ON appointments FOR EACH ROW EXECUTE FUNCTION f();
    """,
    "CREATE POLICY added ON appointments USING (true)",
  ])
  func stopAConversionBothWays(_ change: String) throws {
    let (up, down) = try files("list_from_plain", "swap")
    let connection = try TestDatabase.current.connect()
    try connection.execute("BEGIN; \(change)")
    #expect(throws: PostgresError.self) { try run(up, connection) }
    try connection.execute("ROLLBACK")
    try up.run(on: connection)
    try connection.execute("RESET ALL")
    try connection.execute("BEGIN; \(change)")
    #expect(throws: PostgresError.self) { try run(down, connection) }
    try connection.execute("ROLLBACK")
    try down.run(on: connection)
  }

  @Test func stopRowsThatWouldMoveWithoutAColumn() throws {
    let (up, down) = try files("add_beside_default", "partitions")
    let connection = try TestDatabase.current.connect()
    let add = "ALTER TABLE tickets ADD COLUMN note text DEFAULT 'kept'"
    try connection.execute("BEGIN; \(add)")
    #expect(throws: PostgresError.self) { try run(up, connection) }
    try connection.execute("ROLLBACK")
    try up.run(on: connection)
    try connection.execute("RESET ALL")
    try connection.execute("BEGIN; \(add)")
    #expect(throws: PostgresError.self) { try run(down, connection) }
    try connection.execute("ROLLBACK")
  }

  /// Its statements inside the transaction that is open.
  private func run(_ file: ScriptRun, _ connection: borrowing Connection) throws(PostgresError) {
    for command in file.file.commands { try connection.execute(command.sql) }
  }

  private func files(_ name: String, _ step: String) throws -> (up: ScriptRun, down: ScriptRun) {
    try SharedObjects.create()
    let test = try #require(AcceptanceCase.all().first { $0.golden.name == name })
    try TestDatabase.current.execute(try test.golden.text("before.sql"))
    try TestDatabase.current.execute(try test.golden.text("seed.sql"))
    var bag = DiagnosticBag()
    let planned = try LivePlanning.plan(
      try test.declaration(), on: try TestDatabase.current.connect(), into: &bag)
    let plan = try #require(planned, "\(TextRenderer().rendered(bag))").outcome.plan
    let version = try #require(MigrationVersion("20260101000000"))
    let files = MigrationFile.files(for: plan, firstVersion: version).filter { $0.id.name == step }
    let up = try #require(files.first { $0.direction == .up })
    let down = try #require(files.first { $0.direction == .down })
    return (try ScriptRun(printing: up), try ScriptRun(printing: down))
  }
}
