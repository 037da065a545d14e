import Foundation

/// The directory of one scratch server: data, socket, log, and a lock that lives as long as the
/// process that made it.
package struct ScratchDirectory: Sendable {
  /// `/tmp` whatever `TMPDIR` says: a socket's path must stay below 107 bytes. `PGPARCEL_SCRATCH_ROOT`
  /// names another one, such as a filesystem in memory; our tests use that.
  package static let root = ProcessInfo.processInfo.environment["PGPARCEL_SCRATCH_ROOT"] ?? "/tmp"
  package static let prefix = "pgparcel-scratch-"

  let path: String
  var data: String { path + "/data" }
  var log: String { path + "/server.log" }
  private var lockPath: String { path + "/owner.lock" }

  init(path: String) {
    self.path = path
  }

  /// Makes a directory that only we can enter, named after our process id.
  static func create() throws(ScratchError) -> ScratchDirectory {
    let suffix = String(UInt32.random(in: .min ... .max), radix: 36)
    let path = "\(root)/\(prefix)\(getpid())-\(suffix)"
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
      return ScratchDirectory(path: path)
    } catch {
      throw ScratchError("\(path) cannot be created: \(error.localizedDescription)")
    }
  }

  /// Writes `settings.conf`, in the syntax of `postgresql.conf`.
  func write(settings: [String: String]) throws(ScratchError) {
    let lines = settings.sorted { $0.key < $1.key }.map { name, value in
      "\(name) = '\(value.replacing("'", with: "''"))'\n"
    }
    do {
      try lines.joined().write(toFile: path + "/settings.conf", atomically: false, encoding: .utf8)
    } catch {
      throw ScratchError("\(path) cannot be written: \(error.localizedDescription)")
    }
  }

  /// Hands the directory and what is in it over to `user`.
  func giveAway(to user: ServerUser?) throws(ScratchError) {
    guard let user else { return }
    do {
      let inside = try FileManager.default.contentsOfDirectory(atPath: path)
      for item in inside.map({ path + "/" + $0 }) + [path] {
        try FileManager.default.setAttributes(
          [.ownerAccountID: user.userID, .groupOwnerAccountID: user.groupID], ofItemAtPath: item)
      }
    } catch {
      throw ScratchError("\(path) cannot be given to the user \(user.name)")
    }
  }

  /// Takes the lock that says "the owner lives"; the system lets go of it when we end, however.
  ///
  /// - Returns: the open file; closing it gives the lock up.
  func lock() throws(ScratchError) -> FileHandle {
    // Locked before it gets its name: whoever sees the file without a lock sees a leftover.
    let unnamed = lockPath + ".new"
    do {
      guard FileManager.default.createFile(atPath: unnamed, contents: nil),
        let handle = FileHandle(forUpdatingAtPath: unnamed),
        flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0
      else { throw CocoaError(.fileLocking) }
      try FileManager.default.moveItem(atPath: unnamed, toPath: lockPath)
      return handle
    } catch {
      throw ScratchError("\(lockPath) cannot be locked: \(error.localizedDescription)")
    }
  }

  /// Whether the process that made the directory is alive.
  ///
  /// The lock tells it even across containers, where process ids mean nothing; the id in the name
  /// decides for the moment in which there is no lock yet.
  var hasLivingOwner: Bool {
    if let handle = FileHandle(forReadingAtPath: lockPath) {
      defer { try? handle.close() }
      return flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) != 0
    }
    let name = path.split(separator: "/").last ?? ""
    guard let owner = Int32(name.dropFirst(Self.prefix.count).prefix(while: \.isNumber)) else {
      return true
    }
    return kill(owner, 0) == 0 || errno == EPERM
  }

  /// Process id of the server that runs here; nil if there is none.
  ///
  /// `postmaster.pid` may be stale and its number taken by a stranger, so the command line must
  /// name this directory.
  var serverPID: Int32? {
    guard let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8),
      let pid = text.split(separator: "\n").first.flatMap({ Int32($0) }), pid > 1,
      let command = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")
    else { return nil }
    let words = command.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let isServer = words.first?.hasSuffix("postgres") == true && words.contains(data)
    return isServer ? pid : nil
  }

  /// Stops a server that runs here and removes the directory.
  func clear() {
    if let pid = serverPID {
      // SIGQUIT is immediate shutdown (manual, "Shutting Down the Server"): nothing here is kept.
      kill(pid, SIGQUIT)
      for _ in 0..<500 where serverPID == pid { usleep(20_000) }
    }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Clears what processes that were killed have left behind, if it belongs to `user`.
  static func sweep(for user: ServerUser?) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let directory = ScratchDirectory(path: "\(root)/\(name)")
      let attributes = try? FileManager.default.attributesOfItem(atPath: directory.path)
      // The type too: a symbolic link could lead anywhere.
      guard attributes?[.type] as? FileAttributeType == .typeDirectory,
        let owner = (attributes?[.ownerAccountID] as? NSNumber)?.uint32Value,
        owner == user?.userID ?? geteuid() || owner == geteuid(),
        !directory.hasLivingOwner
      else { continue }
      directory.clear()
    }
  }
}
