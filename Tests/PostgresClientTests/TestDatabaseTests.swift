import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct TestDatabaseTests {
  @Test(arguments: 1...3) func isFreshForEachCase(_ number: Int) throws {
    try TestDatabase.current.execute("CREATE TABLE visits (id int)")
  }

  @Test func dumpsEqualSchemasAlike() throws {
    let schema = "CREATE TABLE visits (id int PRIMARY KEY); COMMENT ON TABLE visits IS 'x'"
    let other = try TestDatabase.create()
    try other.execute(schema)
    try TestDatabase.current.execute(schema)
    let dump = try TestDatabase.current.dumpSchema()
    #expect(try other.dumpSchema() == dump)
    #expect(dump.contains("CREATE TABLE public.visits"))
    #expect(!dump.contains("\n\n") && !dump.contains("restrict"))
    try other.execute("ALTER TABLE visits ADD at date")
    #expect(try other.dumpSchema() != dump)
    try other.drop()
    #expect(throws: PostgresError.self) { _ = try other.connect() }
  }
}
