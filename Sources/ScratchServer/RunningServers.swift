import Foundation
import Synchronization

/// The servers this process has started and not yet stopped.
///
/// The one piece of state that belongs to the process: its end has to find them all.
enum RunningServers {
  private static let servers = Mutex<[ScratchServer]>([])
  private static let stopAtExit: Void = {
    atexit { ScratchServer.stopAll() }
  }()

  static func add(_ server: ScratchServer) {
    _ = stopAtExit
    servers.withLock { $0.append(server) }
  }

  static func remove(_ server: ScratchServer) {
    servers.withLock { $0.removeAll { $0 === server } }
  }

  static func all() -> [ScratchServer] { servers.withLock { $0 } }
}
