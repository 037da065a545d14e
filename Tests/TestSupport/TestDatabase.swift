package import PostgresClient
package import ScratchServer

/// The database of the running test case: fresh from `template0`, dropped when the case ends.
package struct TestDatabase: Sendable {
  package let name: String
  package let target: ConnectionTarget
  package let server: TestServer

  /// The database of a test that bears the trait `.database`; without it the program stops.
  package static var current: TestDatabase {
    guard let active else { preconditionFailure("the test lacks the trait .database") }
    return active
  }

  private init(name: String, target: ConnectionTarget, server: TestServer) {
    self.name = name
    self.target = target
    self.server = server
  }

  @TaskLocal static var active: TestDatabase?

  /// Makes a database beyond the one that the trait provides; drop it with `drop()`.
  package static func create() throws -> TestDatabase {
    let server = try TestServer.shared
    let name = "pgparcel_test_" + String(UInt64.random(in: .min ... .max), radix: 36)
    try server.maintain("CREATE DATABASE %I TEMPLATE template0", [name])
    return TestDatabase(name: name, target: server.maintenance.database(name), server: server)
  }

  /// A database on a server that the test started itself.
  package init(on own: ScratchServer, named name: String, of server: TestServer) {
    self.init(name: name, target: own.conninfo(database: name), server: server)
  }

  /// A database that was there before, on whatever server.
  package init(at target: ConnectionTarget, named name: String, of server: TestServer) {
    self.init(name: name, target: target, server: server)
  }

  /// Ends all sessions in the database and drops it.
  package func drop() throws {
    try server.maintain("DROP DATABASE %I WITH (FORCE)", [name])
  }

  /// A new session.
  package func connect(
    settings: [String: String] = [:], onNotice: (@Sendable (PostgresNotice) -> Void)? = nil
  ) throws -> Connection {
    try Connection(target, applicationName: "pgparcel/test", settings: settings, onNotice: onNotice)
  }

  /// Runs SQL in a session of its own: any commands, also several.
  package func execute(_ sql: String) throws {
    try connect().execute(sql)
  }

  /// Runs one query in a session of its own.
  package func query(_ sql: String, _ values: [String?] = []) throws -> Rows {
    try connect().query(sql, values)
  }

  /// The schema as `pg_dump --schema-only` writes it, without what differs between two dumps of equal
  /// databases: comments, blank lines, `\restrict` keys.
  package func dumpSchema(_ arguments: [String] = []) throws -> String {
    let dump = try run(tool: "pg_dump", ["--schema-only"] + arguments).standardOutput
    return Self.normalized(dump)
  }

  /// Runs a client tool against this database.
  @discardableResult
  package func run(
    tool: String, _ arguments: [String], input: String? = nil
  ) throws -> ToolOutput {
    try server.binaries.run(
      tool: tool, arguments, environment: target.toolEnvironment, input: input)
  }

  static func normalized(_ dump: String) -> String {
    let lines = dump.split(separator: "\n").filter { line in
      // `--` at a line's start inside a function body is lost too, alike on both sides.
      !line.hasPrefix("--") && !line.hasPrefix("\\restrict") && !line.hasPrefix("\\unrestrict")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
