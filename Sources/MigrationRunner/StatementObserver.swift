import Dispatch
import Synchronization

/// Looks at a session's long statements from a thread of its own, ten times a second.
///
/// One for all statements of a file: most indexes of new partitions are built before a thread of their
/// own would have begun.
final class StatementObserver: Sendable {
  /// A statement that runs.
  struct Observed: Sendable {
    /// Makes what tells how far it is, for the first look at it.
    let watch: @Sendable () -> StatementWatch?
    /// Called at each look, while the statement runs.
    let look: @Sendable () -> Void
  }

  private struct State {
    var running: Observed?
    /// Counts the statements.
    var number = 0
    var isLooking = false
  }

  private let state = Mutex(State())
  /// Given at the end; to wait for it with a timeout is to sleep without oversleeping.
  private let theEnd = DispatchSemaphore(value: 0)
  private let thread = DispatchGroup()
  private let report: @Sendable (RunnerEvent) -> Void

  init(_ report: @escaping @Sendable (RunnerEvent) -> Void) { self.report = report }

  /// The session begins a statement; `statementEnded()` has to follow.
  func begin(_ statement: Observed) {
    let isFirst = state.withLock { state in
      state.running = statement
      state.number += 1
      defer { state.isLooking = true }
      return !state.isLooking
    }
    if isFirst { DispatchQueue.global().async(group: thread) { self.observe() } }
  }

  func statementEnded() { state.withLock { $0.running = nil } }

  /// To be called once, when nothing is to begin any more.
  func end() {
    theEnd.signal()
    // It may wait for a connection that a pooler has none of as long as we have ours.
    _ = thread.wait(timeout: .now() + 1)
  }

  private func observe() {
    var seen = 0
    var watch: StatementWatch?
    while theEnd.wait(timeout: .now() + 0.1) == .timedOut {
      let (running, number) = state.withLock { ($0.running, $0.number) }
      guard let running else {
        watch = nil
        continue
      }
      if number != seen { watch = running.watch() }
      seen = number
      during(number, running.look)
      if let event = watch?.event() { during(number) { report(event) } }
    }
  }

  /// Does it while that statement runs; its session goes on afterwards. What comes late is left undone: a
  /// cancel would hit the next statement.
  private func during(_ number: Int, _ work: () -> Void) {
    state.withLock { if $0.running != nil, $0.number == number { work() } }
  }
}
