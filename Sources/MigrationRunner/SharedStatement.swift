import Dispatch
import Foundation
import PartitionCore
import PostgresClient
import Synchronization

/// A statement that may run for hours: watched, stopped when asked, and shared among sessions
/// where the file says that it may be.
///
/// What the sessions share is decided by the statement itself: each claims what no other has.
struct SharedStatement {
  let sql: String
  let table: QualifiedName
  let isShared: Bool
  let file: String
  let options: RunOptions
  let report: @Sendable (RunnerEvent) -> Void

  /// - Returns: The command tag.
  func run(on connection: borrowing Connection) throws(PostgresError) -> String {
    guard isCall, let connect = options.connect else { return try connection.execute(sql) }
    let crew = Crew(connection.canceller)
    let group = DispatchGroup()
    for _ in 1..<options.jobs where isShared {
      DispatchQueue.global().async(group: group) { helper(crew, connect) }
    }
    let watch = DispatchGroup()
    DispatchQueue.global().async(group: watch) { observe(crew, connect) }
    defer {
      crew.end()
      watch.wait()
    }
    do throws(PostgresError) {
      var tag = try connection.execute(sql)
      group.wait()
      // A helper that failed has left its part to whoever comes next.
      if crew.hasFailed { tag = try connection.execute(sql) }
      return tag
    } catch {
      crew.cancel()
      group.wait()
      throw error
    }
  }

  private var isCall: Bool { sql.uppercased().hasPrefix("CALL ") }

  private func helper(_ crew: Crew, _ connect: () throws -> Connection) {
    do {
      let connection = try connect()
      try connection.prepareForMigrations()
      guard crew.add(connection.canceller) else { return }
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

  /// Cancels when asked to stop, and tells how far the copy is.
  private func observe(_ crew: Crew, _ connect: () throws -> Connection) {
    var pulse = Pulse(every: options.progressPause)
    while !crew.isOver {
      Thread.sleep(forTimeInterval: 0.1)
      if options.shouldStop() { crew.cancel() }
      guard isShared, pulse.isDue else { continue }
      pulse.beat()
      guard let progress = try? progress(connect()) else { continue }
      let rate = progress.copying > 0 ? Double(progress.rows) / progress.copying : 0
      let left =
        progress.done > 0
        ? progress.copying * Double(progress.ranges - progress.done) / Double(progress.done) : nil
      report(.progress(file: file, progress, rate: rate, left: left))
    }
  }

  private func progress(_ session: consuming Connection) throws(RunnerError) -> ConversionProgress?
  {
    try ConversionProgress.all(on: session).first { $0.table == table }
  }

  /// The sessions that work on one statement.
  private final class Crew: Sendable {
    private struct State {
      var cancellers: [Canceller]
      var over = false
      var cancelled = false
      var failed = false
    }

    private let state: Mutex<State>

    init(_ canceller: Canceller) { state = Mutex(State(cancellers: [canceller])) }

    var isOver: Bool { state.withLock { $0.over } }
    var hasFailed: Bool { state.withLock { $0.failed && !$0.cancelled } }
    func end() { state.withLock { $0.over = true } }
    /// False when the work was cancelled before.
    func fail() -> Bool {
      state.withLock {
        $0.failed = true
        return !$0.cancelled
      }
    }

    /// False when the work was cancelled meanwhile.
    func add(_ canceller: Canceller) -> Bool {
      state.withLock {
        if !$0.cancelled { $0.cancellers.append(canceller) }
        return !$0.cancelled
      }
    }

    func cancel() {
      let cancellers = state.withLock {
        $0.cancelled = true
        return $0.cancellers
      }
      for canceller in cancellers { canceller.cancel() }
    }
  }

  private struct Pulse {
    let every: Double
    private var last = ContinuousClock.now

    init(every: Double) { self.every = every }

    var isDue: Bool { ContinuousClock.now - last >= .seconds(every) }
    mutating func beat() { last = ContinuousClock.now }
  }
}
