import Foundation
import ScratchServer
import TestSupport
import Testing

@Suite struct ServerBinariesTests {
  private let environment = ProcessInfo.processInfo.environment

  /// A directory with false programs of the given major version, removed after `body`.
  private func withInstallation(_ major: Int, _ body: (String) throws -> Void) throws {
    let directory = NSTemporaryDirectory() + "/pgparcel-binaries-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    for program in ["initdb", "postgres", "pg_ctl"] {
      let isMade = FileManager.default.createFile(
        atPath: directory + "/" + program,
        contents: Data("#!/bin/sh\necho 'postgres (PostgreSQL) \(major).3 (Debian)'\n".utf8),
        attributes: [.posixPermissions: 0o755])
      try #require(isMade)
    }
    try body(directory)
  }

  @Test func takesWhatTheUserNames() throws {
    try withInstallation(91) { flag in
      try withInstallation(92) { variable in
        var environment = environment
        environment["PGPARCEL_SCRATCH_BINDIR"] = variable
        let byFlag = try ServerBinaries.find(
          bindir: flag, environment: environment, preferredMajor: 92)
        #expect(byFlag.directory == flag)
        #expect(byFlag.majorVersion == 91)
        let byVariable = try ServerBinaries.find(
          bindir: nil, environment: environment, preferredMajor: 15)
        #expect(byVariable.directory == variable)
      }
    }
  }

  @Test func prefersTheMajorVersionOfTheTarget() throws {
    try withInstallation(91) { directory in
      let path = (environment["PATH"] ?? "") + ":" + directory
      let any = try ServerBinaries.find(
        bindir: nil, environment: ["PATH": path], preferredMajor: nil)
      #expect(any.majorVersion != 91)
      let preferred = try ServerBinaries.find(
        bindir: nil, environment: ["PATH": path], preferredMajor: 91)
      #expect(preferred.directory == directory)
    }
  }

  @Test func saysWhatToInstall() throws {
    let error = #expect(throws: ScratchError.self) {
      try ServerBinaries.find(bindir: "/nowhere", environment: [:], preferredMajor: nil)
    }
    #expect(error?.message.contains("/nowhere") == true)
    #expect(error?.hint?.contains("apt-get install postgresql") == true)
    let found = try ServerBinaries.find(bindir: nil, environment: environment, preferredMajor: nil)
    let tool = #expect(throws: ScratchError.self) { try found.path(of: "pg_none_such") }
    #expect(tool?.message.contains("pg_none_such") == true)
  }
}
