import Foundation

/// The programs of one installed PostgreSQL server, and the client tools beside it.
package struct ServerBinaries: Hashable, Sendable {
  /// Directory of `initdb`, `postgres` and `pg_ctl`.
  package let directory: String
  /// 15 for 15.18.
  package let majorVersion: Int
  private let searchPath: [String]

  /// Finds a server, in this order: `bindir`; `PGPARCEL_SCRATCH_BINDIR`; then, a server of
  /// `preferredMajor` before any other, `pg_config --bindir`, `/usr/lib/postgresql/*/bin` from the
  /// newest to the oldest, and `PATH`.
  ///
  /// - Parameters:
  ///   - bindir: the directory the user named; nothing else is tried then.
  ///   - preferredMajor: major version of the database that the proof stands for.
  /// - Throws: `ScratchError` with the Debian package that provides a server.
  package static func find(
    bindir: String?, environment: [String: String], preferredMajor: Int?
  ) throws(ScratchError) -> ServerBinaries {
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let given = [bindir, environment["PGPARCEL_SCRATCH_BINDIR"]].compactMap { $0 }
    if let directory = given.first(where: { !$0.isEmpty }) {
      guard let found = ServerBinaries(directory: directory, searchPath: path) else {
        throw ScratchError(
          "\(directory) does not hold initdb, postgres and pg_ctl", hint: installation)
      }
      return found
    }
    let candidates = (configured(path) + debianDirectories() + path).compactMap {
      ServerBinaries(directory: $0, searchPath: path)
    }
    let preferred = candidates.first { $0.majorVersion == preferredMajor }
    guard let found = preferred ?? candidates.first else {
      throw ScratchError("no PostgreSQL server is installed here to try on", hint: installation)
    }
    return found
  }

  /// The path of a program: beside the server, else on `PATH`.
  ///
  /// - Throws: `ScratchError` with the Debian package of the client tools.
  package func path(of tool: String) throws(ScratchError) -> String {
    for directory in [directory] + searchPath {
      let path = directory + "/" + tool
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw ScratchError("\(tool) is not installed", hint: "apt-get install postgresql-client")
  }

  private static let installation =
    "apt-get install postgresql, or name the directory of initdb with --scratch-bindir"

  private init?(directory: String, searchPath: [String]) {
    let programs = ["initdb", "postgres", "pg_ctl"].map { directory + "/" + $0 }
    guard programs.allSatisfy(FileManager.default.isExecutableFile(atPath:)),
      let version = try? Child(programs[1], ["--version"]).run().standardOutput,
      let major = Self.major(of: version)
    else { return nil }
    self.directory = directory
    self.searchPath = searchPath
    majorVersion = major
  }

  /// `postgres (PostgreSQL) 15.18 (Debian …)`, `postgres (PostgreSQL) 18beta1`.
  static func major(of version: String) -> Int? {
    guard let number = version.split(separator: " ").first(where: { $0.first?.isNumber == true })
    else { return nil }
    return Int(number.prefix(while: \.isNumber))
  }

  private static func configured(_ path: [String]) -> [String] {
    let programs = path.map { $0 + "/pg_config" }
    guard let program = programs.first(where: FileManager.default.isExecutableFile(atPath:)),
      let output = try? Child(program, ["--bindir"]).run().standardOutput
    else { return [] }
    return [output.trimmingCharacters(in: .whitespacesAndNewlines)]
  }

  /// From the newest version to the oldest.
  static func debianDirectories(from major: Int = 0) -> [String] {
    let root = "/usr/lib/postgresql"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.compactMap { Int($0) }.filter { $0 >= major }.sorted(by: >)
      .map { "\(root)/\($0)/bin" }
  }
}
