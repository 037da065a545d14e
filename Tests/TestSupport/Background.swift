import Dispatch
import Foundation
import PostgresClient
import Synchronization

/// Work on a thread of its own: a session that waits must not hold a thread that tests share.
package final class Background: Sendable {
  private let outcome = Mutex<(any Error)?>(nil)
  private let group = DispatchGroup()

  package init(_ work: @escaping @Sendable () throws -> Void) {
    group.enter()
    Thread.detachNewThread {
      do { try work() } catch { self.outcome.withLock { $0 = error } }
      self.group.leave()
    }
  }

  /// Waits for the end of the work and throws what it threw.
  package func wait() throws {
    group.wait()
    if let error = outcome.withLock({ $0 }) { throw error }
  }
}

extension TestDatabase {
  /// SQL in a session of its own that others can recognise by its name.
  package func inBackground(_ name: String, _ commands: [String]) -> Background {
    Background {
      let session = try connect(settings: ["application_name": name])
      for command in commands { try session.execute(command) }
    }
  }

  /// Asks until the answer is yes; gives up after half a minute.
  package func waitUntil(_ condition: String) throws {
    let session = try connect()
    for _ in 0..<3000 {
      if try session.query("SELECT (\(condition))")[0, 0] == "t" { return }
      Thread.sleep(forTimeInterval: 0.01)
    }
    throw NeverTrue(condition: condition)
  }

  private struct NeverTrue: Error { let condition: String }
}
