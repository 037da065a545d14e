import Foundation
import PostgresClient
import Synchronization

/// A private PostgreSQL server that lives no longer than this process: a new data directory under
/// `/tmp`, reached by a unix socket only, never written to disk with care.
///
/// A class, because it stands for one running server that several owners share and one stops.
package final class ScratchServer: Sendable {
  package let binaries: ServerBinaries
  package var majorVersion: Int { binaries.majorVersion }
  /// Directory of the socket; what libpq calls `host`.
  package var socketDirectory: String { directory.path }
  package let port = 5432
  package let superuser = "postgres"

  private let directory: ScratchDirectory
  private let keeper: Keeper
  /// The superuser's way into the database `postgres`.
  let maintenance: ConnectionTarget
  private let ownerLock: FileHandle
  private let isStopped = Mutex(false)

  /// Settings of every scratch server: fast, silent, the same everywhere.
  package static let standardSettings: [String: String] = [
    "listen_addresses": "",
    // Nothing survives a crash here, so nothing needs to reach the disk.
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    // What autovacuum does in the middle of a test depends on the clock.
    "autovacuum": "off", "jit": "off",
    "shared_buffers": "32MB", "max_connections": "100",
    // A transaction over thousands of partitions holds a lock on each.
    "max_locks_per_transaction": "1024",
    "timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C",
  ]

  /// Starts a server and waits until it accepts connections, about a second. Sweeps the leftovers of
  /// killed processes first.
  ///
  /// - Parameter settings: for `postgresql.conf`, over `standardSettings`.
  /// - Throws: `ScratchError` with the words of `initdb` or of the server's log.
  package static func start(
    binaries: ServerBinaries, settings: [String: String] = [:]
  ) throws(ScratchError) -> ScratchServer {
    let user = try ServerUser.required()
    ScratchDirectory.sweep(for: user)
    let directory = try ScratchDirectory.create()
    let server: ScratchServer
    do throws(ScratchError) {
      server = try ScratchServer(directory, binaries, settings, user)
    } catch {
      directory.clear()
      throw error
    }
    RunningServers.add(server)
    guard server.keeper.waitForServer() else {
      let log = (try? String(contentsOfFile: directory.log, encoding: .utf8)) ?? ""
      server.stop()
      throw ScratchError("the scratch server does not start\n\(log)")
    }
    return server
  }

  private init(
    _ directory: ScratchDirectory, _ binaries: ServerBinaries, _ settings: [String: String],
    _ user: ServerUser?
  ) throws(ScratchError) {
    self.directory = directory
    self.binaries = binaries
    do throws(PostgresError) {
      maintenance = try ConnectionTarget(keywords: [
        "host": directory.path, "port": String(port), "user": superuser, "dbname": "postgres",
      ])
    } catch {
      throw ScratchError(error.message)
    }
    ownerLock = try directory.lock()
    let own = ["unix_socket_directories": directory.path, "port": String(port)]
    try directory.write(
      settings: Self.standardSettings.merging(settings) { $1 }.merging(own) { $1 })
    try directory.giveAway(to: user)
    keeper = try Keeper(of: directory, binaries, superuser: superuser, as: user)
  }

  /// Stops the server and removes its directory. Calling it again does nothing.
  package func stop() {
    let isFirst = isStopped.withLock { stopped in
      defer { stopped = true }
      return !stopped
    }
    guard isFirst else { return }
    keeper.dismiss()
    for _ in 0..<1000 where FileManager.default.fileExists(atPath: directory.path) {
      guard keeper.isAlive else { break }
      usleep(10_000)
    }
    // The keeper may have been killed itself.
    if FileManager.default.fileExists(atPath: directory.path) { directory.clear() }
    try? ownerLock.close()
    RunningServers.remove(self)
  }

  /// Stops every server of this process; for signal handlers that run on a thread, and at exit.
  package static func stopAll() {
    for server in RunningServers.all() { server.stop() }
  }

  /// Stops the server as `pg_ctl stop -m immediate` does and starts it again, which goes on while this
  /// returns; only for tests of what survives that.
  package func restart() { keeper.restart() }

  /// Leaves behind what a process killed together with its keeper does; only for tests of sweeping.
  package func abandon() {
    isStopped.withLock { $0 = true }
    keeper.kill()
    try? ownerLock.close()
    RunningServers.remove(self)
  }
}
