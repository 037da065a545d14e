import Diagnostics
import MigrationProof
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// A table that becomes a partition of its successor, and is a table again.
@Suite(.database, .timeLimit(.minutes(12))) struct AttachTests {
  private static let yaml = """
    table: public.visits
    primary_key: [id, day]
    partition:
      by: range
      key: [day]
      partitions:
        - {name: visits_before, from: [MINVALUE], to: ["2090-01-01"]}
        - {name: visits_2090, from: ["2090-01-01"], to: ["2091-01-01"]}
    """

  private func conversion(_ yaml: String = yaml) throws -> Conversion {
    try Conversion(yaml: yaml, convert: "{strategy: attach}")
  }

  @Test("59. A row beyond the bound is refused until the table is attached") func beyond() throws {
    let conversion = try conversion()
    let write = "INSERT INTO public.visits VALUES (100, '2090-05-01', 100, 'later')"
    try conversion.up(.build, through: .prepare)
    #expect { try conversion.execute(write) } throws: {
      let error = $0 as? PostgresError
      return error?.sqlState == "23514" && "\($0)".contains("visits_bound")
    }
    try conversion.up(.key, through: .attach)
    try conversion.execute(write)
    #expect(try conversion.query("SELECT id FROM public.visits_2090") == ["100"])
  }

  @Test("59b. The abort lets every row in again") func abort() throws {
    let conversion = try conversion()
    let before = try conversion.database.dumpSchema()
    try conversion.up(.build, through: .key)
    try conversion.down(.key, through: .build)
    #expect(try conversion.database.dumpSchema() == before)
    try conversion.execute("INSERT INTO public.visits VALUES (100, '2090-05-01', 100, 'later')")
  }

  @Test("59c. A bound that is past is refused before writes are") func tooLate() throws {
    let late = Self.yaml.replacing("2090-01-01", with: "2026-03-01")
    let conversion = try conversion(late)
    try conversion.up(.build)
    let error = try conversion.failure(.prepare)
    #expect(error.message.contains("past or too near"))
    #expect(error.message.contains("pgparcel down"))
    try conversion.execute("INSERT INTO public.visits VALUES (100, '2026-05-01', 100, 'later')")
  }

  @Test("59d. Rows that lie outside already are named before any is refused") func outside() throws
  {
    let conversion = try conversion()
    try conversion.execute("INSERT INTO public.visits VALUES (100, '2090-05-01', 100, 'there')")
    try conversion.up(.build)
    let error = try conversion.failure(.prepare)
    #expect(error.sqlState == "23514")
    try conversion.execute("INSERT INTO public.visits VALUES (101, '2090-05-01', 101, 'too')")
  }

  @Test("60. A missing index is not built under the lock") func missingIndex() throws {
    let conversion = try conversion()
    try conversion.up(.build, through: .key)
    // An index of the new layout that nobody made for the table: only the parent has it.
    try conversion.execute("CREATE INDEX visits_note_new ON public.visits_new (note)")
    let error = try conversion.failure(.attach)
    #expect(error.message.contains("lacks an index"))
    #expect(try !conversion.isPartitioned())
    try conversion.execute("DROP INDEX public.visits_note_new")
    try conversion.up(.attach)
    #expect(try conversion.isPartitioned())
  }

  @Test(
    "61. A CHECK that proves less is not taken for the proof",
    arguments: [
      "CHECK (day IS NOT NULL AND day < '2091-01-01')",
      "CHECK (day IS NOT NULL AND day < '2090-01-01') NOT VALID",
    ])
  func weakerCheck(_ check: String) throws {
    let conversion = try conversion()
    try conversion.up(.build, through: .key)
    try conversion.execute(
      """
      ALTER TABLE public.visits DROP CONSTRAINT visits_bound;
      ALTER TABLE public.visits ADD CONSTRAINT visits_bound \(check);
      """)
    let error = try conversion.failure(.attach)
    #expect(error.message.contains("the CHECK visits_bound"))
    #expect(try !conversion.isPartitioned())
    // Without that look, what ATTACH does itself is seen, and undone.
    let session = try conversion.session("bold")
    try session.execute("BEGIN")
    #expect {
      for command in try conversion.commands(.attach)
      where !command.contains("pgparcel_unchanged") { try session.execute(command) }
    } throws: {
      "\($0)".contains("read all of its rows")
    }
    try session.execute("ROLLBACK")
  }

  @Test("Rows that other partitions received come back with the table") func wayBack() throws {
    let conversion = try conversion()
    let rows = "SELECT v::text FROM public.visits AS v ORDER BY id"
    try conversion.up(.build, through: .attach)
    try conversion.execute(
      """
      INSERT INTO public.visits VALUES (100, '2090-05-01', 100, 'later');
      UPDATE public.visits SET day = '2090-06-01' WHERE id = 3;
      DELETE FROM public.visits WHERE id = 4;
      """)
    let before = try conversion.query(rows)
    try conversion.down(.attach)
    #expect(try !conversion.isPartitioned())
    #expect(try conversion.query(rows) == before)
    // The CHECK would keep the application from writing such rows.
    try conversion.execute("INSERT INTO public.visits VALUES (101, '2090-05-01', 101, 'again')")
    #expect(try conversion.failure(.attach).message.contains("the CHECK visits_bound"))
    try conversion.down(.key, through: .build)
    #expect(try conversion.query(rows).count == before.count + 1)
  }

  @Test("Many rows are not moved under the lock unless that is wanted") func manyRows() throws {
    let conversion = try conversion()
    try conversion.up(.build, through: .attach)
    try conversion.execute(
      """
      INSERT INTO public.visits
        SELECT g, '2090-01-01', g, 'many' FROM generate_series(1000, 11000) AS g
      """)
    let error = try conversion.failure(.attach, .down)
    #expect(error.message.contains("more than 10000 rows"))
    #expect(try conversion.isPartitioned())
    try conversion.run(.attach, .down, settings: ["pgparcel.rows_under_lock": "any"])
    #expect(try conversion.value("SELECT count(*) FROM public.visits") == "10021")
  }

  @Test("An old key stays unique until the end") func oldKey() throws {
    let conversion = try conversion()
    try conversion.up(.build, through: .attach)
    let twice = "INSERT INTO public.visits VALUES (1, '2030-01-01', 500, 'twice')"
    #expect { try conversion.execute(twice) } throws: {
      ($0 as? PostgresError)?.sqlState == "23505"
    }
    try conversion.up(.finish)
    try conversion.execute(twice)
    // And the way back says so, with nothing changed.
    #expect(try conversion.failure(.finish, .down).sqlState == "23505")
  }

  private static let byCode = """
    table: public.visits
    primary_key: [id, code]
    partition:
      by: list
      key: [code]
      partitions:
        - {name: visits_1, values: [1]}
    """

  @Test(
    "What cannot become a partition is refused by name",
    arguments: [
      (yaml, "{strategy: attach, partition: visits_none}", "there is no partition visits_none"),
      (byCode, "{strategy: attach}", "does not say which partition"),
    ])
  func refused(_ yaml: String, _ convert: String, _ why: String) throws {
    try TestDatabase.current.execute(Visits.sql)
    var bag = DiagnosticBag()
    let plan = try Conversion.plan(yaml, convert: convert, in: .current, into: &bag)
    #expect(plan == nil)
    let finding = try #require(bag.diagnostics.first { $0.code == .cannotAttach })
    #expect(finding.message.contains(why))
    #expect(finding.help.contains { $0.contains("partition: visits_") })
  }
}
