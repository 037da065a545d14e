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

  let directory: ScratchDirectory
  let keeper: Keeper
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
    let directory = try ScratchDirectory.create(for: user)
    let server: ScratchServer
    do throws(ScratchError) {
      server = try ScratchServer(directory, binaries, user)
    } catch {
      directory.clear()
      throw error
    }
    do throws(ScratchError) {
      try server.boot(settings, as: user)
    } catch {
      server.stop()
      throw error
    }
    return server
  }

  private init(
    _ directory: ScratchDirectory, _ binaries: ServerBinaries, _ user: ServerUser?
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
    try directory.giveAway(to: user)
    keeper = try Keeper(of: directory, binaries, as: user)
    RunningServers.add(self)
  }

  private func boot(
    _ settings: [String: String], as user: ServerUser?
  ) throws(ScratchError) {
    try initialize(locale: "C.UTF-8", as: user)
    let all = Self.standardSettings.merging(settings) { _, given in given }
      .merging(["unix_socket_directories": directory.path, "port": String(port)]) { $1 }
    let lines = all.sorted { $0.key < $1.key }.map {
      "\($0.key) = '\($0.value.replacing("'", with: "''"))'\n"
    }
    do {
      let file = directory.data + "/postgresql.auto.conf"
      let handle = try FileHandle(forWritingTo: URL(filePath: file))
      defer { try? handle.close() }
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(lines.joined().utf8))
    } catch {
      throw ScratchError("the scratch server cannot be configured: \(error.localizedDescription)")
    }
    guard keeper.startServer() else {
      let log = (try? String(contentsOfFile: directory.log, encoding: .utf8)) ?? ""
      throw ScratchError("the scratch server does not start\n\(log)")
    }
  }

  private func initialize(locale: String, as user: ServerUser?) throws(ScratchError) {
    let output = try Child(
      binaries.directory + "/initdb",
      [
        "--no-sync", "-A", "trust", "-U", superuser, "-E", "UTF8", "--locale=\(locale)",
        "-D", directory.data,
      ], directory: directory.path, as: user
    ).run()
    if output.status == 0 { return }
    // Systems without C.UTF-8 (musl, old glibc) have C, which sorts alike and knows fewer letters.
    if locale != "C" { return try initialize(locale: "C", as: user) }
    throw ScratchError("initdb failed\n\(output.standardError)")
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
      guard kill(keeper.pid, 0) == 0 else { break }
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

  /// Leaves behind what a process killed together with its keeper does; only for tests of sweeping.
  package func abandon() {
    isStopped.withLock { $0 = true }
    kill(keeper.pid, SIGKILL)
    try? ownerLock.close()
    RunningServers.remove(self)
  }
}
