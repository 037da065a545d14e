import Diagnostics
import PartitionCore
import TestSupport
import Testing

@Suite struct LayoutChainTests {
  /// `version from to`, in any order; `rolling` marks files of a layout whose first level is rolled.
  private func check(_ lines: String...) throws -> DirectoryCheck {
    var texts: [String: String] = [:]
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      let step = words.first { $0.contains("/") }?.split(separator: "/").compactMap { Int($0) }
      var up = try MigrationFileSamples.file(
        version: "202511221030\(words[0])", slug: words.first { $0.hasPrefix("slug") } ?? "events",
        step: step?[0] ?? 1, of: step?[1] ?? 1, from: words[1], to: words[2])
      up.rolling = words.contains("rolling") ? [1] : []
      for file in [up, MigrationFileSamples.down(of: up)] {
        texts[file.fileName] = MigrationFilePrinter.printed(file)
      }
    }
    let sum = SumFile(texts.mapValues { Checksum(of: Array($0.utf8)) })
    return DirectoryCheck(
      files: texts.map { ($0.key, Array($0.value.utf8)) }, sum: Array(sum.printed().utf8))
  }

  private func places(_ check: DirectoryCheck) throws -> [LayoutChain.Place] {
    try #require(check.chains.first).places
  }

  /// The seconds of the changes' first versions.
  private func seconds(_ changes: [LayoutChain.Change]) -> [String] {
    changes.map { String("\($0.first.id.version)".suffix(2)) }
  }

  @Test func aLayoutMayComeBack() throws {
    let check = try check("10 a b", "11 b a", "12 a b", "13 b c")
    #expect(try places(check) == [.first, .follows(0), .follows(1), .follows(2)])
    #expect(check.findings.diagnostics.isEmpty)
  }

  @Test func twoBranchesAreNamedWithBothPlaces() throws {
    let check = try check("10 a b", "11 b c", "12 a d", "13 d e")
    #expect(try places(check) == [.first, .follows(0), .rivals(0), .follows(2)])
    let finding = try #require(check.findings.diagnostics.first)
    #expect(check.findings.diagnostics.count == 1)
    #expect(finding.code == .orderConflict && finding.severity == .error)
    #expect(finding.message.contains("20251122103010_events_1_attach.up.sql"))
    #expect(finding.message.contains("20251122103012_events_1_attach.up.sql"))
    let span = try #require(finding.span)
    #expect(span.file.position(of: span.bytes.lowerBound).line == 2)
    #expect(Array(span.file.text.utf8)[span.bytes].elementsEqual("from=a".utf8))
    #expect(finding.labels.map(\.span.file.path) == ["20251122103010_events_1_attach.up.sql"])
  }

  @Test func stepsOfTwoBranchesMayInterleave() throws {
    let check = try check(
      "10 a x 1/2 slug_one", "11 a y 1/2 slug_two", "12 x b 2/2 slug_one", "13 y c 2/2 slug_two")
    #expect(try places(check) == [.first, .rivals(0)])
    #expect(check.findings.diagnostics.map(\.code) == [.orderConflict])
  }

  @Test func versionsAgainstTheChainAreAConflict() throws {
    let check = try check("10 b c", "11 a b")
    #expect(try places(check) == [.precedes(1), .first])
    let finding = try #require(check.findings.diagnostics.first)
    #expect(finding.code == .orderConflict)
    #expect(
      finding.message
        == "20251122103010_events_1_attach.up.sql comes before 20251122103011_events_1_attach.up.sql"
        + ", which leads to the layout b of public.events that it starts from")
    let inner = try self.check("10 a b", "11 c d", "12 b c")
    #expect(try places(inner) == [.first, .precedes(2), .follows(0)])
  }

  @Test func aGapIsNoConflict() throws {
    let check = try check("10 a b", "11 c d", "12 d e")
    #expect(try places(check) == [.first, .behindGap(0), .follows(1)])
    #expect(check.findings.diagnostics.map(\.code) == [.stalePlan])
    #expect(!check.findings.hasErrors)
  }

  /// What a window rolls stands in the one fingerprint and not in the other.
  @Test func aWindowThatComesIsNoGap() throws {
    let check = try check("10 a b", "11 B C rolling", "12 C C rolling", "13 C C rolling")
    #expect(try places(check) == [.first, .follows(0), .follows(1), .follows(2)])
    #expect(check.findings.diagnostics.isEmpty)
  }

  /// A plain table has one fingerprint, whatever windows it is to get.
  @Test func aWindowThatComesCanBeARival() throws {
    #expect(try places(check("10 a b", "11 a C rolling")) == [.first, .rivals(0)])
  }

  @Test func theLaterBranchGoesWithAllThatFollowsIt() throws {
    let chain = try #require(
      check("10 a b", "11 a c", "12 c d", "13 b e", "14 d f").chains.first)
    let (kept, removed) = try chain.resolved { _ in false }
    #expect(seconds(kept.changes) == ["10", "13"])
    #expect(seconds(removed) == ["11", "12", "14"])
    #expect(!kept.hasConflict)
    let (others, own) = try chain.resolved { self.seconds([$0]) == ["12"] }
    #expect(seconds(others.changes) == ["11", "12", "14"])
    #expect(seconds(own) == ["10", "13"])
  }

  @Test func threeBranchesLeaveOne() throws {
    let chain = try #require(
      check("10 a b", "11 a c", "12 a d", "13 b c", "14 x y").chains.first)
    let (kept, removed) = try chain.resolved { _ in false }
    #expect(seconds(kept.changes) == ["10", "13", "14"])
    #expect(seconds(removed) == ["11", "12"])
  }

  @Test func anEarlyFileGoes() throws {
    let chain = try #require(check("10 b c", "11 a b", "12 c d").chains.first)
    let (kept, removed) = try chain.resolved { _ in false }
    #expect(seconds(kept.changes) == ["11"])
    #expect(seconds(removed) == ["10", "12"])
  }

  @Test func twoThatMustStayAreADeadlock() throws {
    let chain = try #require(check("10 a b", "11 a c").chains.first)
    #expect(throws: LayoutChain.Deadlock.self) { try chain.resolved { _ in true } }
  }
}
