import Diagnostics
import PostgresClient
import TestSupport
import Testing

/// Rows of every kind arrive as they are, or the copy says why not.
@Suite(.database) struct ValueTests {
  @Test("15. A row outside all partitions stops the copy") func outsideAll() throws {
    let conversion = try Conversion()
    try conversion.write("INSERT INTO public.visits VALUES (50, '2030-01-01', 50, 'far')")
    try conversion.up(.build, through: .capture)
    let error = try conversion.failure(.copy)
    #expect(error.sqlState == "23514")
    #expect(error.detail?.contains("2030-01-01") == true)
    #expect(
      try conversion.value(
        "SELECT count(*) FROM \(conversion.object("ranges")) WHERE copied_rows IS NULL") == "1")
    try conversion.write("UPDATE public.visits SET day = '2026-01-01' WHERE id = 50")
    try conversion.up(.copy, through: .catchUp)
    // The same for a row that comes after the copy.
    try conversion.write("INSERT INTO public.visits VALUES (51, '2030-01-01', 51, 'far')")
    #expect(try conversion.failure(.swap).sqlState == "23514")
    #expect(try conversion.logged().contains("k 51 2030-01-01"), "nothing is skipped")
    try conversion.write("DELETE FROM public.visits WHERE id = 51")
    try conversion.up(.swap)
    try conversion.expectTwins()
  }

  @Test("15b. A default partition takes it") func intoDefault() throws {
    let conversion = try Conversion(yaml: Visits.byDay("  default: {name: visits_rest}"))
    try conversion.write("INSERT INTO public.visits VALUES (50, '2030-01-01', 50, 'far')")
    try conversion.up(.build, through: .swap)
    #expect(try conversion.query("SELECT id::text FROM public.visits_rest") == ["50"])
    try conversion.expectTwins()
  }

  @Test("16. Infinite, ancient and far keys") func extremeKeys() throws {
    let conversion = try Conversion(
      """
      CREATE TABLE public.visits (id bigint PRIMARY KEY, day timestamptz NOT NULL, note text);
      INSERT INTO public.visits (id, day) VALUES (1, '-infinity'), (2, 'infinity'),
        (3, '4713-01-01 BC'), (4, '294276-12-31'), (5, '10000-01-01'), (6, '2026-01-01'),
        (7, '2025-12-31 23:59:59.999999+00');
      CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
      INSERT INTO public.twin SELECT * FROM public.visits;
      """,
      yaml: """
        table: public.visits
        primary_key: [id, day]
        partition:
          by: range
          key: [day]
          partitions:
            - {name: visits_past, from: [MINVALUE], to: ["2026-01-01 00:00:00+00"]}
            - {name: visits_next, from: ["2026-01-01 00:00:00+00"], to: [MAXVALUE]}
        """)
    try conversion.up(.build, through: .catchUp)
    try conversion.write("UPDATE public.visits SET day = '-infinity' WHERE id = 2")
    try conversion.write("UPDATE public.visits SET day = 'infinity' WHERE id = 3")
    try conversion.write("INSERT INTO public.visits VALUES (8, '0044-03-15 BC', 'ides')")
    try conversion.up(.swap)
    try conversion.expectTwins()
    #expect(
      try conversion.query("SELECT id::text FROM public.visits_past ORDER BY id")
        == ["1", "2", "7", "8"])
    try conversion.down(.swap)
    try conversion.expectTwins()
  }

  @Test("16b. A key that may be NULL is refused before anything runs") func nullableKey() throws {
    try TestDatabase.current.execute(
      "CREATE TABLE public.visits (id bigint PRIMARY KEY, day date)")
    var bag = DiagnosticBag()
    let plan = try Conversion.plan(
      """
      table: public.visits
      partition:
        by: range
        key: [day]
        partitions: [{name: visits_all, from: [MINVALUE], to: [MAXVALUE]}]
      """, in: .current, into: &bag)
    #expect(plan == nil)
    #expect(bag.hasErrors)
  }

  @Test("16c. NULL in a column that becomes part of the key is never dropped")
  func nullComesLate() throws {
    let conversion = try Conversion(
      """
      CREATE TABLE public.visits (id bigint PRIMARY KEY, day date, code integer, note text);
      INSERT INTO public.visits SELECT g, date '2025-12-22' + g FROM generate_series(1, 20) AS g;
      CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
      INSERT INTO public.twin SELECT * FROM public.visits;
      """)
    try conversion.up(.build, through: .catchUp)
    try conversion.write("INSERT INTO public.visits VALUES (30, NULL, 1, 'no day')")
    try conversion.write("UPDATE public.visits SET day = NULL WHERE id = 3")
    let error = try conversion.failure(.swap)
    #expect(error.sqlState == "23502", "\(error)")
    #expect(try !conversion.isPartitioned())
    #expect(try conversion.logged().count == 3)
    try conversion.write("UPDATE public.visits SET day = '2026-02-02' WHERE day IS NULL")
    try conversion.up(.swap)
    try conversion.expectTwins()
  }

  @Test("17. Values of many types, byte for byte") func manyTypes() throws {
    // Some servers are built without libxml.
    let hasXML = try TestDatabase.current.query(
      "SELECT setting LIKE '%libxml%' FROM pg_catalog.pg_config WHERE name = 'CONFIGURE'")[0, 0]
    let conversion = try Conversion(
      """
      CREATE TYPE public.mood AS ENUM ('well', 'ill');
      CREATE TYPE public.pair AS (a integer, b text);
      CREATE DOMAIN public.short AS text CHECK (length(VALUE) < 10);
      CREATE TABLE public.visits (
        id bigint PRIMARY KEY, day date NOT NULL, mood public.mood, pair public.pair,
        short public.short, n numeric, f double precision, j json, jb jsonb, raw bytea,
        tags text[], grid integer[][], span daterange, long text, point point, x \(hasXML == "t" ? "xml" : "text"));
      ALTER TABLE public.visits ALTER COLUMN long SET STORAGE EXTERNAL;
      INSERT INTO public.visits VALUES
        (1, '2025-01-01', 'well', (1, 'x,"y'), 's', 'NaN', '-0', '{"b":1,  "a":1, "a":2}',
         '{"b":1}', '\\x00ff5c', '{"a,b",NULL,"NULL"}', '[2:3][0:1]={{1,2},{3,4}}', 'empty',
         repeat('long', 9000), '(1,-0)', '<a> </a>'),
        (2, '2026-01-01', NULL, (NULL, NULL), NULL, 1.50, 'Infinity', 'null', 'null', '', '{}',
         NULL, '[2026-01-01,)', '', NULL, NULL);
      CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
      INSERT INTO public.twin SELECT * FROM public.visits;
      """)
    try conversion.up(.build, through: .catchUp)
    // Equal values that are written otherwise; a drain must bring over the bytes.
    try conversion.write("UPDATE public.visits SET n = 1.500, f = 0, mood = 'ill' WHERE id = 2")
    try conversion.write("UPDATE public.visits SET f = '-0', j = '{\"a\":1}' WHERE id = 2")
    try conversion.write("UPDATE public.visits SET pair = (2, 'z') WHERE id = 1")
    try conversion.up(.swap)
    try conversion.expectTwins()
    try conversion.write("UPDATE public.visits SET n = 1.5, point = '(-0,0)' WHERE id = 2")
    try conversion.down(.swap)
    try conversion.expectTwins()
  }

  @Test("18. Dropped columns and columns in another order") func reorderedColumns() throws {
    let conversion = try Conversion(
      """
      CREATE TABLE public.visits (gone integer, note text, id bigint PRIMARY KEY, lost text);
      ALTER TABLE public.visits DROP COLUMN gone, ADD COLUMN day date NOT NULL DEFAULT '2026-01-01';
      ALTER TABLE public.visits DROP COLUMN lost;
      INSERT INTO public.visits SELECT 'n' || g, g FROM generate_series(1, 9) AS g;
      ALTER TABLE public.visits ADD COLUMN code integer DEFAULT 7;
      CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
      INSERT INTO public.twin SELECT * FROM public.visits;
      """)
    try conversion.up(.build, through: .catchUp)
    try conversion.write("INSERT INTO public.visits VALUES ('in order', 50, '2025-05-05', 5)")
    try conversion.up(.swap)
    try conversion.write("INSERT INTO public.visits VALUES ('in order', 51, '2025-05-05', 5)")
    try conversion.expectTwins()
    try conversion.down(.swap)
    try conversion.expectTwins()
  }

  @Test("19. GENERATED ALWAYS identity and stored generated columns") func generated() throws {
    let conversion = try Conversion(
      """
      CREATE TABLE public.visits (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day date NOT NULL, code integer,
        twice integer GENERATED ALWAYS AS (code * 2) STORED, note text);
      CREATE TABLE public.twin (LIKE public.visits INCLUDING GENERATED);
      """)
    try conversion.execute(
      """
      INSERT INTO public.visits (day, code)
        SELECT date '2025-12-22' + g, g FROM generate_series(1, 20) AS g;
      INSERT INTO public.twin (id, day, code) SELECT id, day, code FROM public.visits;
      """)
    try conversion.up(.build, through: .catchUp)
    try conversion.write("UPDATE public.visits SET code = 70 WHERE id = 7")
    try conversion.write("UPDATE public.visits SET day = '2026-07-07' WHERE id = 8")
    try conversion.up(.swap)
    try conversion.expectTwins()
    try conversion.write("UPDATE public.visits SET code = 90, day = '2026-08-08' WHERE id = 9")
    try conversion.down(.swap)
    try conversion.expectTwins()
  }
}
