import Foundation
import ScratchServer
import TestSupport
import Testing

/// What a process killed outright leaves behind: nothing, because its keeper survives it.
@Suite struct KilledOwnerTests {
  private static func directories(of owner: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: ScratchDirectory.root)
      .filter { $0.hasPrefix("\(ScratchDirectory.prefix)\(owner)-") }
  }

  /// Whether this process has a server whose data directory is being made.
  private static func hasBegun() -> Bool {
    let names = (try? directories(of: String(getpid()))) ?? []
    return names.contains {
      FileManager.default.fileExists(atPath: "\(ScratchDirectory.root)/\($0)/data")
    }
  }

  /// `delay` in microseconds after `initdb` has begun: at once, on the way, when the server runs.
  @Test(arguments: [0, 500_000, 3_000_000] as [UInt32])
  func leavesNothing(_ delay: UInt32) async throws {
    let note = NSTemporaryDirectory() + "/pgparcel-owner-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: note) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [note = note as String, delay] in
      try "\(getpid())".write(toFile: note, atomically: true, encoding: .utf8)
      Thread.detachNewThread {
        while !Self.hasBegun() { usleep(5_000) }
        usleep(delay)
        kill(getpid(), SIGKILL)
      }
      _ = try TestServer.shared
      sleep(60)
    }
    let owner = try String(contentsOfFile: note, encoding: .utf8)
    for _ in 0..<1500 {
      if try Self.directories(of: owner).isEmpty { return }
      usleep(20_000)
    }
    #expect(try Self.directories(of: owner) == [])
  }
}
