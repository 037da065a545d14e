import Foundation
import PostgresClient
import Synchronization
import TestSupport

/// A client of the table `public.visits` that reads and writes until it is stopped.
struct Prober {
  /// What its thread and its owner share.
  private final class State: Sendable {
    let isStopped = Atomic(false)
    let longest = Mutex(Duration.zero)
  }

  let name: String
  private let state: State
  private let work: Background

  /// - Parameter patience: its `lock_timeout`.
  init(_ database: TestDatabase, named name: String, patience: String) {
    let state = State()
    (self.name, self.state) = (name, state)
    work = Background {
      let session = try database.connect(
        settings: ["application_name": "client \(name)", "lock_timeout": patience])
      var id = 100
      while !state.isStopped.load(ordering: .relaxed) {
        id = id % 5000 + 101
        for statement in [
          "SELECT note FROM public.visits WHERE id = \(id)",
          "UPDATE public.visits SET note = '\(name)' WHERE id = \(id)",
        ] {
          let begin = ContinuousClock.now
          try session.execute(statement)
          let took = ContinuousClock.now - begin
          state.longest.withLock { $0 = max($0, took) }
        }
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
  }

  /// - Returns: How long its slowest statement took.
  /// - Throws: The error at which it stopped by itself.
  func stop() throws -> Duration {
    state.isStopped.store(true, ordering: .relaxed)
    try work.wait()
    return state.longest.withLock { $0 }
  }
}
