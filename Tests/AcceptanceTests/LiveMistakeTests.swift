import Diagnostics
import MigrationProof
import PartitionCore
import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// Mistakes that only the database can tell, each with its code and its first line.
@Suite(.database) struct LiveMistakeTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    let name: String
    let sql: String
    let yaml: String
    let code: String
    let line: String
    /// The text that the finding points at, where the test is about that.
    var place: String? = nil
    var testDescription: String { name }
  }

  @Test(arguments: mistakes)
  func isReported(_ mistake: Mistake) throws {
    try SharedObjects.create()
    try TestDatabase.current.execute(mistake.sql)
    var bag = DiagnosticBag()
    let text = "version: 1\n" + mistake.yaml
    let decoded = decodeTable(path: "t.yaml", text: text, into: &bag)
    let declaration = try #require(decoded, "\(TextRenderer().rendered(bag))")
    let connection = try TestDatabase.current.connect()
    _ = try LivePlanning.plan(declaration, on: connection, into: &bag)
    let lines = bag.sorted().map { "\($0.code.rawValue): \($0.message)" }
    let expected = "\(mistake.code): \(mistake.line)"
    #expect(lines.contains { $0.hasPrefix(expected) }, "\(lines.joined(separator: "\n"))")
    if let place = mistake.place {
      let bytes = bag.diagnostics.first { $0.message.hasPrefix(mistake.line) }?.span?.bytes
      let pointed = bytes.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
      #expect(pointed == place)
    }
    for finding in bag.diagnostics where finding.severity == .error {
      #expect(!finding.help.isEmpty || !finding.notes.isEmpty, "\(finding.message) helps nobody")
    }
  }

  private static let plain = "CREATE TABLE t (id int PRIMARY KEY, state text NOT NULL, at date);"
  private static let parted = """
    CREATE TABLE t (id int, state text NOT NULL, at date) PARTITION BY LIST (state);
    CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a');
    CREATE TABLE t_rest PARTITION OF t DEFAULT;
    """
  private static func byState(_ rest: String, key: String = "state") -> String {
    """
    table: public.t
    partition:
      by: list
      key: [\(key)]
      partitions:
        - {name: t_a, values: [a]}
    \(rest)
    """
  }

  private static let offline = "convert: {strategy: offline}"

  static let mistakes: [Mistake] = [
    Mistake(
      name: "the table is missing", sql: "CREATE TABLE ts (id int)", yaml: byState(""),
      code: "E100", line: "no table public.t in database "),
    Mistake(
      name: "the key column is unknown", sql: plain,
      yaml: byState("primary_key: [id, stat]", key: "stat"), code: "E101",
      line: "public.t has no column `stat`"),
    Mistake(
      name: "a column has drifted", sql: plain,
      yaml: byState("primary_key: [id, state]\ncolumns: {state: {type: uuid}}\n\(offline)"),
      code: "E102", line: "the type of column `state` is uuid in the file and text in the database"),
    Mistake(
      name: "an index names an unknown operator class", sql: plain,
      yaml: byState(
        "primary_key: [id, state]\n\(offline)\n"
          + "indexes: [{columns: [{column: at, opclass: nonsense_ops}]}]"), code: "E105",
      line: "PostgreSQL refuses this index: operator class \"nonsense_ops\" does not exist"),
    Mistake(
      name: "the live key lacks the partition key", sql: plain, yaml: byState(offline),
      code: "E104",
      line: "primary key t_pkey (id) does not contain the partition key state"),
    Mistake(
      name: "uniqueness is weakened", sql: plain,
      yaml: byState("primary_key: [id, state]\n\(offline)"), code: "W111",
      line: "(id) alone is no longer unique, only (id, state) is"),
    Mistake(
      name: "a foreign key points here",
      sql: plain + "CREATE TABLE r (t_id int CONSTRAINT r_t REFERENCES t (id))",
      yaml: byState("primary_key: [id, state]\n\(offline)"), code: "E110",
      line: "table constraint r_t on public.r references public.t(id), which cannot stay unique"),
    Mistake(
      name: "rows of the default move", sql: parted,
      yaml: byState("    - {name: t_b, values: [b]}\n  default: {name: t_rest}"), code: "E120",
      line: "rows of t_rest that belong to t_b move with it", place: "t_b"),
    Mistake(
      name: "a default forces a blocking detach", sql: parted,
      yaml: """
        table: public.t
        partition: {by: list, key: [state], default: {name: t_rest}, partitions: []}
        retired: [{name: t_a, then: detach}]
        """, code: "W121", line: "the default partition t_rest forces a blocking detach of t_a",
      place: "t_a"),
    Mistake(
      name: "a partition is not declared", sql: parted, yaml: byState("undeclared: error"),
      code: "W122", line: "partition public.t_rest is not in the file", place: "list"),
    Mistake(
      name: "a detached table bears the name", sql: parted + "CREATE TABLE t_b (id int)",
      yaml: byState("  default: {name: t_rest}").replacing("t_a", with: "t_b"), code: "E031",
      line: "a table public.t_b is there already, so no partition can take its name", place: "t_b"),
    Mistake(
      name: "the tablespace is missing", sql: parted,
      yaml: byState("  default: {name: t_rest, tablespace: nowhere}"), code: "E130",
      line: "no tablespace nowhere on this server (has: "),
    Mistake(
      name: "the storage parameter is unknown", sql: parted,
      yaml: byState("  default: {name: t_rest, with: {fill: 70}}"), code: "E131",
      line: "PostgreSQL refuses `fill: 70`: unrecognized parameter \"fill\""),
    Mistake(
      name: "a table that becomes a partition, but which", sql: plain,
      yaml: byState("primary_key: [id, state]\nconvert: {strategy: attach}"), code: "E205",
      line: "public.t cannot become a partition as it is: the file does not say which partition "
        + "public.t is to become"),
    Mistake(
      name: "a materialized view cannot be carried",
      sql: plain + "CREATE MATERIALIZED VIEW m AS SELECT * FROM t",
      yaml: byState("primary_key: [id, state]\n\(offline)"), code: "E201",
      line: "a conversion of public.t cannot carry over materialized view public.m"),
    Mistake(
      name: "the table is unlogged",
      sql: "CREATE UNLOGGED TABLE t (id int PRIMARY KEY, state text NOT NULL)",
      yaml: byState("primary_key: [id, state]\n\(offline)"), code: "E203",
      line: "a conversion of public.t cannot carry over being unlogged"),
    Mistake(
      name: "the key depends on the time zone",
      sql: "CREATE TABLE t (id int, at timestamptz NOT NULL)",
      yaml: """
        table: public.t
        partition:
          by: range
          key: [{expression: "date_trunc('month', at)"}]
          partitions: [{name: t_1, from: ["2026-01-01"], to: ["2026-02-01"]}]
        \(offline)
        """, code: "E103",
      line: "PostgreSQL refuses this partition key: functions in partition key expression must be"),
    Mistake(
      name: "a value is not of the type", sql: "CREATE TABLE t (id int, done boolean NOT NULL)",
      yaml: """
        table: public.t
        partition: {by: list, key: [done], partitions: [{name: t_a, values: ["maybe"]}]}
        \(offline)
        """, code: "E025", line: "\"maybe\" is not a boolean (column done)"),
    Mistake(
      name: "two values are one", sql: "CREATE TABLE t (id int, n numeric NOT NULL)",
      yaml: """
        table: public.t
        partition:
          by: list
          key: [n]
          partitions: [{name: t_a, values: [2.5]}, {name: t_b, values: [2.50]}]
        \(offline)
        """, code: "E022", line: "t_b overlaps t_a: both claim the same rows"),
  ]
}
