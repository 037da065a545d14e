import Diagnostics
import PartitionYAML
import Testing

/// Which pairs of ranges are found to overlap, to leave a gap, or to be empty.
@Suite struct RangeRulesTests {
  private func codes(type: String?, _ ranges: [(String, String)]) -> [String] {
    var text = "version: 1\ntable: a.b\n"
    if let type { text += "columns: {k: {type: \(type), nullable: false}}\n" }
    text += "partition:\n  by: range\n  key: [k]\n  partitions:\n"
    for (index, range) in ranges.enumerated() {
      text += "    - {name: p\(index), from: [\(range.0)], to: [\(range.1)]}\n"
    }
    var bag = DiagnosticBag()
    _ = decodeTable(path: "a.yaml", text: text, into: &bag)
    return bag.sorted().map(\.code.rawValue)
  }

  @Test(
    arguments: [
      // Numbers compare as numbers, of any length and sign.
      (nil, "9", "10", ["E022"]), (nil, "-10", "-9", ["E022"]), (nil, "1.50", "1.5", []),
      (nil, "99999999999999999999998", "99999999999999999999999", ["E022"]),
      // Times compare as instants.
      (nil, "\"2025-01-01 00:00:00+00\"", "\"2025-01-01 01:00:00+01\"", []),
      (nil, "\"2025-01-01T00:00:00Z\"", "\"2025-01-01 00:30:00+01\"", ["W024"]),
      (nil, "\"2025-01-01\"", "\"2025-01-01 00:00:00.000001\"", ["E022"]),
      // With and without an offset: the zone decides, and nobody said which.
      (nil, "\"2025-01-01\"", "\"2025-01-01 00:00:00+01\"", []),
      (
        "uuid", "\"10000000-0000-0000-0000-000000000000\"",
        "\"0fffffff-ffff-ffff-ffff-ffffffffffff\"", ["W024"]
      ),
      // Texts order by a collation that only the server knows.
      (nil, "b", "c", []), ("text", "\"9\"", "\"10\"", []),
    ] as [(String?, String, String, [String])])
  func judgesNeighbours(type: String?, start: String, end: String, expected: [String]) {
    // The first range begins far below and ends at `end`; the second begins at `start`.
    #expect(codes(type: type, [("MINVALUE", end), (start, "MAXVALUE")]) == expected)
  }

  @Test func sameBeginningOverlapsInAnyOrder() {
    #expect(codes(type: "text", [("a", "c"), ("a", "b")]) == ["E022"])
  }

  @Test func equalTextsAreEmptyForAnyType() {
    #expect(codes(type: "text", [("a", "a")]) == ["E023"])
  }

  @Test func aLargeRangeOverlapsAllInside() {
    #expect(codes(type: nil, [("0", "100"), ("10", "20"), ("30", "40")]) == ["E022", "E022"])
  }

  @Test func orderInTheFileDoesNotMatter() {
    #expect(codes(type: nil, [("20", "30"), ("0", "10"), ("10", "20")]).isEmpty)
    #expect(codes(type: nil, [("20", "30"), ("0", "10")]) == ["W024"])
  }

  @Test func columnsBehindEqualPrefixesDecide() {
    var bag = DiagnosticBag()
    let text = """
      version: 1
      table: a.b
      partition:
        by: range
        key: [a, b]
        partitions:
          - {name: p1, from: [MINVALUE, MINVALUE], to: [5, 0]}
          - {name: p2, from: [5, 0], to: [5, 10]}
          - {name: p3, from: [5, 9], to: [5, MAXVALUE]}
          - {name: p4, from: [5, MAXVALUE], to: [MAXVALUE, MAXVALUE]}
      """
    _ = decodeTable(path: "a.yaml", text: text, into: &bag)
    #expect(bag.diagnostics.map(\.message) == ["p3 overlaps p2 from (5, 9) to (5, 10)"])
  }
}
