import Foundation

/// A client program of PostgreSQL, such as `pg_dump`, that is new enough for a server.
package struct ClientTool: Hashable, Sendable {
  package let path: String

  /// Finds a program in `bindir`, else beside the servers of Debian from the server's version upwards,
  /// else on `PATH`. `pg_dump` refuses servers newer than itself (manual, pg_dump, "Notes").
  ///
  /// - Throws: `ScratchError` with the Debian package that provides it.
  package static func find(
    _ name: String, atLeast major: Int, bindir: String?, environment: [String: String]
  ) throws(ScratchError) -> ClientTool {
    let given = [bindir, environment["PGPARCEL_SCRATCH_BINDIR"]].compactMap { $0 }
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    // Of the server's own version, where that is there.
    let debian = ServerBinaries.debianDirectories(from: major).reversed()
    var old: Int?
    for directory in given + debian + path where !directory.isEmpty {
      let candidate = "\(directory)/\(name)"
      guard FileManager.default.isExecutableFile(atPath: candidate),
        let printed = try? Child(candidate, ["--version"]).run().standardOutput,
        let version = ServerBinaries.major(of: printed)
      else { continue }
      if version >= major { return ClientTool(path: candidate) }
      old = old ?? version
    }
    throw ScratchError(
      old.map { "\(name) is of version \($0), the server of \(major)" }
        ?? "\(name) is not installed",
      hint: "apt-get install postgresql-client-\(major)")
  }

  /// Runs it and waits for it.
  ///
  /// - Parameter environment: what it sees beside `PATH`.
  /// - Throws: `ScratchError` with what it printed, if it fails.
  package func run(_ arguments: [String], environment: [String: String]) throws(ScratchError) {
    let utf8 = ["PGCLIENTENCODING": "UTF8"].merging(environment) { _, given in given }
    try Child(path, arguments, environment: utf8).runChecked()
  }
}
