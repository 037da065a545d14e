import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct TransactionTests {
  private struct Stop: Error {}

  private func count(_ connection: borrowing Connection) throws -> Int {
    try connection.query("SELECT count(*) AS n FROM visits")[0].int("n")
  }

  @Test func commitsWhatReturns() throws {
    try TestDatabase.current.execute("CREATE TABLE visits (id int)")
    let connection = try TestDatabase.current.connect()
    let answer = try connection.withTransaction { connection throws(PostgresError) in
      try connection.execute("INSERT INTO visits VALUES (1)")
      return 42
    }
    #expect(answer == 42)
    #expect(connection.transactionStatus == .idle)
    #expect(try count(TestDatabase.current.connect()) == 1)
  }

  @Test func rollsBackWhatThrows() throws {
    try TestDatabase.current.execute("CREATE TABLE visits (id int)")
    let connection = try TestDatabase.current.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.withTransaction { connection throws(PostgresError) in
        try connection.execute("INSERT INTO visits VALUES (1)")
        try connection.execute("INSERT INTO visits VALUES (1/0)")
      }
    }
    #expect(error?.sqlState == "22012")
    #expect(connection.transactionStatus == .idle)
    #expect(try count(connection) == 0)
  }

  @Test func rollsBackForErrorsOfTheCaller() throws {
    try TestDatabase.current.execute("CREATE TABLE visits (id int)")
    let connection = try TestDatabase.current.connect()
    #expect(throws: Stop.self) {
      try connection.withTransaction(mapError: { $0 as any Error }) {
        connection throws(any Error) in
        try connection.execute("INSERT INTO visits VALUES (1)")
        throw Stop()
      }
    }
    #expect(try count(connection) == 0)
  }

  @Test func noticesACommitThatRolledBack() throws {
    let connection = try TestDatabase.current.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.withTransaction { connection throws(PostgresError) in
        // A body that swallows the error of a statement.
        _ = try? connection.execute("SELECT 1/0")
      }
    }
    #expect(error?.sqlState == "25P02")
    #expect(connection.transactionStatus == .idle)
  }

  @Test func noticesAConstraintThatFailsAtCommit() throws {
    let connection = try TestDatabase.current.connect()
    try connection.execute("CREATE TABLE visits (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    let error = #expect(throws: PostgresError.self) {
      try connection.withTransaction { connection throws(PostgresError) in
        try connection.execute("INSERT INTO visits VALUES (1), (1)")
      }
    }
    #expect(error?.sqlState == "23505")
    #expect(try count(connection) == 0)
  }

  @Test func appliesIsolationAndReadOnly() throws {
    let connection = try TestDatabase.current.connect()
    let settings = try connection.withTransaction(.repeatableRead, readOnly: true) {
      connection throws(PostgresError) in
      try connection.query(
        """
        SELECT current_setting('transaction_isolation') AS level,
          current_setting('transaction_read_only') AS only
        """)[0]
    }
    #expect(settings["level"] == "repeatable read")
    #expect(settings["only"] == "on")
  }
}
