import Dispatch
import PartitionCore
import PostgresClient
import Synchronization

/// A statement that may run for hours: watched, stopped when asked, and shared among sessions
/// where the file says that it may be.
///
/// What the sessions share is decided by the statement itself: each claims what no other has.
struct LongStatement {
  let sql: String
  let table: QualifiedName
  let isShared: Bool
  let file: String
  let options: RunOptions
  let report: @Sendable (RunnerEvent) -> Void

  /// - Returns: The command tag.
  func run(on connection: borrowing Connection) throws(PostgresError) -> String {
    guard let connect = options.connect, isCall || buildsIndex else {
      return try connection.execute(sql)
    }
    let crew = Crew(connection.canceller)
    for _ in 1..<options.jobs where isShared { crew.call { helper(crew, connect) } }
    // Left at the end; to wait for it with a timeout is to sleep without oversleeping.
    let end = DispatchGroup()
    end.enter()
    let watch = DispatchGroup()
    let pid = Int(connection.backendPID)
    DispatchQueue.global().async(group: watch) { observe(pid, crew, end, connect) }
    defer {
      end.leave()
      // What it says belongs to this statement; but it may wait for a connection that a pooler has none
      // of as long as we have ours.
      _ = watch.wait(timeout: .now() + 1)
    }
    do throws(PostgresError) {
      var tag = try connection.execute(sql)
      crew.finish()
      // A helper that failed has left its part to whoever comes next.
      if crew.hasFailed { tag = try connection.execute(sql) }
      return tag
    } catch {
      // Without helpers it would only hit what this session does next.
      if isShared { crew.cancel() }
      crew.finish()
      throw error
    }
  }

  private var isCall: Bool { sql.prefix(5).uppercased() == "CALL " }

  /// Narrow: what runs under the lock of a swap must not wait for a thread.
  private var buildsIndex: Bool {
    var words = StatementWords(sql)
    switch words.keyword() {
    case "CREATE": return ["INDEX", "UNIQUE"].contains(words.nextKeyword)
    case "ALTER": return words.contains("ADD") && words.contains("PRIMARY", or: "UNIQUE")
    case "REINDEX": return true
    default: return false
    }
  }

  private func helper(_ crew: Crew, _ connect: () throws -> Connection) {
    do {
      let connection = try connect()
      try connection.prepareForMigrations()
      guard crew.join(connection.canceller) else { return }
      defer { crew.leave() }
      try connection.execute(sql)
    } catch {
      // Of a crew that was cancelled everyone fails.
      if crew.fail() { report(.helperFailed(file: file, reason: Self.reason(error))) }
    }
  }

  private static func reason(_ error: any Error) -> String {
    let cause: PostgresError? =
      if case .postgres(let inner)? = error as? RunnerError { inner } else {
        error as? PostgresError
      }
    guard let cause else { return "\(error)" }
    // Messages of class 22 quote values.
    if cause.sqlState?.hasPrefix("22") ?? false { return "data exception" }
    return cause.sqlState.map { "\(cause.message) (SQLSTATE \($0))" } ?? cause.message
  }

  /// Cancels a call when asked to stop, and tells how far the statement is.
  private func observe(
    _ pid: Int, _ crew: Crew, _ end: DispatchGroup, _ connect: @escaping () throws -> Connection
  ) {
    var watch: StatementWatch? =
      if isShared {
        StatementWatch(.copy(of: table), of: file, every: options.progressPause, connect)
      } else if isCall {
        nil
      } else {
        StatementWatch(
          .build(StatementSubject.of(sql) ?? "", pid: pid), of: file, every: options.progressPause,
          connect)
      }
    while end.wait(timeout: .now() + 0.1) == .timedOut {
      if isCall, options.shouldStop() { crew.cancel() }
      // What is known late is about a statement that is over.
      if let event = watch?.event(), end.wait(timeout: .now()) == .timedOut { report(event) }
    }
  }

  /// The sessions that work on one statement.
  private final class Crew: Sendable {
    private struct State {
      var cancellers: [Canceller]
      var cancelled = false
      var finished = false
      var failed = false
    }

    private let state: Mutex<State>
    private let called = DispatchGroup()
    private let members = DispatchGroup()

    init(_ canceller: Canceller) { state = Mutex(State(cancellers: [canceller])) }

    var hasFailed: Bool { state.withLock { $0.failed && !$0.cancelled } }

    /// False when the work was cancelled or done before.
    func fail() -> Bool {
      state.withLock {
        $0.failed = true
        return !$0.cancelled && !$0.finished
      }
    }

    /// Runs the work of a helper, which has to `join`.
    func call(_ work: @escaping @Sendable () -> Void) {
      DispatchQueue.global().async(group: called, execute: work)
    }

    /// False when the work was cancelled or done meanwhile; otherwise `finish()` waits for `leave()`.
    func join(_ canceller: Canceller) -> Bool {
      state.withLock {
        if $0.cancelled || $0.finished { return false }
        $0.cancellers.append(canceller)
        members.enter()
        return true
      }
    }

    func leave() { members.leave() }

    /// Waits for those who joined. Who has no connection by then is waited for in vain where a pooler has
    /// one for us alone.
    func finish() {
      _ = called.wait(timeout: .now() + 5)
      state.withLock { $0.finished = true }
      members.wait()
    }

    func cancel() {
      let cancellers = state.withLock {
        $0.cancelled = true
        return $0.cancellers
      }
      for canceller in cancellers { canceller.cancel() }
    }
  }
}
