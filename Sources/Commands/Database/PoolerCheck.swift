import Diagnostics
import Dispatch
import PostgresClient
import Synchronization

/// Refuses a pooler that may give every transaction another server session, before a setting or a lock is
/// left in one that others will get.
///
/// A pooler shows another process id than the server's. Two clients can meet in one server process, and
/// one client can move to another, in transaction mode only. A pool may have one session alone; then a
/// second client waits, and which mode it is shows who is answered first.
struct PoolerCheck {
  private let target: ConnectionTarget
  private let applicationName: String

  init(_ target: ConnectionTarget, applicationName: String) {
    self.target = target
    self.applicationName = applicationName
  }

  /// - Throws: `Failure` (E302); `PostgresError`.
  func check(_ connection: borrowing Connection) throws {
    let own = try Self.processID(connection)
    guard own != Int(connection.backendPID) else { return }
    let second = SecondSession(target, applicationName)
    defer { second.end() }
    if let other = try second.processID(within: 1) {
      // It keeps its server process busy: asked once more, we are served by ours, or by another.
      guard try other == own || Self.processID(connection) != own else { return }
    } else {
      // Clients wait in line (PgBouncer's manual, `query_wait_timeout`). In transaction mode the second is
      // served before us, who ask once more behind it.
      second.end()
      let again = try Self.processID(connection)
      guard let other = try second.processID(within: 0), other == own || again != own else {
        return
      }
    }
    let port = target.parameter("port") ?? "5432"
    throw Failure(
      Diagnostic(
        .transactionPooler, "port \(port) is a pooler in transaction mode",
        help: [
          "connect to the server's own port, or to a port of the pooler in session mode"
            + " (PgBouncer: pool_mode = session)"
        ],
        notes: ["the lock against a second runner and all settings belong to a session"]))
  }

  fileprivate static func processID(_ connection: borrowing Connection) throws -> Int {
    try connection.query("SELECT pg_catalog.pg_backend_pid() AS pid")[0].int("pid")
  }
}

/// A session with a transaction open, asked for in the background since it may never come.
private final class SecondSession: Sendable {
  private let answer = Mutex<Result<Int, any Error>?>(nil)
  private let answered = DispatchSemaphore(value: 0)
  private let over = DispatchSemaphore(value: 0)

  init(_ target: ConnectionTarget, _ applicationName: String) {
    DispatchQueue.global().async { self.open(target, applicationName) }
  }

  private func open(_ target: ConnectionTarget, _ applicationName: String) {
    do {
      let connection = try Connection(target, applicationName: applicationName)
      try connection.execute("BEGIN")
      let id = try PoolerCheck.processID(connection)
      answer.withLock { $0 = .success(id) }
      answered.signal()
      over.wait()
    } catch {
      answer.withLock { $0 = .failure(error) }
      answered.signal()
    }
  }

  /// The server process that serves it; nil while none does.
  func processID(within seconds: Double) throws -> Int? {
    _ = answered.wait(timeout: .now() + seconds)
    return try answer.withLock { $0 }?.get()
  }

  /// Closes it, now or as soon as it comes.
  func end() { over.signal() }
}
