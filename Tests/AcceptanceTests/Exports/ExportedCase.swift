import Diagnostics
import FoundationEssentials
import MigrationExport
import MigrationProof
import PartitionCore
import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// An acceptance case whose files go to another tool: set up, exported, run forth and back by whoever
/// runs them.
struct ExportedCase: Sendable, CustomTestStringConvertible {
  let test: AcceptanceCase
  /// Instead of what the case's file says.
  let strategy: ConversionDeclaration.Strategy?

  var testDescription: String { test.golden.name + (strategy.map { " \($0)" } ?? "") }

  /// Every shape of file: one transaction, one statement, several; either way with more than the other.
  static let some =
    [
      "create_table", "add_default", "add_range_partition", "adopt_existing", "attach_range",
      "index_add", "index_replace", "primary_key_change", "retire_detach", "everything_carried",
      "odd_names", "views_and_functions", "online_from_plain", "list_value_moved",
      "rebound_narrowed",
    ].map { Self($0) } + [Self("list_from_plain", .online)]

  /// Fewer, for tools that start a program for every step.
  static let few = [
    "create_table", "add_default", "index_replace", "attach_range", "retire_detach",
    "everything_carried", "online_from_plain",
  ].map { Self($0) }

  init(_ name: String, _ strategy: ConversionDeclaration.Strategy? = nil) {
    test = AcceptanceCase(
      golden: GoldenCase(directory: GoldenCase.fixtures.appending(path: "acceptance/\(name)")))
    self.strategy = strategy
  }

  /// Makes the table, and the files that lead to the declared layout as they lie in a directory. The
  /// file behind which no way leads back is left out.
  func prepare(_ tool: ExportTool, in database: TestDatabase = .current) throws -> [ExportedFile] {
    try SharedObjects.create()
    let connection = try database.connect()
    try connection.execute(try test.golden.text("before.sql"))
    try connection.execute(try test.golden.text("seed.sql"))
    let plan = try #require(try plan(in: database))
    let version = try #require(MigrationVersion("20260101000000"))
    let files = MigrationFile.files(for: plan, firstVersion: version).map {
      (name: $0.fileName, bytes: Array(MigrationFilePrinter.printed($0).utf8))
    }
    let sum = SumFile(
      Dictionary(uniqueKeysWithValues: files.map { ($0.name, Checksum(of: $0.bytes)) }))
    let check = DirectoryCheck(files: files, sum: Array(sum.printed().utf8))
    #expect(check.findings.diagnostics.map(\.message) == [])
    let export = Export(check.migrations, to: tool) { migration in
      !migration.up.file.hazards.contains { $0.word == "IRREVERSIBLE" }
    }
    #expect(!export.files.isEmpty)
    return export.files
  }

  /// What is left to do, in words.
  func left(in database: TestDatabase = .current) throws -> [String] {
    let plan = try #require(try plan(in: database))
    return plan.steps.filter { step in !step.hazards.contains { $0.word == "IRREVERSIBLE" } }
      .flatMap(\.what)
  }

  private func plan(in database: TestDatabase) throws -> Plan? {
    var declaration = try test.declaration()
    declaration.convert.strategy = strategy ?? declaration.convert.strategy
    var bag = DiagnosticBag()
    let result = try LivePlanning.plan(declaration, on: try database.connect(), into: &bag)
    return try #require(result, "\(TextRenderer().rendered(bag))").outcome.plan
  }

  /// Forth, back and forth again: the layout is there, then the schema as before, then as after.
  func roundTrip(
    in database: TestDatabase = .current, up: () throws -> Void, down: () throws -> Void
  ) throws {
    let before = try database.dumpSchema()
    try up()
    let after = try database.dumpSchema()
    #expect(after != before)
    #expect(try left(in: database) == [], "planning finds something to do")
    try down()
    expectEqual(try database.dumpSchema(), before, "dump after down")
    try up()
    expectEqual(try database.dumpSchema(), after, "dump after the second up")
  }

  private func expectEqual(_ actual: String, _ expected: String, _ what: String) {
    let difference = TextDifference(
      SchemaDump.normalized(expected), SchemaDump.normalized(actual))
    #expect(difference.lines == [], "\(what)")
  }
}
