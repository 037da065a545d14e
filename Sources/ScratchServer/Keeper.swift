import Foundation

/// A small process that makes and starts the server and outlives us by a moment: when our end of its
/// pipe closes, because we asked for it or because we ended in whatever way, it stops the server and
/// removes the directory.
///
/// The server is its child and not ours for a second reason: Foundation learns that a child has
/// ended from a socket that the child inherits, and a server would keep that open.
struct Keeper: Sendable {
  private let input: FileHandle
  private let output: FileHandle
  private let pid: Int32

  // A Ctrl-C in the terminal reaches the whole process group, and nobody may be left to read what
  // the keeper prints; it has work to do then.
  // pg_ctl puts the server into a session of its own, out of that reach. Systems without C.UTF-8
  // (musl, old glibc) have C, which sorts alike and knows fewer letters.
  private static let script = """
    trap '' INT TERM HUP QUIT PIPE
    for locale in C.UTF-8 C; do
      "$1/initdb" --no-sync -A trust -U "$3" -E UTF8 --locale=$locale -D "$2/data" && break
    done </dev/null >"$2/server.log" 2>&1
    cat "$2/settings.conf" >>"$2/data/postgresql.auto.conf" 2>/dev/null &&
      "$1/pg_ctl" start -w -t 60 -s -D "$2/data" -l "$2/server.log" </dev/null >/dev/null 2>&1
    echo $?
    exec >/dev/null
    while read -r word; do
      "$1/pg_ctl" restart -w -t 60 -s -D "$2/data" -m immediate -l "$2/server.log" </dev/null
    done
    "$1/pg_ctl" stop -D "$2/data" -m immediate -w -t 30
    rm -rf "$2"
    """

  init(
    of directory: ScratchDirectory, _ binaries: ServerBinaries, superuser: String,
    as user: ServerUser?
  ) throws(ScratchError) {
    let child = Child(
      "/bin/sh", ["-c", Self.script, "keeper", binaries.directory, directory.path, superuser],
      as: user)
    (input, output, pid) = try child.startConversation()
  }

  /// Waits until the server accepts connections; false if it will not.
  func waitForServer() -> Bool {
    let answer = try? output.readToEnd()
    return answer.map { String(decoding: $0, as: UTF8.self) } == "0\n"
  }

  /// Tells the keeper to do its work, which takes some 100 ms.
  func dismiss() {
    try? input.close()
  }

  /// Stops the server without a checkpoint and starts it again; does not wait for it.
  func restart() {
    try? input.write(contentsOf: Data("restart\n".utf8))
  }

  var isAlive: Bool { Foundation.kill(pid, 0) == 0 }

  /// Ends the keeper so that it cannot do its work.
  func kill() {
    Foundation.kill(pid, SIGKILL)
  }
}
