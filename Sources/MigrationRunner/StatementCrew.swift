import Dispatch
import PostgresClient
import Synchronization

/// The sessions that work on one statement.
final class StatementCrew: Sendable {
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
