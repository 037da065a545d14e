import Diagnostics
import PartitionCore
import PartitionYAML
import Testing

@Suite struct WindowProposalTests {
  /// A table whose partitions have these names, between these boundaries.
  private func table(_ type: String, _ names: [String], _ bounds: [String]) -> Table {
    let partitions = names.indices.map { place in
      Partition(
        relation: Relation(name: QualifiedName("public", names[place])),
        bound: .range(from: [bound(bounds[place])], to: [bound(bounds[place + 1])]))
    }
    return Table(
      relation: Relation(
        name: QualifiedName("public", "visits"),
        columns: [Column(name: "at", type: type, notNull: true)]),
      partitioning: Partitioning(
        strategy: .range, key: [PartitionKeyElement(column: "at", sql: "at", type: type)],
        partitions: partitions))
  }

  private func bound(_ text: String) -> BoundValue {
    switch text {
    case "MINVALUE": .minValue
    case "MAXVALUE": .maxValue
    default: .value(text)
    }
  }

  /// What the file says when the comment's mark is taken from the lines of the window.
  private func window(_ table: Table) throws -> WindowDeclaration {
    let proposal = try #require(WindowProposal(table))
    let text = LayoutEncoder.encode(table, proposal: proposal)
    var keys: [Substring] = []
    var head: [Substring] = []
    for line in text.split(separator: "\n").prefix(while: { $0 != "  partitions:" }) {
      if line.hasPrefix("  # window:") || !keys.isEmpty {
        keys.append(line)
      } else {
        head.append(line)
      }
    }
    var bag = DiagnosticBag()
    let lines = head.map(String.init) + keys.map { "  " + $0.dropFirst("  # ".count) }
    let file = decodeTable(path: "a.yaml", text: lines.joined(separator: "\n"), into: &bag)
    #expect(bag.diagnostics.isEmpty, "\(TextRenderer().rendered(bag))\n\(text)")
    guard case .partitioned(let layout) = try #require(file).layout else {
      throw Unpartitioned()
    }
    return try #require(layout.window)
  }

  private struct Unpartitioned: Error {}

  struct Set: CustomTestStringConvertible, Sendable {
    var type = "date"
    let names: [String]
    let bounds: [String]
    let interval: String
    let start: String
    let name: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Set(
      names: ["visits_2024", "visits_2025"], bounds: ["2024-01-01", "2025-01-01", "2026-01-01"],
      interval: "1 year", start: "2024-01-01", name: "{table}_{start:YYYY}"),
    Set(
      names: ["visits_p2025q1", "visits_p2025q2"],
      bounds: ["2025-01-01", "2025-04-01", "2025-07-01"],
      interval: "1 quarter", start: "2025-01-01", name: "{table}_p{start:YYYYqQ}"),
    Set(
      names: ["old", "visits_2025_02", "visits_2025_03"],
      bounds: ["MINVALUE", "2025-02-01", "2025-03-01", "2025-04-01"],
      interval: "1 month", start: "2025-02-01", name: "{table}_{start:YYYY_MM}"),
    // Years before months.
    Set(
      names: ["visits_2024", "visits_p20250101", "visits_p20250201"],
      bounds: ["2024-01-01", "2025-01-01", "2025-02-01", "2025-03-01"],
      interval: "1 month", start: "2025-01-01", name: "{table}_p{start:YYYYMMDD}"),
    // The month's number is also its day's, and a part of its year.
    Set(
      names: ["m202012_x", "m202101_x"], bounds: ["2020-12-01", "2021-01-01", "2021-02-01"],
      interval: "1 month", start: "2020-12-01", name: "m{start:YYYYMM}_x"),
    Set(
      names: ["visits_2025w01", "visits_2025w02"],
      bounds: ["2024-12-30", "2025-01-06", "2025-01-13"],
      interval: "1 week", start: "2024-12-30", name: "{table}_{start:IYYYwIW}"),
    Set(
      names: ["visits_20250101", "visits_20250108"],
      bounds: ["2025-01-01", "2025-01-08", "2025-01-15"],
      interval: "1 week", start: "2025-01-01", name: "{table}_{start:YYYYMMDD}"),
    Set(
      type: "timestamp without time zone", names: ["v{2025-01-31}", "v{2025-02-01}"],
      bounds: ["2025-01-31 00:00:00", "2025-02-01 00:00:00", "2025-02-02 00:00:00"],
      interval: "1 day", start: "2025-01-31", name: "v{{{start:YYYY-MM-DD}}}"),
    Set(
      type: "timestamp with time zone",
      names: ["visits_p20250131_230000", "visits_p20250201_000000"],
      bounds: ["2025-01-31 23:00:00+00", "2025-02-01 00:00:00+00", "2025-02-01 01:00:00+00"],
      interval: "1 hour", start: "2025-01-31 23:00:00", name: "{table}_p{start:YYYYMMDD_HH24MI}00"),
    // Names without a date.
    Set(
      type: "timestamp with time zone", names: ["a", "b"],
      bounds: ["2025-01-01 00:00:00+00", "2025-02-01 00:00:00+00", "2025-03-01 00:00:00+00"],
      interval: "1 month", start: "2025-01-01", name: "{table}_{start:YYYY_MM}"),
  ])
  func goesOnWithEqualRanges(_ set: Set) throws {
    let table = table(set.type, set.names, set.bounds)
    let window = try window(table)
    #expect(window.interval.value == set.interval)
    #expect(window.start?.value == set.start)
    #expect(window.namePattern.value == set.name)
    #expect(window.timezone?.value == (set.type.hasSuffix("with time zone") ? "UTC" : nil))
  }

  @Test(arguments: [
    ("date", ["2025-01-01", "2025-02-01"]),
    // The newest are not equal.
    ("date", ["2025-01-01", "2025-02-01", "2025-03-01", "2026-03-01"]),
    // No month begins there in UTC.
    (
      "timestamp with time zone",
      ["2025-01-31 23:00:00+00", "2025-02-28 23:00:00+00", "2025-03-31 22:00:00+00"]
    ),
    ("date", ["2025-01-01", "2025-02-01", "2025-03-01", "MAXVALUE"]),
    ("bigint", ["2025", "2026", "2027"]),
  ])
  func proposesNothingElse(_ type: String, _ bounds: [String]) {
    let names = bounds.indices.dropLast().map { "visits_\($0)" }
    #expect(WindowProposal(table(type, names, bounds)) == nil)
  }

  @Test func aGapEndsIt() throws {
    var table = table(
      "date", ["a", "b", "c", "d"],
      ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"])
    table.partitioning?.partitions.remove(at: 1)
    #expect(WindowProposal(table)?.count == 2)
  }
}
