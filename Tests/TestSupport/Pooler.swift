import Foundation
import PostgresClient
import ScratchServer

/// A PgBouncer in front of the test server, on a unix socket of its own.
package struct Pooler {
  package enum Mode: String, Sendable { case session, transaction }

  package let port = 6432
  package let directory: String
  private let keeper: Process
  private let input = Pipe()

  // The pooler ends with the tests, in whatever way they end. Swift's threads block signals, and
  // children inherit that; only KILL reaches them.
  private static let script = """
    trap '' INT TERM HUP QUIT
    "$1" "$2/pgbouncer.ini" </dev/null >/dev/null 2>&1 &
    read -r word
    kill -KILL $!
    rm -rf "$2"
    """

  /// Starts a pooler and waits until it accepts connections.
  ///
  /// - Parameter poolSize: Connections that it opens for each database and user; PgBouncer's own default
  ///   if nil.
  /// - Throws: `ScratchError` naming the package to install, or with the pooler's log.
  package init(_ mode: Mode, before server: TestServer, poolSize: Int? = nil) throws {
    let user = try ServerUser.required()
    directory =
      "\(ScratchDirectory.root)/pgparcel-pooler-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    let settings = directory + "/pgbouncer.ini"
    try
      (Self.settings(mode, port: port, directory, server.maintenance)
      + (poolSize.map { "default_pool_size = \($0)\n" } ?? ""))
      .write(toFile: settings, atomically: false, encoding: .utf8)
    if let user {
      for path in [settings, directory] {
        try FileManager.default.setAttributes(
          [.ownerAccountID: user.userID, .groupOwnerAccountID: user.groupID], ofItemAtPath: path)
      }
    }
    let arguments = ["-c", Self.script, "keeper", try Self.program(), directory]
    let command = user?.command("/bin/sh", arguments) ?? ["/bin/sh"] + arguments
    keeper = Process()
    keeper.executableURL = URL(filePath: command[0])
    keeper.arguments = Array(command.dropFirst())
    keeper.standardInput = input
    try keeper.run()
    let socket = "\(directory)/.s.PGSQL.\(port)"
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: socket) { usleep(10_000) }
    guard FileManager.default.fileExists(atPath: socket) else {
      let log = (try? String(contentsOfFile: directory + "/log", encoding: .utf8)) ?? ""
      stop()
      throw ScratchError("the pooler does not start\n\(log)")
    }
  }

  /// Ends the pooler and removes its directory.
  package func stop() {
    try? input.fileHandleForWriting.close()
    keeper.waitUntilExit()
  }

  private static func program() throws(ScratchError) -> String {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    // Debian keeps it where only root's search path leads.
    let programs = (path.map(String.init) + ["/usr/sbin"]).map { $0 + "/pgbouncer" }
    guard let program = programs.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw ScratchError("pgbouncer is not installed", hint: "apt-get install pgbouncer")
    }
    return program
  }

  private static func settings(
    _ mode: Mode, port: Int, _ directory: String, _ server: ConnectionTarget
  ) -> String {
    let variables = server.toolEnvironment
    let words = [
      ("host", "PGHOST"), ("port", "PGPORT"), ("user", "PGUSER"), ("password", "PGPASSWORD"),
    ]
    let pairs = words.compactMap { word, variable in
      variables[variable].map { "\(word)='\($0)'" }
    }
    return """
      [databases]
      * = \(pairs.joined(separator: " "))
      [pgbouncer]
      listen_addr =
      listen_port = \(port)
      unix_socket_dir = \(directory)
      logfile = \(directory)/log
      auth_type = any
      pool_mode = \(mode.rawValue)

      """
  }
}
