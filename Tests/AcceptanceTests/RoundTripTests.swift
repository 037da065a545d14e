import Diagnostics
import Foundation
import MigrationProof
import PartitionCore
import PartitionYAML
import PostgresCatalog
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// One database of `Tests/Fixtures/roundtrip`.
struct RoundTripCase: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  static let folder = GoldenCase(directory: GoldenCase.fixtures.appending(path: "roundtrip"))

  static func all() -> [RoundTripCase] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.directory.path)) ?? []
    let cases = names.filter { $0.hasSuffix(".sql") }.sorted()
    precondition(cases.count >= 40, "fixtures of the round trip are missing")
    return cases.map { RoundTripCase(name: String($0.dropLast(4))) }
  }

  func build(_ connection: borrowing Connection) throws {
    try SharedObjects.create()
    try connection.execute(try Self.folder.text("\(name).sql"))
  }
}

/// What is read from a database and written as YAML means what was read.
@Suite(.database) struct RoundTripTests {
  @Test(arguments: RoundTripCase.all())
  func importedFilesPlanNothing(_ test: RoundTripCase) throws {
    let database = TestDatabase.current
    try test.build(try database.connect())
    for table in try tables(database) {
      var bag = DiagnosticBag()
      let yaml = LayoutEncoder.encode(table)
      let file = decodeTable(path: "\(table.name.name).yaml", text: yaml, into: &bag)
      let declaration = try #require(file, "\(yaml)\(TextRenderer().rendered(bag))")
      let result = try LivePlanning.plan(declaration, on: try database.connect(), into: &bag)
      let plan = try #require(result, "\(yaml)\(TextRenderer().rendered(bag))").outcome.plan
      #expect(plan.steps.flatMap(\.what) == [], "\(yaml)")
      // A gap between ranges or a NULL that nobody takes is a finding about the database itself.
      let others = bag.diagnostics.filter { ![.rangeGap, .nullHasNoPartition].contains($0.code) }
      #expect(others.map(\.message) == [], "\(yaml)")
    }
  }

  @Test func incompleteHashesAreRefused() throws {
    let database = TestDatabase.current
    try database.execute(
      """
      CREATE TABLE t (a text) PARTITION BY HASH (a);
      CREATE TABLE t_1 PARTITION OF t FOR VALUES WITH (MODULUS 3, REMAINDER 1);
      """)
    for table in try tables(database) {
      var bag = DiagnosticBag()
      let file = decodeTable(path: "t.yaml", text: LayoutEncoder.encode(table), into: &bag)
      let declaration = try #require(file)
      _ = try LivePlanning.plan(declaration, on: try database.connect(), into: &bag)
      #expect(bag.diagnostics.map(\.code) == [.incompleteHash])
    }
  }

  /// What differs stands in `<case>.lost.txt`: it is what a schema file does not hold.
  @Test(arguments: RoundTripCase.all())
  func importedFilesRebuildTheTables(_ test: RoundTripCase) throws {
    let database = TestDatabase.current
    try test.build(try database.connect())
    let tables = try tables(database)
    let other = try TestDatabase.create()
    defer { try? other.drop() }
    try copyEverythingElse(from: database, to: other, tables)
    for table in tables {
      var bag = DiagnosticBag()
      let yaml = LayoutEncoder.encode(table)
      let file = decodeTable(path: "\(table.name.name).yaml", text: yaml, into: &bag)
      let declaration = try #require(file, "\(yaml)")
      let result = try LivePlanning.plan(declaration, on: try other.connect(), into: &bag)
      let plan = try #require(result, "\(yaml)\(TextRenderer().rendered(bag))").outcome.plan
      let version = try #require(MigrationVersion("20260101000000"))
      let connection = try other.connect()
      for file in MigrationFile.files(for: plan, firstVersion: version)
      where file.direction == .up {
        try ScriptRun(printing: file).run(on: connection)
      }
    }
    let difference = TextDifference(
      SchemaDump.normalized(try database.dumpSchema()),
      SchemaDump.normalized(try other.dumpSchema()))
    try expect(difference, test, try database.connect().serverVersion)
  }

  private func expect(
    _ difference: TextDifference, _ test: RoundTripCase, _ version: Int
  ) throws {
    let file = "\(test.name).lost.txt"
    let isExpected = (try? RoundTripCase.folder.text(file)) != nil
    guard !difference.isEmpty || isExpected else { return }
    // What is lost where nothing is expected to be is lost on every version.
    if !isExpected, version / 10_000 != GoldenCase.recordedOn {
      Issue.record("\(test.name) loses \(difference)")
    }
    try RoundTripCase.folder.expect(
      difference.lines.joined(separator: "\n") + "\n", equals: file, wordedBy: version)
  }

  private func tables(_ database: TestDatabase) throws -> [Table] {
    let snapshot = try CatalogReader.read(
      try database.connect(), tables: .all(includePlain: false))
    let tables = snapshot.tables.values.sorted { $0.name < $1.name }
    #expect(!tables.isEmpty)
    return tables
  }

  /// Schemas, types, functions, other tables: all that the files are not about.
  private func copyEverythingElse(
    from database: TestDatabase, to other: TestDatabase, _ tables: [Table]
  ) throws {
    let names = tables.flatMap {
      [$0.name] + $0.allPartitions.map(\.name) + $0.sequences.map(\.name)
    }
    let excluded = names.flatMap { name -> [String] in
      let pattern: SQLText = "\(name)"
      return ["-T", pattern.text]
    }
    let dump = try database.run(tool: "pg_dump", ["--schema-only"] + excluded).standardOutput
    try other.run(tool: "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=0"], input: dump)
  }
}
