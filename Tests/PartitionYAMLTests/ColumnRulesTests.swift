import Diagnostics
import PartitionYAML
import Testing

/// Mistyped columns are told as such.
@Suite struct ColumnRulesTests {
  private func findings(_ rest: String) -> [Diagnostic] {
    var bag = DiagnosticBag()
    _ = decodeTable(path: "a.yaml", text: "version: 1\ntable: a.b\n\(rest)", into: &bag)
    return bag.sorted()
  }

  private func layout(_ key: String) -> String {
    "partition: {by: hash, key: [\(key)], count: 2, name: \"b{remainder}\"}\n"
  }

  private let columns = """
    columns:
      id: {type: bigint, nullable: false}
      day: {type: date, nullable: false}

    """

  @Test func ofTheKeyAreFoundAmongTheDeclared() {
    let found = findings(columns + layout("dya"))
    #expect(found.map(\.code) == [.unknownColumn])
    #expect(found[0].severity == .warning)
    #expect(found[0].help == ["did you mean `day`?"])
    #expect(found[0].fix?.text == "day")
  }

  /// Not all columns have to be declared.
  @Test func ofConstraintsAndIndexesToo() {
    let found = findings(
      columns + "primary_key: [id, dya]\nunique:\n  - {columns: [id, day_]}\n"
        + "indexes:\n  - {name: i, columns: [nowhere]}\n" + layout("id"))
    #expect(found.map(\.help) == [["did you mean `day`?"], ["did you mean `day`?"]])
  }

  @Test func withoutColumnsTwoSimilarNamesAreDoubted() {
    for (key, primary, near) in [("dya", "id, day", "day"), ("day", "id, dya", "dya")] {
      let found = findings("primary_key: [\(primary)]\n" + layout(key))
      #expect(found.map(\.code) == [.keyLacksPartitionKey])
      #expect(
        found[0].help.first
          == "`\(key)` in the key, `\(near)` in the primary key: did you mean one column?")
      #expect(found[0].fix == nil)
    }
    let other = findings("primary_key: [id]\n" + layout("day"))
    #expect(other[0].help == ["write  primary_key: [id, day]"])
    #expect(other[0].fix != nil)
  }
}
