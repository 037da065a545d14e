import Diagnostics
import PartitionCore
import TestSupport
import Testing

/// Which edits are planned for some partitions alone, and which for the whole table.
@Suite(.database) struct LocalPlanTests {
  /// What an edit is planned as, in a word; the codes of errors where it is not.
  private func kind(
    _ yaml: String, _ sql: String = "", convert: String = "{strategy: online}"
  ) throws -> String {
    try TestDatabase.current.execute(RearrangementTests.sql)
    if !sql.isEmpty { try TestDatabase.current.execute(sql) }
    return try word(yaml, convert: convert)
  }

  private func word(_ yaml: String, convert: String) throws -> String {
    var bag = DiagnosticBag()
    let plan = try Conversion.plan(
      yaml, convert: convert, in: TestDatabase.current, into: &bag)
    guard let plan else {
      return bag.diagnostics.filter { $0.severity == .error }.map(\.code.rawValue)
        .joined(separator: " ")
    }
    return plan.changes.map { change in
      switch change {
      case .rearrange: "rearrange"
      case .rebound: "rebound"
      case .convert: "convert"
      case .addPartition: "add"
      case .renamePartition: "rename"
      case .setComment: "comment"
      case .addIndex: "index"
      default: "other"
      }
    }.joined(separator: " ")
  }

  @Test func splitsAndMerges() throws {
    #expect(try kind(RearrangementTests.split) == "rearrange")
  }

  @Test func mergesWhatIsNotDeclaredAndCovered() throws {
    #expect(try kind(RearrangementTests.merged) == "rearrange")
  }

  @Test func refusesWhatIsNotDeclaredAndCoveredInPart() throws {
    let yaml = RearrangementTests.merged.replacing("2026-04-05", with: "2026-03-15")
    #expect(try kind(yaml) == "E022")
  }

  @Test func convertsAllOffline() throws {
    #expect(try kind(RearrangementTests.split, convert: "{strategy: offline}") == "convert")
  }

  @Test func convertsAllBehindForeignKeys() throws {
    let sql = """
      CREATE TABLE public.bills (
        id bigint, day date, FOREIGN KEY (id, day) REFERENCES public.visits (id, day));
      """
    #expect(try kind(RearrangementTests.split, sql) == "convert")
  }

  @Test func refusesATriggerOfAPartition() throws {
    let sql = """
      CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER own BEFORE INSERT ON public.visits_02
        FOR EACH ROW EXECUTE FUNCTION public.nothing();
      """
    #expect(try kind(RearrangementTests.split, sql) == "E201")
  }

  @Test func leavesATriggerOfAnotherPartitionAlone() throws {
    let sql = """
      CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER own BEFORE INSERT ON public.visits_03
        FOR EACH ROW EXECUTE FUNCTION public.nothing();
      """
    #expect(try kind(RearrangementTests.split, sql) == "rearrange")
  }

