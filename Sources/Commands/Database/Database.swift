import Diagnostics
import PostgresClient

/// The database that the settings name, and sessions with it.
struct Database {
  let target: ConnectionTarget
  private let applicationName: String

  /// - Throws: `PostgresError` for a malformed address.
  init(_ session: Session) throws {
    let settings = session.settings
    var environment = session.world.environment
    let named = ["PGPARCEL_DATABASE_URL", "DATABASE_URL"].contains {
      environment[$0].nonEmpty != nil
    }
    var service = settings.service
    if !named, settings.databaseURL == nil, service == nil {
      // The file is the last word before libpq's own.
      service = settings.configuredService
      if service == nil { environment["DATABASE_URL"] = settings.configuredURL }
    }
    let dotEnv = try session.project.bytes(".env", required: false)
    target = try ConnectionTarget.resolve(
      flag: settings.databaseURL, service: service, environment: environment,
      dotEnv: dotEnv.map { String(decoding: $0, as: UTF8.self) })
    applicationName = "pgparcel/\(session.writer.command)"
    session.writer.detail("connecting to \(target)")
    warnOfPlainText(session.writer)
  }

  /// A database of our own making.
  init(_ target: ConnectionTarget, command: String) {
    self.target = target
    applicationName = "pgparcel/\(command)"
  }

  /// The database, if the settings or libpq's variables name one.
  static func named(_ session: Session) throws -> Database? {
    let database = try Database(session)
    let variables = ["PGSERVICE", "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE"]
    let isNamed =
      !database.target.isUnnamed
      || variables.contains { session.world.environment[$0].nonEmpty != nil }
    return isNamed ? database : nil
  }

  /// Opens a session of its own with a server of a supported version.
  ///
  /// - Throws: `Failure` for an old server and for a pooler in transaction mode, `PostgresError`.
  func connect(
    onNotice: (@Sendable (PostgresNotice) -> Void)? = nil
  ) throws -> Connection {
    let connection = try Connection(
      target, applicationName: applicationName, onNotice: onNotice)
    if let refusal = ServerVersion(connection.serverVersion).refusal { throw Failure(refusal) }
    try PoolerCheck(target, applicationName: applicationName).check(connection)
    return connection
  }

  private func warnOfPlainText(_ writer: ReportWriter) {
    guard let host = target.parameter("host"), !host.hasPrefix("/"), !host.isEmpty,
      !["localhost", "127.0.0.1", "::1"].contains(host)
    else { return }
    let mode = target.parameter("sslmode") ?? "prefer"
    guard mode != "verify-full" else { return }
    writer.remarkLine(
      "note: sslmode is \(mode), so \(Printable.line(host)) is not proven to be the right server;"
        + " verify-full checks its certificate")
  }
}
