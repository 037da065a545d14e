import Diagnostics
import PartitionYAML
import TestSupport
import Testing

/// Files that random edits made of good ones are reported or decoded; they never crash.
@Suite struct MutationTests {
  private static let fragments = [
    "\n", "\t", "  ", "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "!!x ", "|\n", ">-\n", "\"", "'",
    "#",
    "---\n", "? ", "null", "MINVALUE", "{start:YYYY}", "{{", "\u{FEFF}", "🐘", "\r\n", "\0",
    "9999999999",
    "partition:", "x-", "<<: ", "%TAG ! x\n",
  ].map { Array($0.utf8) }

  @Test(arguments: Seed.some(8))
  func neverCrash(_ seed: Seed) throws {
    var random = Seeded(seed)
    let names =
      Fixtures.names(in: "valid").map { "valid/\($0)" }
      + Fixtures.names(in: "invalid").map { "invalid/\($0)" }
    for _ in 0..<40 {
      var bytes = try Fixtures.bytes(try #require(names.randomElement(using: &random)))
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(start + Int.random(in: 0...12, using: &random), bytes.count)
        let fragment =
          Bool.random(using: &random)
          ? try #require(Self.fragments.randomElement(using: &random))
          : Array(bytes[..<Int.random(in: 0...min(bytes.count, 300), using: &random)])
        bytes.replaceSubrange(start..<end, with: fragment)
      }
      var bag = DiagnosticBag()
      let table = decodeTable(path: "a.yaml", bytes: bytes, into: &bag)
      #expect(table != nil || bag.hasErrors)
      _ = TextRenderer().rendered(bag)
      _ = JSONRenderer.rendered(bag)
      _ = GitHubRenderer.rendered(bag)
    }
  }
}
