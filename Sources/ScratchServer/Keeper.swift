import Foundation

/// A small process that starts the server and outlives us by a moment: when our end of its pipe
/// closes, because we asked for it or because we ended in whatever way, it stops the server and
/// removes the directory.
///
/// Not `pg_ctl` started by us: Foundation learns that a child has ended from a socket the child
/// inherits, and the server, inheriting it from `pg_ctl`, would keep it open.
struct Keeper: Sendable {
  private let input: FileHandle
  private let output: FileHandle
  let pid: Int32

  // A Ctrl-C in the terminal reaches the whole process group; the keeper has work to do then.
  // pg_ctl puts the server into a session of its own, out of that reach.
  private static let script = """
    trap '' INT TERM HUP QUIT
    if read -r word && [ "$word" = start ]; then
      "$1" start -w -t 60 -s -D "$2/data" -l "$2/server.log" </dev/null >/dev/null 2>&1
      echo $?
      exec >/dev/null
      read -r word
      "$1" stop -D "$2/data" -m immediate -w -t 30
    fi
    rm -rf "$2"
    """

  init(
    of directory: ScratchDirectory, _ binaries: ServerBinaries, as user: ServerUser?
  ) throws(ScratchError) {
    let child = Child(
      "/bin/sh", ["-c", Self.script, "keeper", binaries.directory + "/pg_ctl", directory.path],
      as: user)
    (input, output, pid) = try child.startConversation()
  }

  /// Starts the server and waits until it accepts connections; false if it does not.
  func startServer() -> Bool {
    try? input.write(contentsOf: Data("start\n".utf8))
    let answer = try? output.readToEnd()
    return answer.map { String(decoding: $0, as: UTF8.self) } == "0\n"
  }

  /// Tells the keeper to do its work; it takes some 100 ms after that.
  func dismiss() {
    try? input.close()
  }
}
