import PartitionCore
import PostgresClient

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
  let observer: StatementObserver

  /// - Returns: The command tag.
  func run(on connection: borrowing Connection) throws(PostgresError) -> String {
    guard let connect = options.connect, isCall || buildsIndex else {
      return try connection.execute(sql)
    }
    let crew = StatementCrew(connection.canceller)
    for _ in 1..<options.jobs where isShared { crew.call { helper(crew, connect) } }
    let pid = Int(connection.backendPID)
    observer.begin(
      StatementObserver.Observed(
        watch: { watch(pid, connect) },
        look: { if isCall, options.shouldStop() { crew.cancel() } }))
    defer { observer.statementEnded() }
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

  private func helper(_ crew: StatementCrew, _ connect: () throws -> Connection) {
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

  /// What tells how far the statement is; nil where nobody can tell.
  private func watch(
    _ pid: Int, _ connect: @escaping @Sendable () throws -> Connection
  ) -> StatementWatch? {
    if isShared {
      return StatementWatch(.copy(of: table), of: file, every: options.progressPause, connect)
    }
    if isCall { return nil }
    return StatementWatch(
      .build(StatementSubject(of: sql).name ?? "", pid: pid), of: file,
      every: options.progressPause, connect)
  }
}
