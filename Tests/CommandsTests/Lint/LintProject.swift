import Foundation
import MigrationRunner
import PartitionCore
import TestSupport
import Testing

/// A project whose migration files need no database.
struct LintProject {
  let project: Project
  var directory: MigrationDirectory { MigrationDirectory("\(project.root)/migrations") }

  init(environment: [String: String] = [:]) throws {
    project = try Project(environment: environment)
    try FileManager.default.createDirectory(
      atPath: directory.path, withIntermediateDirectories: true)
  }

  /// One step's pair of files; `second` is the end of its version.
  @discardableResult
  func add(
    _ second: Int, _ from: String, _ to: String, table: String = "events",
    hazards: [MigrationFile.HazardNote] = [], confirm: [String] = []
  ) throws -> String {
    let version = try #require(MigrationVersion("202511221030\(second)"))
    var up = MigrationFile(
      id: MigrationID(version: version, slug: table, step: 1, name: "step"),
      table: QualifiedName("public", table), steps: 1, transaction: .single,
      from: Fingerprint(text: from), to: Fingerprint(text: to), confirm: confirm,
      what: ["changes \(table)"], hazards: hazards,
      statements: [Statement("SELECT 1"), Statement("SELECT 2")])
    var down = up
    down.direction = .down
    (down.from, down.to) = (up.to, up.from)
    (down.hazards, down.confirm) = ([], [])
    up.undo = [".down.sql restores the layout and every row"]
    _ = try directory.write([up, down])
    return up.fileName
  }

  func path(_ name: String) -> String { "migrations/\(name)" }

  /// Replaces a text in a file; the sum stays as it is.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    try project.write(try project.text(path(name)).replacing(old, with: new), to: path(name))
  }

  /// Makes the sum fit the files, as somebody would who edits both.
  func record() throws {
    let files = try project.names(in: "migrations").filter { $0.hasSuffix(".sql") }
    let sums = try files.map { ($0, Checksum(of: Array(try project.text(path($0)).utf8))) }
    try project.write(
      SumFile(Dictionary(uniqueKeysWithValues: sums)).printed(), to: path(SumFile.fileName))
  }

  func commit() throws {
    try project.git("add", "-A")
    try project.git("commit", "-q", "-m", "a commit")
  }
}
