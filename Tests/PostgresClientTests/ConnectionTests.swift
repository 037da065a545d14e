import Foundation
import PostgresClient
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct ConnectionTests {
  @Test func sendsValuesApartFromTheStatement() throws {
    let connection = try TestDatabase.current.connect()
    let injection = "'; DROP TABLE visits; --"
    let rows = try connection.query(
      "SELECT $1::text AS text, $2::int + 1 AS whole, $3::text AS none, $4::text AS empty",
      [injection, "41", nil, ""])
    #expect(rows[0]["text"] == injection)
    #expect(rows[0]["whole"] == "42")
    #expect(rows[0]["none"] == nil)
    #expect(rows[0]["empty"] == "")
  }

  @Test func runsSeveralStatementsAtOnce() throws {
    let connection = try TestDatabase.current.connect()
    #expect(
      try connection.execute("CREATE TABLE visits (id int); DROP TABLE visits") == "DROP TABLE")
    #expect(try connection.execute("") == "")
  }

  @Test func refusesSeveralStatementsInAQuery() throws {
    let connection = try TestDatabase.current.connect()
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT 1; SELECT 2") }
    #expect(error?.sqlState == "42601")
  }

  @Test func tellsServerAndSession() throws {
    let connection = try TestDatabase.current.connect()
    let row = try connection.query(
      "SELECT current_setting('server_version_num') AS version, pg_backend_pid() AS pid")[0]
    #expect(try row.int("version") == connection.serverVersion)
    #expect(try row.int("pid") == Int(connection.backendPID))
    #expect(connection.reported("client_encoding") == "UTF8")
  }

  @Test func setsSettingsAndApplicationName() throws {
    let target = TestDatabase.current.target
    let connection = try Connection(
      target, applicationName: "pgparcel/apply", settings: ["lock_timeout": "3s"])
    let row = try connection.query(
      "SELECT current_setting('lock_timeout') AS lock, current_setting('application_name') AS name")[
        0]
    #expect(row["lock"] == "3s")
    #expect(row["name"] == "pgparcel/apply")
    let error = #expect(throws: PostgresError.self) {
      _ = try Connection(target, applicationName: "x", settings: ["lock_timout": "3s"])
    }
    #expect(error?.sqlState == "42704")
  }

  @Test func pinsWhatCatalogTextDependsOn() throws {
    let connection = try TestDatabase.current.connect(
      settings: ["TimeZone": "Asia/Tokyo", "DateStyle": "German", "search_path": "public"])
    try connection.pinCatalogSettings()
    for (name, value) in Connection.catalogSettings {
      let row = try connection.query("SELECT current_setting($1) AS value", [name])[0]
      #expect(row["value"] == (value == "" ? "" : value), "\(name)")
    }
    let row = try connection.query("SELECT '2026-02-01 00:00+09'::timestamptz::text AS moment")[0]
    #expect(row["moment"] == "2026-01-31 15:00:00+00")
  }

  @Test func followsTheTransaction() throws {
    let connection = try TestDatabase.current.connect()
    #expect(connection.transactionStatus == .idle)
    try connection.execute("BEGIN")
    #expect(connection.transactionStatus == .inTransaction)
    #expect(throws: PostgresError.self) { try connection.query("SELECT 1/0") }
    #expect(connection.transactionStatus == .failed)
    try connection.execute("ROLLBACK")
    #expect(connection.transactionStatus == .idle)
  }

  @Test func hearsNotices() throws {
    let heard = Heard()
    let connection = try TestDatabase.current.connect(onNotice: heard.hear)
    try connection.execute("DO $$ BEGIN RAISE WARNING 'beware' USING HINT = 'look'; END $$")
    #expect(heard.all.map(\.message) == ["beware"])
    #expect(heard.all.first?.severity == "WARNING")
    #expect(heard.all.first?.hint == "look")
  }

  @Test func hearsWarningsOfTheLogin() throws {
    // A recorded collation version that the system does not have makes the server warn at login.
    let database = TestDatabase.current
    try database.connect().query(
      "UPDATE pg_database SET datcollversion = 'none such' WHERE datname = $1", [database.name])
    let heard = Heard()
    _ = try database.connect(onNotice: heard.hear)
    #expect(heard.all.map(\.severity) == ["WARNING"])
  }

  @Test func staysUsableAfterARefusedCopy() throws {
    let connection = try TestDatabase.current.connect()
    for command in ["COPY (SELECT 1) TO STDOUT", "CREATE TABLE t (i int); COPY t FROM STDIN"] {
      let error = #expect(throws: PostgresError.self) { try connection.execute(command) }
      #expect(error?.kind == .usage)
      #expect(connection.transactionStatus == .idle)
      #expect(try connection.query("SELECT 1 AS one")[0]["one"] == "1")
    }
  }

  @Test func refusesNULInsteadOfCuttingTextShort() throws {
    let connection = try TestDatabase.current.connect()
    let inValue = #expect(throws: PostgresError.self) {
      try connection.query("SELECT $1::text", ["a\0b"])
    }
    #expect(inValue?.kind == .usage)
    let inStatement = #expect(throws: PostgresError.self) { try connection.execute("SELECT 1\0;") }
    #expect(inStatement?.kind == .usage)
  }

  @Test func closesWhenToldTo() throws {
    let database = TestDatabase.current
    let watcher = try database.connect()
    let connection = try database.connect()
    let pid = connection.backendPID
    connection.close()
    for _ in 0..<200 {
      let rows = try watcher.query("SELECT FROM pg_stat_activity WHERE pid = $1", [String(pid)])
      if rows.isEmpty { return }
      usleep(10_000)
    }
    Issue.record("the session \(pid) is still there")
  }
}

/// Collects notices. A class, because the handler outlives the call that sets it.
private final class Heard: Sendable {
  private let notices = Mutex<[PostgresNotice]>([])
  var all: [PostgresNotice] { notices.withLock { $0 } }
  var hear: @Sendable (PostgresNotice) -> Void {
    { notice in self.notices.withLock { $0.append(notice) } }
  }
}
