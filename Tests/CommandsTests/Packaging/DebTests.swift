import Foundation
import TestSupport
import Testing

/// `make deb`: the package, installed into a directory with a database of dpkg's own.
@Suite(
  .enabled("dpkg-dev is not installed: make setup") {
    ForeignProgram.path(of: "dpkg-shlibdeps") != nil
  }) struct DebTests
{
  @Test func thePackageInstallsRunsAndLeavesNothing() throws {
    let (built, root) = (try Place(), try Place())
    let making = try Sources.make("deb", "DEB_DIR=\(built.path)")
    #expect(making.status == 0, "\(making.text)")
    let name = try #require(try built.files().first { $0.hasSuffix(".deb") })
    let package = "\(built.path)/\(name)"
    try describe(package)

    for directory in ["info", "updates", "triggers"] {
      try FileManager.default.createDirectory(
        atPath: "\(root.path)/var/lib/dpkg/\(directory)", withIntermediateDirectories: true)
    }
    try Data().write(to: URL(filePath: "\(root.path)/var/lib/dpkg/status"))
    let installed = try dpkg(["--install", package], root)
    #expect(installed.status == 0, "\(installed.text)")

    #expect(try root.run("usr/bin/pgparcel", "--version").text == "0.1.0\n")
    let check = try root.run("usr/bin/pgparcel", "validate", "-C", Sources.root)
    #expect(check.status == 0, "\(check.text)")
    let files = try root.files(below: "usr")
    #expect(
      files.isSuperset(of: [
        "share/man/man1/pgparcel.1.gz", "share/man/man1/pgparcel-apply.1.gz",
        "share/bash-completion/completions/pgparcel", "share/zsh/vendor-completions/_pgparcel",
        "share/fish/vendor_completions.d/pgparcel.fish", "share/doc/pgparcel/copyright",
        "share/doc/pgparcel/changelog.gz", "share/doc/pgparcel/changelog.Debian.gz",
      ]))

    let removed = try dpkg(["--purge", "pgparcel"], root)
    #expect(removed.status == 0, "\(removed.text)")
    #expect(!FileManager.default.fileExists(atPath: "\(root.path)/usr"))
  }

  private func describe(_ package: String) throws {
    func field(_ name: String) throws -> String {
      try ForeignProgram.run("dpkg-deb", ["--field", package, name], environment: [:]).text
        .trimmingCharacters(in: .newlines)
    }
    #expect(try field("Package") == "pgparcel")
    #expect(try field("Version") == "0.1.0-1")
    #expect(try field("Recommends") == "postgresql-client")
    // The container's second stage installs the same libraries by hand.
    let libraries = try field("Depends").split(separator: ",").map {
      String($0.drop { $0 == " " }.prefix { $0 != " " })
    }
    #expect(Set(libraries).isSuperset(of: Containerfile.libraries), "\(libraries)")
  }

  /// The database of packages is the one below `root`; none of this machine's is touched. The
  /// libraries that the package depends on are not in there.
  private func dpkg(_ arguments: [String], _ root: Place) throws -> (status: Int32, text: String) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return try ForeignProgram.run(
      "dpkg",
      [
        "--root=\(root.path)", "--log=\(root.path)/log", "--force-depends", "--force-not-root",
        "--force-unsafe-io",
      ] + arguments, environment: ["PATH": "\(path):/usr/sbin:/sbin"])
  }
}
