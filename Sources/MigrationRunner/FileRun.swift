import Foundation
import PartitionCore
import PostgresClient

/// One attempt to run one file, in either direction.
///
/// What is sent is the file's own text, statement by statement. The history row is written in the
/// same transaction as what it reports, wherever PostgreSQL allows it.
struct FileRun {
  private let file: ParsedMigration
  private let options: RunOptions
  private let report: @Sendable (RunnerEvent) -> Void
  /// What the history notes instead of the file's own phase.
  private let phase: String?
  private let name: String
  private let observer: StatementObserver

  init(
    file: ParsedMigration, options: RunOptions, report: @escaping @Sendable (RunnerEvent) -> Void,
    phase: String? = nil
  ) {
    self.file = file
    self.options = options
    self.report = report
    self.phase = phase
    name = file.fileName
    observer = StatementObserver(report)
  }

  private var total: Int { file.commands.count }
  private var retries: Int { options.lockRetries ?? file.file.lockRetries }
  private var finalState: HistoryRow.State { file.file.direction == .up ? .applied : .reverted }

  /// Runs the file from statement `done` on.
  ///
  /// - Parameter mayBeDone: The attempt before ended during that statement without an answer.
  /// - Throws: `.failed`, `.lockTimeout`: nothing of this file changed. `.partial`,
  ///   `.interrupted`: the history says where to go on. `.postgres`.
  func run(
    from done: Int, mayBeDone: Bool, on connection: borrowing Connection
  ) throws(RunnerError) {
    let verb = file.file.direction == .up ? "apply" : "down"
    try connection.set("application_name", "pgparcel/\(verb)/\(file.id.version)")
    let row = try HistoryTable.insert(
      file, phase: phase, state: .running, done: done, options, on: connection)
    if done == 0 { try export(row, on: connection) }
    report(
      .started(file: name, direction: file.file.direction, resumedAt: done, total: total))
    defer { observer.end() }
    do throws(RunnerError) {
      switch file.file.transaction {
      case .single: try runTogether(row, on: connection)
      case .none: try runOneByOne(row, from: done, mayBeDone: mayBeDone, on: connection)
      }
    } catch {
      HistoryTable.noteCopy(of: file, row, on: connection)
      throw error
    }
    HistoryTable.noteCopy(of: file, row, on: connection)
    report(.finished(file: name, direction: file.file.direction))
  }

  /// An attempt that ends here has run nothing of the file; the history knows of it all the same.
  private func export(_ row: Int, on connection: borrowing Connection) throws(RunnerError) {
    do throws(RunnerError) {
      try RowExport(file: file, options: options, report: report).run(on: connection)
    } catch {
      connection.abandonTransaction()
      HistoryTable.fail(row, because: error, on: connection)
      throw error
    }
  }

  // MARK: One transaction

  private func runTogether(_ row: Int, on connection: borrowing Connection) throws(RunnerError) {
    var attempt = Attempt()
    while true {
      do throws(PostgresError) {
        return try transaction(row, &attempt, on: connection)
      } catch {
        connection.abandonTransaction()
        if error.isLockTimeout, try again(&attempt, error, on: connection) { continue }
        HistoryTable.fail(row, error, on: connection)
        if attempt.stopped || isStop(error) { throw .interrupted(file: name) }
        throw failure(error, attempt)
      }
    }
  }

  private func transaction(
    _ row: Int, _ attempt: inout Attempt, on connection: borrowing Connection
  ) throws(PostgresError) {
    if let catchUp = file.file.catchUp {
      let call: SQLText = "CALL \(catchUp)()"
      try connection.execute(call.text)
    }
    try connection.execute("BEGIN")
    var timeoutSet = options.lockTimeout == nil
    for (index, command) in file.commands.enumerated() {
      attempt.command = command
      if options.shouldStop() {
        attempt.stopped = true
        throw PostgresError(.cancelled, "stopped as asked")
      }
      if !timeoutSet, command.words.first != "SET", let timeout = options.lockTimeout {
        try connection.query(
          "SELECT pg_catalog.set_config('lock_timeout', $1, true)", [timeout])
        timeoutSet = true
      }
      let tag = try long(command.sql, index).run(on: connection)
      report(done(command, index, tag))
    }
    try connection.execute(HistoryTable.progress(row, done: total, state: finalState))
    try commit(connection)
  }

  private func commit(_ connection: borrowing Connection) throws(PostgresError) {
    let tag = try connection.execute("COMMIT")
    guard tag == "COMMIT" else {
      throw PostgresError(.server, "the transaction was rolled back", sqlState: "25P02")
    }
  }

  private func failure(_ error: PostgresError, _ attempt: Attempt) -> RunnerError {
    error.isLockTimeout
      ? .lockTimeout(
        file: name, line: line(attempt), tries: attempt.tries, attempt.cause)
      : .failed(file: name, line: line(attempt), error)
  }

