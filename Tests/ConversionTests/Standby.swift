import Foundation
import PostgresClient
import ScratchServer
import TestSupport

/// A streaming standby of a scratch server, on a unix socket of its own.
struct Standby {
  let target: ConnectionTarget
  private let directory: String
  private let keeper: Process
  private let input = Pipe()

  // Ends with the tests, in whatever way they end, as a scratch server does.
  private static let script = """
    trap '' INT TERM HUP QUIT PIPE
    "$1/pg_basebackup" -h "$3" -p "$4" -U "$5" -D "$2/data" -R -X stream -c fast --no-sync \\
      >"$2/log" 2>&1 </dev/null &&
    "$1/pg_ctl" start -w -t 60 -s -D "$2/data" -l "$2/log" \\
      -o "-c unix_socket_directories='$2'" </dev/null >/dev/null 2>&1 && touch "$2/ready"
    read -r word
    "$1/pg_ctl" stop -D "$2/data" -m immediate -w -t 30 >/dev/null 2>&1
    rm -rf "$2"
    """

  /// Copies the server, follows it, and waits until the standby accepts connections.
  ///
  /// - Throws: `ScratchError` with the standby's log.
  init(of primary: ScratchServer, database: String) throws {
    let user = try ServerUser.required()
    directory =
      "\(ScratchDirectory.root)/pgparcel-standby-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    if let user {
      try FileManager.default.setAttributes(
        [.ownerAccountID: user.userID, .groupOwnerAccountID: user.groupID], ofItemAtPath: directory)
    }
    target = try ConnectionTarget(keywords: [
      "host": directory, "port": "\(primary.port)", "user": primary.superuser, "dbname": database,
    ])
    let arguments = [
      "-c", Self.script, "keeper", primary.binaries.directory, directory, primary.socketDirectory,
      "\(primary.port)", primary.superuser,
    ]
    let command = user?.command("/bin/sh", arguments) ?? ["/bin/sh"] + arguments
    keeper = Process()
    keeper.executableURL = URL(filePath: command[0])
    keeper.arguments = Array(command.dropFirst())
    keeper.standardInput = input
    try keeper.run()
    let ready = directory + "/ready"
    for _ in 0..<6000 where !FileManager.default.fileExists(atPath: ready) { usleep(10_000) }
    guard FileManager.default.fileExists(atPath: ready) else {
      let log = (try? String(contentsOfFile: directory + "/log", encoding: .utf8)) ?? ""
      stop()
      throw ScratchError("the standby does not start\n\(log)")
    }
  }

  /// Ends the standby and removes its directory.
  func stop() {
    try? input.fileHandleForWriting.close()
    keeper.waitUntilExit()
  }

  /// Makes it the primary.
  func promote() throws {
    try Connection(target, applicationName: "pgparcel/test").query("SELECT pg_promote(true, 60)")
  }
}
