import Diagnostics
import PartitionYAML
import Testing

/// Days that no calendar has, where the value is certainly meant as one.
@Suite struct DayRulesTests {
  private func codes(_ layout: String, type: String?) -> [String] {
    var text = "version: 1\ntable: a.b\n"
    if let type { text += "columns: {k: {type: \(type), nullable: false}}\n" }
    text += "partition:\n  by: \(layout)\n"
    var bag = DiagnosticBag()
    _ = decodeTable(path: "a.yaml", text: text, into: &bag)
    return bag.sorted().map(\.code.rawValue)
  }

  private func list(_ value: String, type: String?) -> [String] {
    codes("list\n  key: [k]\n  partitions: [{name: p, values: [\"\(value)\"]}]", type: type)
  }

  private func range(_ value: String, type: String?) -> [String] {
    codes(
      "range\n  key: [k]\n  partitions: [{name: p, from: [MINVALUE], to: [\"\(value)\"]}]",
      type: type)
  }

  @Test(arguments: [
    "2021-02-29", "2021-00-01", "2021-01-00", "2021-04-31", "0000-01-01", "2021-13-01 10:00",
    "2021-13-01T10:00:00Z",
  ])
  func isRefused(_ value: String) {
    #expect(range(value, type: nil) == ["E025"])
    #expect(range(value, type: "date") == ["E025"])
    #expect(range(value, type: "timestamp with time zone") == ["E025"])
    #expect(list(value, type: "timestamptz") == ["E025"])
    // Here it may be a text, or is one.
    #expect(list(value, type: nil).isEmpty)
    #expect(list(value, type: "text").isEmpty)
    #expect(range(value, type: "text").isEmpty)
  }

  @Test(arguments: [
    "2020-02-29", "2021-12-31 24:00:00", "infinity", "2021-1-1", "0045-02-30 00:00 BC",
    "2021-02-30-north", "12021-13-01", "now",
  ])
  func isLeftToTheServer(_ value: String) {
    #expect(range(value, type: "timestamp").isEmpty)
    #expect(list(value, type: "date").isEmpty)
  }
}
