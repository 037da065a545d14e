import Dispatch
import ScratchServer
import Synchronization
import TestSupport
import Testing

/// pgbench beside a conversion: a mix of transactions that all write a table and its twin.
final class Load: Sendable {
  private let group = DispatchGroup()
  private let outcome = Mutex<Result<ToolOutput, any Error>?>(nil)

  /// Scripts of `Tests/Fixtures/load` and how often each is drawn.
  static let mixed = [
    ("insert", 4), ("update", 6), ("lock", 2), ("move", 3), ("rekey", 1), ("delete", 1),
    ("savepoint", 1), ("exchange", 1), ("upsert", 1), ("bulk", 1),
  ]

  /// Transactions that lose a race for a row that changes its partition (40001), or for locks
  /// (40P01), are tried again by pgbench, as an application would.
  convenience init(_ scripts: [(String, Int)] = Load.mixed, clients: Int = 4, seconds: Int) {
    self.init(scripts, clients: clients, until: ["-T", "\(seconds)"])
  }

  /// - Parameter transactions: of each client.
  convenience init(_ scripts: [(String, Int)], clients: Int, transactions: Int) {
    self.init(scripts, clients: clients, until: ["-t", "\(transactions)"])
  }

  private init(_ scripts: [(String, Int)], clients: Int, until end: [String]) {
    let files = scripts.flatMap { ["-f", "\(OrdersProject.path(of: $0.0))@\($0.1)"] }
    // A thread each: pgbench prepares statements without looking at its other clients, and would
    // wait for a lock that one of them holds.
    let arguments =
      ["-n", "-M", "prepared", "-c", "\(clients)", "-j", "\(clients)", "--max-tries=50"]
      + ["--failures-detailed"] + end + files
    let database = TestDatabase.current
    DispatchQueue.global().async(group: group) {
      let result = Result { try database.run(tool: "pgbench", arguments) }
      self.outcome.withLock { $0 = result }
    }
  }

  /// Waits for the end; no transaction may have failed.
  func end(sourceLocation: SourceLocation = #_sourceLocation) throws {
    group.wait()
    let output = try #require(try outcome.withLock { try $0?.get() })
    let text = output.standardOutput + output.standardError
    #expect(
      text.contains("number of failed transactions: 0 "), "\(text)", sourceLocation: sourceLocation)
    #expect(!text.contains("aborted"), "\(text)", sourceLocation: sourceLocation)
    #expect(!text.contains("transactions actually processed: 0"), sourceLocation: sourceLocation)
  }
}
