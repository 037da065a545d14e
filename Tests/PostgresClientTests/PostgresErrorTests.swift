import Foundation
import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct PostgresErrorTests {
  private func error(
    of sql: String, _ values: [String?] = []
  ) throws -> PostgresError {
    let connection = try TestDatabase.current.connect()
    return try #require(
      #expect(throws: PostgresError.self) { try connection.query(sql, values) })
  }

  @Test func carriesWhatTheServerSaid() throws {
    let error = try error(of: "SELECT missing FROM pg_class")
    #expect(error.kind == .server)
    #expect(error.sqlState == "42703")
    #expect(error.message == "column \"missing\" does not exist")
    #expect(error.position == 8)
    #expect(!error.isConnectionLoss)
    #expect(error.description == "column \"missing\" does not exist\nSQLSTATE 42703")
  }

  @Test func carriesDetailHintContextAndConstraint() throws {
    let error = try error(
      of: """
        DO $$ BEGIN RAISE 'stop' USING ERRCODE = 'P0001', DETAIL = 'why', HINT = 'what to do',
          CONSTRAINT = 'rule'; END $$
        """)
    #expect(error.detail == "why")
    #expect(error.hint == "what to do")
    #expect(error.constraint == "rule")
    #expect(error.context?.contains("PL/pgSQL") == true)
    #expect(
      error.description.hasPrefix("stop\nDETAIL: why\nHINT: what to do\nCONTEXT: PL/pgSQL"))
  }

  @Test func neverHoldsAValueThatWasSent() throws {
    let secret = "Ada Lovelace"
    let number = try error(of: "SELECT $1::int", [secret])
    #expect(number.message == "invalid input syntax for type integer: \"$1\"")
    let json = try error(of: "SELECT $1::json", ["{\"patient\": \(secret)}"])
    let raised = try error(
      of: "SELECT count(*) FROM pg_class WHERE relname = $1 AND ($1::text)::regclass IS NULL",
      [secret])
    let short = try error(of: "SELECT $1::date", ["x9"])
    for error in [number, json, raised, short] {
      let everything = String(reflecting: error) + error.description
      #expect(!everything.contains("Lovelace") && !everything.contains("x9"), "\(everything)")
    }
  }

  @Test func describesNoStoredRow() throws {
    let connection = try TestDatabase.current.connect()
    try connection.execute(
      "CREATE TABLE patients (name text); INSERT INTO patients VALUES ('Ada'), ('Ada')")
    let error = try #require(
      #expect(throws: PostgresError.self) {
        try connection.execute("CREATE UNIQUE INDEX patients_name ON patients (name)")
      })
    #expect(error.sqlState == "23505")
    #expect(error.detail?.contains("Ada") == true)
    #expect(!error.description.contains("Ada"))
  }

  @Test func tellsALostSession() throws {
    let database = TestDatabase.current
    let connection = try database.connect()
    try database.connect().query(
      "SELECT pg_terminate_backend($1::int)", [String(connection.backendPID)])
    let error = try #require(
      #expect(throws: PostgresError.self) { try connection.query("SELECT pg_sleep(10)") })
    #expect(error.isConnectionLoss)
    #expect(connection.transactionStatus == .unknown)
    let next = #expect(throws: PostgresError.self) { try connection.query("SELECT 1") }
    #expect(next?.isConnectionLoss == true)
  }

  @Test func tellsAServerThatIsNotThere() throws {
    let target = try ConnectionTarget("postgresql://ada:geheim@127.0.0.1:1/clinic")
    let error = try #require(
      #expect(throws: PostgresError.self) {
        _ = try Connection(target, applicationName: "pgparcel/test")
      })
    #expect(error.kind == .connection)
    #expect(error.message.contains("127.0.0.1"))
    #expect(!String(reflecting: error).contains("geheim"))
  }

  @Test func tellsADatabaseThatIsNotThere() throws {
    let target = TestDatabase.current.target.database("none_such")
    let error = #expect(throws: PostgresError.self) {
      _ = try Connection(target, applicationName: "pgparcel/test")
    }
    #expect(error?.kind == .connection)
    #expect(error?.message.contains("none_such") == true)
  }

  @Test func tellsAStatementThatWasCancelled() async throws {
    let connection = try TestDatabase.current.connect()
    let canceller = connection.canceller
    Thread.detachNewThread {
      // A request that comes before the statement is forgotten, hence several.
      for _ in 0..<100 where canceller.cancel() { usleep(20_000) }
    }
    let start = ContinuousClock.now
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT pg_sleep(30)") }
    #expect(error?.kind == .cancelled)
    #expect(error?.sqlState == "57014")
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}
