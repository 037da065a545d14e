import PartitionCore
import PostgresCatalog
import TestSupport
import Testing

@Suite struct BoundParserTests {
  @Test func readsListValuesInTextOrderWithNullLast() throws {
    let bound = try BoundParser.bound("FOR VALUES IN (NULL, 'it''s', 'back\\slash', 2.50, true, 5)")
    #expect(
      bound
        == .list([
          .value("2.50"), .value("5"), .value("back\\slash"), .value("it's"), .value("true"), .null,
        ]))
  }

  @Test func tellsQuotedWordsFromKeyWords() throws {
    #expect(
      try BoundParser.bound("FOR VALUES FROM (MINVALUE, 'MINVALUE') TO ('-3', MAXVALUE)")
        == .range(from: [.minValue, .value("MINVALUE")], to: [.value("-3"), .maxValue]))
    #expect(try BoundParser.bound("FOR VALUES IN ('NULL')") == .list([.value("NULL")]))
  }

  @Test func readsHashAndDefault() throws {
    #expect(
      try BoundParser.bound("FOR VALUES WITH (modulus 4, remainder 1)")
        == .hash(modulus: 4, remainder: 1))
    #expect(try BoundParser.bound("DEFAULT") == .default)
  }

  @Test func keepsBlanksCommasAndParenthesesOfTexts() throws {
    #expect(
      try BoundParser.bound("FOR VALUES IN ('a  ', '), (', '')")
        == .list([.value(""), .value("), ("), .value("a  ")]))
  }

  @Test(arguments: [
    "", "DEFAULT ", "FOR VALUES", "FOR VALUES IN ()", "FOR VALUES IN ('a'", "FOR VALUES IN ('a",
    "FOR VALUES IN ('a',)", "FOR VALUES FROM (1) TO (1, 2)", "FOR VALUES FROM (1)",
    "FOR VALUES WITH (modulus x, remainder 1)", "FOR VALUES WITH (modulus 4, remainder 1",
    "FOR VALUES WITH (modulus 99999999999999999999, remainder 1)", "FOR VALUES IN (1) extra",
  ])
  func refusesMalformedText(_ text: String) {
    #expect(throws: BoundParser.Failure.self) { try BoundParser.bound(text) }
  }

  @Test func saysWhereItStopped() {
    #expect(throws: BoundParser.Failure(expected: "a closing quote", offset: 17)) {
      try BoundParser.bound("FOR VALUES IN ('a")
    }
  }

  @Test(arguments: Seed.some(20))
  func survivesAnyBytes(_ seed: Seed) {
    var random = Seeded(seed)
    let start = Array("FOR VALUES IN ('a', NULL) FROM (MINVALUE) TO WITH (modulus 4".utf8)
    for _ in 0..<200 {
      var bytes = start
      for _ in 0..<Int.random(in: 0..<8, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = .random(in: .min ... .max, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      _ = try? BoundParser.bound(bytes)
    }
  }
}
