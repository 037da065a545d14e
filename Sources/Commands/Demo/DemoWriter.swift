import Dispatch
import Foundation
import PostgresClient
import Synchronization

/// The clinic at work while its table is converted: a session that books and completes
/// appointments, one transaction after the other, and notes what it had to wait.
final class DemoWriter: Sendable {
  struct Day: Sendable {
    var booked = 0
    /// Seconds of the slowest transaction.
    var longest = 0.0
    var failure: String?
  }

  private struct State {
    var day = Day()
    var stopped = false
  }

  private let state = Mutex(State())
  private let group = DispatchGroup()

  init(_ target: ConnectionTarget) {
    DispatchQueue.global().async(group: group) { self.work(target) }
  }

  /// Ends the day.
  func end() -> Day {
    state.withLock { $0.stopped = true }
    group.wait()
    return state.withLock { $0.day }
  }

  private func work(_ target: ConnectionTarget) {
    do {
      let connection = try Connection(target, applicationName: "the application")
      while !state.withLock({ $0.stopped }) {
        let start = ContinuousClock.now
        let id = try connection.query(DemoTables.booking)[0, 0]
        try connection.query(
          "UPDATE appointments SET is_completed = true, updated_at = now() WHERE id = $1", [id])
        let took = (ContinuousClock.now - start) / .seconds(1)
        state.withLock {
          $0.day.booked += 1
          $0.day.longest = max($0.day.longest, took)
        }
        Thread.sleep(forTimeInterval: 0.005)
      }
    } catch {
      state.withLock { $0.day.failure = "\(error)" }
    }
  }
}
