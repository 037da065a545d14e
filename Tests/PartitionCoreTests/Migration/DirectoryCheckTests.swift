import Diagnostics
import PartitionCore
import TestSupport
import Testing

@Suite struct DirectoryCheckTests {
  /// A directory in memory.
  private struct Directory {
    var texts: [String: String] = [:]
    var sum = SumFile()

    init(_ ups: [MigrationFile]) {
      for file in ups.flatMap({ [$0, MigrationFileSamples.down(of: $0)] }) {
        texts[file.fileName] = MigrationFilePrinter.printed(file)
      }
      record()
    }

    mutating func record() {
      sum = SumFile(texts.mapValues { Checksum(of: Array($0.utf8)) })
    }

    var check: DirectoryCheck {
      DirectoryCheck(
        files: texts.map { ($0.key, Array($0.value.utf8)) }, sum: Array(sum.printed().utf8))
    }

    /// Codes and severities of the findings.
    var codes: [String] {
      check.findings.diagnostics.map { "\($0.code.rawValue) \($0.severity.rawValue)" }
    }
  }

  private func file(
    _ second: Int, _ from: String, _ to: String, table: String = "events", step: Int = 1,
    of steps: Int = 1
  ) throws -> MigrationFile {
    try MigrationFileSamples.file(
      version: "202511221030\(second)", table: QualifiedName("public", table),
      slug: "\(table)_partitions", step: step, of: steps, from: from, to: to)
  }

  @Test func acceptsAChain() throws {
    let directory = Directory([
      try file(10, "a", "b", step: 1, of: 2), try file(11, "b", "c", step: 2, of: 2),
      try file(12, "x", "y", table: "other"), try file(13, "c", "a"), try file(14, "a", "b"),
    ])
    #expect(directory.codes.isEmpty)
    #expect(directory.check.migrations.map(\.id) == directory.check.migrations.map(\.id).sorted())
    #expect(directory.check.migrations.count == 5)
  }

  @Test func warnsOfAChangedComment() throws {
    var directory = Directory([try file(10, "a", "b")])
    let name = try file(10, "a", "b").fileName
    directory.texts[name]? += "-- reviewed\n"
    #expect(directory.codes == ["E510 warning"])
  }

  @Test func refusesChangedSQL() throws {
    var directory = Directory([try file(10, "a", "b")])
    let name = try file(10, "a", "b").fileName
    directory.texts[name] = directory.texts[name]?.split(separator: "SELECT 1")
      .joined(separator: "SELECT 2")
    #expect(directory.codes == ["E510 error"])
  }

  @Test func refusesAnUnrecordedFile() throws {
    var directory = Directory([try file(10, "a", "b")])
    directory.sum.checksums[try file(10, "a", "b").fileName] = nil
    #expect(directory.codes == ["E510 error"])
  }

  @Test func missesFiles() throws {
    var directory = Directory([try file(10, "a", "b")])
    directory.texts[try file(10, "a", "b").id.fileName(.down)] = nil
    #expect(directory.codes == ["E511 error", "E511 error"])
    directory.record()
    #expect(directory.codes == ["E511 error"])
  }

  @Test func namesTwoBranches() throws {
    let directory = Directory([try file(10, "a", "b"), try file(11, "a", "c")])
    #expect(directory.codes == ["E512 error"])
    #expect(
      directory.check.findings.diagnostics[0].message.contains("two files start from layout a"))
  }

  @Test func namesARepeatedVersion() throws {
    let directory = Directory([try file(10, "a", "b"), try file(10, "x", "y", table: "other")])
    #expect(directory.codes == ["E512 error"])
  }

  @Test func warnsWhenTheLayoutChangedInBetween() throws {
    #expect(Directory([try file(10, "a", "b"), try file(11, "c", "d")]).codes == ["E501 warning"])
  }

  @Test func namesGaps() throws {
    let first = try file(10, "a", "b", step: 1, of: 3)
    let last = try file(12, "c", "d", step: 3, of: 3)
    #expect(Directory([first]).codes == ["E511 error"])
    #expect(Directory([last]).codes == ["E511 error"])
    #expect(Directory([first, last]).codes == ["E511 error", "E511 error"])
    #expect(Directory([first, try file(11, "b", "a")]).codes == ["E511 error"])
  }

  @Test func leavesOtherToolsAlone() throws {
    var directory = Directory([try file(10, "a", "b")])
    directory.texts["0001_drizzle.sql"] = "CREATE TABLE x ();"
    #expect(directory.codes.isEmpty)
    #expect(directory.check.foreign == ["0001_drizzle.sql"])
  }

  @Test func refusesAWayBackFromElsewhere() throws {
    var directory = Directory([try file(10, "a", "b")])
    var down = MigrationFileSamples.down(of: try file(10, "a", "b"))
    down.to = Fingerprint(text: "z")
    directory.texts[down.fileName] = MigrationFilePrinter.printed(down)
    directory.record()
    #expect(directory.codes == ["E513 error"])
  }

  @Test func checksumsForgiveLineEnds() throws {
    let unix = Array("SELECT 1; -- a\nSELECT 2;\n".utf8)
    let windows = Array("SELECT 1; -- a\r\nSELECT 2;\r\n".utf8)
    #expect(Checksum(of: unix) == Checksum(of: windows))
    let other = Checksum(of: Array("SELECT 1; /* b */ SELECT  2;".utf8))
    #expect(Checksum(of: unix).sql == other.sql)
    #expect(Checksum(of: unix).sha256 != other.sha256)
    for changed in ["SELECT 1; SELECT 3;", "SELECT 1; SELECT '2';", "SELECT 1; SELECT2;"] {
      #expect(Checksum(of: Array(changed.utf8)).sql != other.sql)
    }
    // The SHA-256 of the empty text (FIPS 180-4 examples).
    #expect(Checksum(of: []).sha256.hasPrefix("e3b0c44298fc1c149afbf4c8996fb924"))
  }

  @Test func readsASumAfterAMerge() throws {
    let directory = Directory([try file(10, "a", "b"), try file(11, "x", "y", table: "other")])
    let text = directory.sum.printed()
    let lines = text.split(separator: "\n")
    var bag = DiagnosticBag()
    let merged = lines.reversed() + ["", lines[0]]
    #expect(
      SumFile.parsed(Array(merged.joined(separator: "\r\n").utf8), into: &bag) == directory.sum)
    #expect(bag.diagnostics.isEmpty)
    let damaged = "<<<<<<< HEAD\n" + text + lines[0].replacing("sha256:", with: "sha256:0") + "\n"
    #expect(SumFile.parsed(Array(damaged.utf8), into: &bag) == directory.sum)
    #expect(bag.diagnostics.map(\.code) == [.malformedFile, .malformedFile])
    #expect(bag.diagnostics.map { $0.span?.bytes.lowerBound } == [0, 13 + text.utf8.count])
  }
}
