import Foundation
import MigrationProof
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// The example that lies in the repository: `schemas/` and the `migrations/` made from it.
@Suite(.database) struct ExampleTests {
  private static let root = GoldenCase.fixtures.appending(path: "../..").standardized
  private static let migrations = GoldenCase(directory: root.appending(path: "migrations"))

  private static let baseline = GoldenCase(
    directory: GoldenCase.fixtures.appending(path: "acceptance"))

  private static func names(ending suffix: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: migrations.directory.path)
      .filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// `pgparcel generate --as-of 2026-01-01` on the baseline writes these files, byte by byte.
  @Test func generatesTheMigrationsInTheRepository() throws {
    let database = TestDatabase.current
    try database.execute(try Self.baseline.text("baseline.sql"))
    let project = FileManager.default.temporaryDirectory
      .appending(path: "pgparcel-example-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: project, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: project) }
    try FileManager.default.copyItem(
      at: Self.root.appending(path: "schemas"), to: project.appending(path: "schemas"))
    try Program(["-C", project.path, "generate", "--as-of", "2026-01-01"]).run(for: database)
    let made = project.appending(path: "migrations")
    let names = try FileManager.default.contentsOfDirectory(atPath: made.path).sorted()
    let version = try database.connect().serverVersion
    for name in names {
      let text = try String(contentsOf: made.appending(path: name), encoding: .utf8)
      try Self.migrations.expect(text, equals: name, wordedBy: version)
    }
    #expect(names == (try Self.names()))
  }

  /// psql alone runs all files up, and back down to the schema before.
  @Test func runsWithPsqlAlone() throws {
    let database = TestDatabase.current
    try database.execute(try Self.baseline.text("baseline.sql"))
    let before = try database.dumpSchema()
    try runAll(try Self.names(ending: ".up.sql"), database)
    let kinds = try database.query("SELECT count(*) AS n FROM pg_class WHERE relkind = 'p'")
    #expect(try kinds[0].int("n") == 4)
    try runAll(try Self.names(ending: ".down.sql").reversed(), database)
    let after = try database.dumpSchema()
    let difference = TextDifference(comparable(before), comparable(after))
    #expect(difference.lines == [])
    try runAll(try Self.names(ending: ".up.sql"), database)
  }

  /// From 18 on NOT NULL has a name, which files made on an older version do not say.
  private func comparable(_ dump: String) -> String {
    SchemaDump.normalized(dump).replacing(/CONSTRAINT \S+ NOT NULL/, with: "NOT NULL")
  }

  private func runAll(_ names: [String], _ database: TestDatabase) throws {
    for name in names {
      let path = Self.migrations.directory.appending(path: name).path
      try database.run(tool: "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", path])
    }
  }
}

/// The built program, beside the test bundle wherever the build put both.
struct Program {
  private let arguments: [String]

  init(_ arguments: [String]) { self.arguments = arguments }

  /// Runs the program against a database; it has to succeed.
  func run(for database: TestDatabase) throws {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "pgparcel")
    process.arguments = arguments
    process.environment = database.target.toolEnvironment.merging(
      ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { $1 }
    let output = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
  }
}
