import Diagnostics
import PartitionCore
import TestSupport
import Testing

@Suite struct MigrationFileTests {
  private func parsed(
    _ text: String, name: String, _ bag: inout DiagnosticBag
  ) -> ParsedMigration? {
    MigrationFileParser.parsed(name: name, bytes: Array(text.utf8), into: &bag)
  }

  @Test(arguments: Seed.some(60)) func parsesWhatItPrints(_ seed: Seed) throws {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let file = MigrationFileSamples.random(&random)
      let text = MigrationFilePrinter.printed(file)
      var bag = DiagnosticBag()
      let back = try #require(parsed(text, name: file.fileName, &bag), "\(text)")
      #expect(back.file == file, "\(text)")
      // Equality of strings forgives normalisation; the bytes do not.
      #expect(Array(MigrationFilePrinter.printed(back.file).utf8) == Array(text.utf8))
      #expect(bag.diagnostics.isEmpty)
    }
  }

  @Test func numbersCommentsWithoutGaps() throws {
    var file = try MigrationFileSamples.file()
    file.statements = [
      Statement("SELECT 1", why: "One."), Statement("SELECT 2"),
      Statement("SELECT 3", why: "squawk-ignore prefer-robust-stmts"),
      Statement("SELECT 4", why: "Two.", "squawk-ignore prefer-robust-stmts"),
    ]
    let comments = MigrationFilePrinter.printed(file).split(separator: "\n").filter {
      $0.hasPrefix("-- ") && $0.hasSuffix(".")
    }
    #expect(comments.suffix(2) == ["-- 1. One.", "-- 2. Two."])
  }

  @Test(arguments: Seed.some(60)) func noTextEndsAComment(_ seed: Seed) throws {
    var random = Seeded(seed)
    var file = MigrationFileSamples.random(&random)
    file.statements = []
    file.transaction = .none
    let statements = try StatementSplitter.split(Array(MigrationFilePrinter.printed(file).utf8))
    #expect(statements.isEmpty)
  }

  @Test(arguments: Seed.some(40)) func survivesDamage(_ seed: Seed) {
    var random = Seeded(seed)
    let file = MigrationFileSamples.random(&random)
    let good = Array(MigrationFilePrinter.printed(file).utf8)
    for _ in 0..<50 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeSubrange(place...)
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
      }
      var bag = DiagnosticBag()
      let result = MigrationFileParser.parsed(name: file.fileName, bytes: bytes, into: &bag)
      #expect(result != nil || bag.hasErrors)
      _ = DirectoryCheck(files: [(file.fileName, bytes)], sum: bytes)
    }
  }

  @Test func readsAFileWithCarriageReturns() throws {
    let file = try MigrationFileSamples.file()
    let text = MigrationFilePrinter.printed(file).split(separator: "\n").joined(separator: "\r\n")
    var bag = DiagnosticBag()
    let back = try #require(parsed(text + "\r\n", name: file.fileName, &bag))
    #expect(back.file == file)
  }

  @Test(arguments: [
    ("transaction=single", "transaction=both", "is neither single nor none"),
    ("step=1/1", "step=2/1", "is not step/steps"),
    ("version=20251122103000", "version=20251122103001", "is not the one in the file's name"),
    ("table=public.events", "table=events", "is not schema.name"),
    ("from=aaaaaaaa", "", "the header has no from"),
    ("from=aaaaaaaa", "from=a from=b", "names from twice"),
    ("from=aaaaaaaa", "from=a parallel=0", "is not the number of a statement"),
    ("from=aaaaaaaa", "from=a catch-up=public.f", "is not a procedure of the schema pgparcel"),
    ("from=aaaaaaaa", "from=\"a", "is not a list of key=value"),
    ("COMMIT;", "", "begins with BEGIN; and ends with COMMIT;"),
    ("SELECT 1;", "COMMIT; SELECT 1;", "COMMIT stands inside"),
    ("SELECT 1;", "SELECT 'one;", "a string constant is never closed"),
    ("SELECT 1;", "\\! id", "a backslash command is not SQL"),
    ("COMMIT;", "COMMIT", "does not end with a semicolon"),
  ])
  func refuses(_ good: String, _ bad: String, _ message: String) throws {
    let file = try MigrationFileSamples.file()
    let text = MigrationFilePrinter.printed(file)
    let parts = text.split(separator: good, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    var bag = DiagnosticBag()
    #expect(parsed(parts.joined(separator: bad), name: file.fileName, &bag) == nil)
    let messages = bag.diagnostics.map(\.message)
    #expect(messages.contains { $0.contains(message) }, "\(messages)")
    #expect(bag.diagnostics.allSatisfy { $0.code == .malformedFile })
  }

  @Test func toleratesKeysOfANewerTool() throws {
    let file = try MigrationFileSamples.file()
    let text = MigrationFilePrinter.printed(file)
    let parts = text.split(separator: "from=", maxSplits: 1).joined(separator: "colour=blue from=")
    var bag = DiagnosticBag()
    #expect(parsed(parts, name: file.fileName, &bag)?.file == file)
    #expect(bag.diagnostics.map(\.severity) == [.warning])
  }

  @Test func keepsTheVeryStatements() throws {
    let file = try MigrationFileSamples.file(statements: [Statement("SELECT 1", why: "Test.")])
    var bag = DiagnosticBag()
    let back = try #require(
      parsed(MigrationFilePrinter.printed(file), name: file.fileName, &bag))
    #expect(
      back.commands.map(\.sql) == [
        "SET LOCAL search_path = ''", "SET LOCAL TimeZone = 'UTC'", "SELECT 1",
      ])
  }
}
