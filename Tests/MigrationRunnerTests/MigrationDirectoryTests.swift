import Diagnostics
import Foundation
import MigrationRunner
import PartitionCore
import TestSupport
import Testing

@Suite struct MigrationDirectoryTests {
  private func file(_ version: String) throws -> MigrationFile {
    let id = MigrationID(
      version: try #require(MigrationVersion(version)), slug: "events", step: 1, name: "step")
    return MigrationFile(
      id: id, table: QualifiedName("public", "events"), steps: 1, transaction: .none,
      from: Fingerprint(text: "a"), to: Fingerprint(text: "b"), statements: [])
  }

  @Test func writesReadsAndRemoves() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "pgparcel-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    let directory = MigrationDirectory(root.path)
    #expect(try directory.check().migrations.isEmpty)
    #expect(try directory.newestVersion() == nil)
    let up = try file("20251122103000")
    var down = up
    down.direction = .down
    (down.from, down.to) = (up.to, up.from)
    #expect(try directory.write([up, down]) == [up, down].map { "\(root.path)/\($0.fileName)" })
    #expect(try directory.check().migrations.map(\.up.file) == [up])
    #expect(try directory.check().findings.diagnostics.isEmpty)
    #expect(try directory.newestVersion() == up.id.version)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() == [
        down.fileName, up.fileName, SumFile.fileName,
      ])
    try directory.remove([up.fileName, down.fileName])
    #expect(try directory.check().findings.diagnostics.isEmpty)
    #expect(try directory.check().migrations.isEmpty)
  }

  @Test func keepsASumThatItCannotRead() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "pgparcel-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    let directory = MigrationDirectory(root.path)
    _ = try directory.write([])
    let sum = root.appending(path: SumFile.fileName)
    try Data("<<<<<<< HEAD\n".utf8).write(to: sum)
    #expect(throws: RunnerError.self) { try directory.write([try file("20251122103000")]) }
    #expect(try String(contentsOf: sum, encoding: .utf8) == "<<<<<<< HEAD\n")
  }

  @Test func saysWhichDirectoryCannotBeRead() throws {
    #expect(throws: RunnerError.self) { try MigrationDirectory("/dev/null").check() }
  }
}