  // MARK: Statement by statement

  private func runOneByOne(
    _ row: Int, from done: Int, mayBeDone: Bool, on connection: borrowing Connection
  ) throws(RunnerError) {
    var attempt = Attempt()
    attempt.mayBeDone = mayBeDone
    var next = done
    while next < total {
      let command = file.commands[next]
      attempt.command = command
      if options.shouldStop() {
        HistoryTable.fail(row, nil, on: connection)
        throw .interrupted(file: name)
      }
      let manner = CommandManner(command)
      do throws(PostgresError) {
        try send(command, manner, next, row, attempt, on: connection)
        next += 1
        attempt = Attempt()
      } catch {
        connection.abandonTransaction()
        if error.isLockTimeout, try again(&attempt, error, on: connection) { continue }
        HistoryTable.fail(row, error, on: connection)
        if isStop(error) { throw .interrupted(file: name) }
        // Nothing ran, and this statement undid itself.
        if next == 0, manner == .withMark, !error.isConnectionLoss {
          throw failure(error, attempt)
        }
        throw .partial(file: name, line: line(attempt), done: next, total: total, error)
      }
    }
    // Empty files, and files whose last statement could not carry the mark.
    try connection.order(HistoryTable.progress(row, done: total, state: finalState))
  }

  private func send(
    _ command: ParsedMigration.Command, _ manner: CommandManner, _ index: Int, _ row: Int,
    _ attempt: Attempt, on connection: borrowing Connection
  ) throws(PostgresError) {
    // The last mark is the final one: no moment at which all is done and the row says less.
    let mark = HistoryTable.progress(
      row, done: index + 1, state: index + 1 == total ? finalState : .running)
    let timeout = options.lockTimeout ?? "3s"
    if manner == .withMark {
      try connection.execute("BEGIN")
      try connection.query("SELECT pg_catalog.set_config('lock_timeout', $1, true)", [timeout])
      let tag = try long(command.sql, index).run(on: connection)
      try connection.execute(mark)
      try commit(connection)
      return report(done(command, index, tag))
    }
    try connection.query(
      "SELECT pg_catalog.set_config('lock_timeout', $1, false)",
      [manner == .concurrently ? "0" : timeout])
    var sql = command.sql
    switch try StatementRecovery.decision(
      for: sql, mayBeDone: attempt.mayBeDone || attempt.tries > 0, on: connection)
    {
    case .run: break
    case .first(let repair):
      try connection.execute(repair)
      report(.repaired(file: name, action: repair))
    case .instead(let completion):
      sql = completion
      report(.repaired(file: name, action: completion))
    case .done(let reason):
      try connection.execute(mark)
      return report(
        .statementSkipped(file: name, number: index + 1, total: total, reason: reason))
    }
    let tag = try long(sql, index).run(on: connection)
    try connection.execute(mark)
    report(done(command, index, tag))
  }

  private func long(_ sql: String, _ index: Int) -> LongStatement {
    LongStatement(
      sql: sql, table: file.file.table, isShared: file.file.parallel == index + 1, file: name,
      options: options, report: report, observer: observer)
  }

  private func done(
    _ command: ParsedMigration.Command, _ index: Int, _ tag: String
  ) -> RunnerEvent {
    .statementDone(
      file: name, number: index + 1, total: total, tag: tag,
      subject: StatementSubject(of: command.sql))
  }

  /// A statement cancelled because the run was asked to stop.
  private func isStop(_ error: PostgresError) -> Bool {
    error.kind == .cancelled && options.shouldStop()
  }

  // MARK: Tries

  private struct Attempt {
    var tries = 0
    /// What was sent last.
    var command: ParsedMigration.Command?
    var cause = RetryCause.lock([])
    var mayBeDone = false
    var stopped = false
  }

  private func line(_ attempt: Attempt) -> Int { attempt.command.map(file.line) ?? 1 }

  /// Counts the failed try; after a pause true, false when there were enough.
  private func again(
    _ attempt: inout Attempt, _ error: PostgresError, on connection: borrowing Connection
  ) throws(RunnerError) -> Bool {
    attempt.tries += 1
    attempt.cause = RetryCause(error, of: file.file.table, on: connection)
    guard attempt.tries <= retries, !options.shouldStop() else { return false }
    let pause = Double.random(in: options.retryPause)
    report(
      .retry(
        file: name, tried: attempt.tries, of: retries + 1, attempt.cause, pause: pause))
    Thread.sleep(forTimeInterval: pause)
    return true
  }
}

extension PostgresError {
  /// 55P03 lock_not_available and 40P01 deadlock_detected (manual, Appendix A).
  fileprivate var isLockTimeout: Bool { sqlState == "55P03" || sqlState == "40P01" }
}