  @Test func saysWhyAllIsConverted() throws {
    #expect(try kind(RearrangementTests.split, convert: "{strategy: offline}") == "convert")
    #expect(
      try reasons(RearrangementTests.split, "offline")
        == ["only strategy online moves some of them"])
    #expect(try reasons(RearrangementTests.split) == [])
  }

  @Test func changesIndexesBeforeRowsMove() throws {
    let yaml = RearrangementTests.split + "\nindexes:\n  - {columns: [note]}"
    #expect(try kind(yaml) == "index rearrange")
    #expect(try reasons(yaml) == [])
  }

  /// On the way back its rows would have to be found among those of the other.
  @Test func convertsAllWhereABoundIsTakenOver() throws {
    let yaml = """
      table: public.visits
      retired: [{name: visits_01, then: detach}]
      partition:
        by: range
        key: [day]
        partitions:
          - {name: visits_02, from: ["2026-01-01"], to: ["2026-03-01"]}
          - {name: visits_03, from: ["2026-03-01"], to: ["2026-04-01"]}
        default: {name: visits_rest}
      """
    #expect(try kind(yaml) == "convert")
    #expect(try reasons(yaml).map { $0.hasSuffix(": partitions leave in the same edit") } == [true])
  }

  /// A unique index contains the keys of all levels, so this one waits for a level to go.
  @Test func convertsAllWhereAKeyLacksALevelThatGoes() throws {
    try TestDatabase.current.execute(
      """
      CREATE TABLE public.tours (id bigint, day date, ward text, PRIMARY KEY (id, day, ward))
        PARTITION BY RANGE (day);
      CREATE TABLE public.tours_01 PARTITION OF public.tours
        FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') PARTITION BY LIST (ward);
      CREATE TABLE public.tours_01_a PARTITION OF public.tours_01 FOR VALUES IN ('A');
      """)
    let yaml = { (key: String) in
      """
      table: public.tours
      primary_key: [\(key)]
      partition:
        by: range
        key: [day]
        partitions:
          - {name: tours_01, from: ["2026-01-01"], to: ["2026-02-01"]}
      indexes:
        - {columns: [ward]}
      """
    }
    #expect(try word(yaml("id, day"), convert: "{strategy: online}") == "convert")
    #expect(try word(yaml("id, day, ward"), convert: "{strategy: online}") == "index rearrange")
  }

  // MARK: Several places

  private static let wards = """
    CREATE TABLE public.wards (id bigint, ward text, day date, PRIMARY KEY (id, ward, day))
      PARTITION BY LIST (ward);
    """
    + ["a", "b", "c"].map { ward in
      """
      CREATE TABLE public.wards_\(ward) PARTITION OF public.wards
        FOR VALUES IN ('\(ward.uppercased())') PARTITION BY RANGE (day);
      CREATE TABLE public.wards_\(ward)_1 PARTITION OF public.wards_\(ward)
        FOR VALUES FROM ('2026-01-01') TO ('2026-03-01');
      """
    }.joined() + """
      CREATE TABLE public.wards_c_2 PARTITION OF public.wards_c
        FOR VALUES FROM ('2026-03-01') TO ('2026-05-01');
      """

  /// The table of wards, some of whose two months are split.
  private func wards(splitting split: String, more: String, keeping c2: Bool) -> String {
    let level = ["A", "B", "C"].map { ward in
      let name = "wards_\(ward.lowercased())"
      let months =
        split.contains(ward) ? [("1", 1, 2), ("1b", 2, 3)] : [("1", 1, 3)]
      let all = months + (ward == "C" && c2 ? [("2", 3, 5)] : [])
      let lines = all.map { suffix, from, to in
        "        - {name: \(name)_\(suffix), from: [2026-0\(from)-01], to: [2026-0\(to)-01]}"
      }
      return """
          - name: \(name)
            values: [\(ward)]
            partition:
              by: range
              key: [day]
              partitions:
        \(lines.joined(separator: "\n"))
        """
    }
    return """
      table: public.wards
      \(more)
      partition:
        by: list
        key: [ward]
        partitions:
      \(level.joined(separator: "\n"))
      """
  }

  @Test(arguments: [
    ("AB", "", true, "rearrange"),
    ("AB", "indexes: [{columns: [day]}]", true, "index rearrange"),
    // No row would be spared.
    ("ABC", "", true, "convert"),
    ("AB", "retired: [{name: wards_c_2, then: detach}]", false, "other rearrange"),
    // What leaves below one of those that are exchanged could not leave with its rows.
    ("AC", "retired: [{name: wards_c_2, then: detach}]", false, "convert"),
  ])
  func joinsSeveralPlaces(_ split: String, _ more: String, _ keepsC2: Bool, _ expected: String)
    throws
  {
    try TestDatabase.current.execute(Self.wards)
    let yaml = wards(splitting: split, more: more, keeping: keepsC2)
    #expect(try word(yaml, convert: "{strategy: online}") == expected, "\(yaml)")
  }

  /// Of W206, each of which names the partition that is split.
  private func reasons(_ yaml: String, _ strategy: String = "online") throws -> [String] {
    var bag = DiagnosticBag()
    _ = try Conversion.plan(
      yaml, convert: "{strategy: \(strategy)}", in: TestDatabase.current, into: &bag)
    let start = """
      public.visits is converted as a whole, though the edit concerns only the rows of \
      public.visits_02: 
      """
    return bag.diagnostics.filter { $0.code == .convertedWhole }.map {
      $0.message.replacing(start, with: "")
    }
  }

  @Test func goesAlongWithRenamesAndComments() throws {
    let yaml = RearrangementTests.split.replacing(
      "{name: visits_03,", with: "{name: visits_march, comment: March,")
    #expect(try kind(yaml) == "rename comment rearrange")
  }

  @Test func movesRowsOfTheDefaultOnlineWhereThatIsSaid() throws {
    let yaml = """
      table: public.visits
      partition:
        by: range
        key: [day]
        partitions:
          - {name: visits_01, from: ["2026-01-01"], to: ["2026-02-01"]}
          - {name: visits_02, from: ["2026-02-01"], to: ["2026-03-01"]}
          - {name: visits_03, from: ["2026-03-01"], to: ["2026-04-01"]}
          - {name: visits_04, from: ["2026-04-01"], to: ["2026-05-01"]}
        default: {name: visits_rest}
      """
    #expect(try kind(yaml) == "add")
    #expect(try word(yaml, convert: "{default_rows: online}") == "rearrange")
  }
}
