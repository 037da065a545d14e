import Foundation
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// One after another: each starts a server, and they look at the same directory.
@Suite(.serialized) struct ScratchServerTests {
  private func binaries() throws -> ServerBinaries {
    try ServerBinaries.find(
      bindir: nil, environment: ProcessInfo.processInfo.environment, preferredMajor: nil)
  }

  /// Waits for at most ten seconds.
  private func becomesTrue(_ condition: () -> Bool) -> Bool {
    for _ in 0..<500 {
      if condition() { return true }
      usleep(20_000)
    }
    return false
  }

  private func serverPID(_ server: ScratchServer) throws -> Int32 {
    let file = server.socketDirectory + "/data/postmaster.pid"
    let line = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").first
    return try #require(line.flatMap { Int32($0) })
  }

  private func runs(_ pid: Int32) -> Bool {
    // Empty for a process that ended and was not yet collected.
    FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")?.isEmpty == false
  }

  @Test func startsServesAndStops() async throws {
    let server = try ScratchServer.start(
      binaries: binaries(), settings: ["work_mem": "5MB", "lc_messages": "C"])
    let pid = try serverPID(server)
    try server.createDatabase("Odd \"name\"")
    do {
      let connection = try Connection(
        server.conninfo(database: "Odd \"name\""), applicationName: "pgparcel/test")
      #expect(connection.serverVersion / 10_000 == server.majorVersion)
      let row = try connection.query(
        """
        SELECT current_setting('work_mem') AS memory, current_setting('listen_addresses') AS tcp,
          current_setting('fsync') AS sync, current_setting('server_encoding') AS encoding
        """)[0]
      #expect(row["memory"] == "5MB")
      #expect(row["tcp"] == "")
      #expect(row["sync"] == "off")
      #expect(row["encoding"] == "UTF8")
      try connection.execute("CREATE TABLE visits (id int)")
      let dump = try await server.run(tool: "pg_dump", ["-s", "-d", "Odd \"name\""])
      #expect(dump.standardOutput.contains("CREATE TABLE public.visits"))
      // Drops even with a session in the database.
      try server.dropDatabase("Odd \"name\"")
    }
    server.stop()
    server.stop()
    #expect(!FileManager.default.fileExists(atPath: server.socketDirectory))
    #expect(becomesTrue { !runs(pid) })
  }

  @Test func isPrivate() throws {
    let server = try ScratchServer.start(binaries: binaries())
    defer { server.stop() }
    let attributes = try FileManager.default.attributesOfItem(atPath: server.socketDirectory)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    // `sun_path` of unix(7) holds 108 bytes with its end.
    #expect((server.socketDirectory + "/.s.PGSQL.\(server.port)").utf8.count < 107)
  }

  @Test func sweepsWhatAKilledProcessLeft() throws {
    let left = try ScratchServer.start(binaries: binaries())
    let pid = try serverPID(left)
    left.abandon()
    #expect(runs(pid))
    let living = try ScratchServer.start(binaries: binaries())
    defer { living.stop() }
    #expect(!FileManager.default.fileExists(atPath: left.socketDirectory))
    #expect(becomesTrue { !runs(pid) })
    // The next start leaves a server alone whose owner lives.
    try ScratchServer.start(binaries: binaries()).stop()
    #expect(throws: Never.self) { try living.createDatabase("still_there") }
  }

  @Test func sweepsADirectoryWithoutAServer() throws {
    // Larger than any process id (proc(5), `pid_max`).
    let path = "\(ScratchDirectory.root)/\(ScratchDirectory.prefix)4194999-test"
    try FileManager.default.createDirectory(
      atPath: path + "/data", withIntermediateDirectories: true)
    // A stale file that names a process which is no server of this directory: us.
    try "\(getpid())\n".write(
      toFile: path + "/data/postmaster.pid", atomically: true, encoding: .utf8)
    try ScratchServer.start(binaries: binaries()).stop()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func tellsWhyAServerDoesNotStart() throws {
    let error = try #require(
      #expect(throws: ScratchError.self) {
        try ScratchServer.start(binaries: binaries(), settings: ["no_such_setting": "1"])
      })
    #expect(error.description.contains("no_such_setting"))
    // Other tests have servers of their own meanwhile; only this one was to have that setting.
    let root = ScratchDirectory.root
    let left = try FileManager.default.contentsOfDirectory(atPath: root).filter { name in
      guard name.hasPrefix("\(ScratchDirectory.prefix)\(getpid())-") else { return false }
      let file = "\(root)/\(name)/settings.conf"
      let settings = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      return settings.contains("no_such_setting")
    }
    #expect(left == [])
  }
}
