import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// The way back from the swap, and the way there again.
@Suite(.database) struct RollbackTests {
  /// Writes of every kind; each round touches other rows and some of those before.
  private func everyKind(_ conversion: Conversion, _ round: Int) throws {
    let base = 1000 * round
    for sql in [
      """
      INSERT INTO public.visits
        SELECT \(base) + g, date '2025-12-01' + g, \(base) + g, 'r' FROM generate_series(1, 60) AS g
      """,
      "UPDATE public.visits SET note = note || '\(round)' WHERE id % 3 = 0",
      "UPDATE public.visits SET day = day + 40 WHERE id % 5 = 0 AND day < '2026-06-01'",
      "UPDATE public.visits SET id = id + 500 WHERE id BETWEEN \(base) + 10 AND \(base) + 14",
      "DELETE FROM public.visits WHERE id % 7 = \(round % 7)",
      "UPDATE public.visits SET code = NULL WHERE id % 11 = 0",
      "BEGIN; DELETE FROM public.visits; ROLLBACK; BEGIN",
      """
      INSERT INTO public.visits VALUES (\(base) + 200, '2026-05-05', \(base) + 777, 'again')
        ON CONFLICT (id, day) DO UPDATE SET note = excluded.note
      """,
      """
      INSERT INTO public.visits VALUES (\(base) + 200, '2026-05-05', \(base) + 777, 'twice')
        ON CONFLICT (id, day) DO UPDATE SET note = excluded.note
      """,
    ] { try conversion.write(sql) }
  }

  @Test("51. Writes of every kind after the swap, then down") func writesThenDown() throws {
    let conversion = try Conversion()
    try conversion.execute(
      "ALTER TABLE public.twin DROP CONSTRAINT twin_pkey, ADD PRIMARY KEY (id, day)")
    try conversion.up(.build, through: .swap)
    for round in 1...3 { try everyKind(conversion, round) }
    try conversion.expectTwins()
    try conversion.down(.swap)
    #expect(try !conversion.isPartitioned())
    try conversion.expectTwins()
  }

  @Test("52. Down, more writes, and up again without a second copy") func andUpAgain() throws {
    let conversion = try Conversion()
    try conversion.execute(
      "ALTER TABLE public.twin DROP CONSTRAINT twin_pkey, ADD PRIMARY KEY (id, day)")
    try conversion.up(.build, through: .swap)
    for round in 1...4 {
      try conversion.write("UPDATE public.visits SET note = 'up \(round)' WHERE id % 4 = 0")
      try conversion.write(
        "INSERT INTO public.visits VALUES (\(100 + round), '2026-01-01', \(round))")
      try conversion.down(.swap)
      try conversion.expectTwins()
      try conversion.write("UPDATE public.visits SET day = day + 1 WHERE id % 4 = 1")
      try conversion.write("DELETE FROM public.visits WHERE id = \(100 + round)")
      try conversion.up(.swap)
      try conversion.expectTwins()
    }
    try conversion.run(.finish, settings: ["pgparcel.keep_old": "off"])
    try conversion.expectTwins()
  }

  @Test("51b. From one partitioned layout to another, and back") func partitionedToPartitioned()
    throws
  {
    let conversion = try Conversion(
      """
      CREATE TABLE public.visits (id bigint, day date NOT NULL, code integer, note text,
        PRIMARY KEY (id, day)) PARTITION BY HASH (id);
      CREATE TABLE public.visits_0 PARTITION OF public.visits FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE public.visits_2025 PARTITION OF public.visits
        FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      INSERT INTO public.visits
        SELECT g, date '2025-12-22' + g, g, 'note ' || g FROM generate_series(1, 20) AS g;
      CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
      INSERT INTO public.twin SELECT * FROM public.visits;
      """)
    try conversion.up(.build, through: .indexes)
    try everyKind(conversion, 1)
    // One that names a partition; that name is the new layout's afterwards.
    try conversion.execute("UPDATE public.visits_0 SET note = 'direct'")
    try conversion.execute(
      "UPDATE public.twin SET note = 'direct' WHERE id IN (SELECT id FROM public.visits_0)")
    try conversion.up(.catchUp, through: .swap)
    try conversion.expectTwins()
    try everyKind(conversion, 2)
    try conversion.execute("TRUNCATE public.visits_2025")
    try conversion.execute("DELETE FROM public.twin WHERE day < '2026-01-01'")
    try everyKind(conversion, 3)
    try conversion.expectTwins()
    try conversion.down(.swap)
    try conversion.expectTwins()
    try conversion.execute("UPDATE public.visits_2025 SET note = 'of the hash'")
    try conversion.execute(
      "UPDATE public.twin SET note = 'of the hash' WHERE id IN (SELECT id FROM public.visits_2025)")
    try conversion.execute("TRUNCATE public.visits_0")
    try conversion.execute(
      "DELETE FROM public.twin WHERE id NOT IN (SELECT id FROM public.visits_2025)")
    try everyKind(conversion, 4)
    try conversion.up(.swap)
    try conversion.expectTwins()
    try conversion.down(.swap, through: .build)
    try conversion.expectTwins()
  }

  @Test("53. One id in two partitions blocks the way back and is named") func duplicateIds() throws
  {
    let conversion = try Conversion()
    try conversion.up(.build, through: .swap)
    try conversion.execute(
      """
      INSERT INTO public.visits VALUES (3, '2026-03-03', 903, 'second'), (4, '2026-04-04', 904, 'x')
      """)
    let error = try conversion.failure(.swap, .down)
    #expect(error.sqlState == "23505")
    #expect(error.message.contains("several rows"))
    #expect(error.message.contains("3; 4"), "\(error.message)")
    #expect(try conversion.isPartitioned())
    // `apply` hears of it before any lock: the procedure that it calls first raises as well.
    let session = try conversion.database.connect()
    #expect(throws: PostgresError.self) {
      try session.execute("SELECT \(conversion.object("drain_backward"))()")
    }
    try conversion.execute(
      "DELETE FROM public.visits WHERE id = 3 AND note = 'second' OR id = 4 AND note = 'x'")
    try conversion.down(.swap)
    try conversion.expectTwins()
  }

  @Test(
    "54. A partition that left before the way back refuses it",
    arguments: [
      "DROP TABLE public.visits_2025",
      "ALTER TABLE public.visits DETACH PARTITION public.visits_2025",
    ])
  func partitionLeft(_ sql: String) throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .swap)
    try conversion.execute(sql)
    let error = try conversion.failure(.swap, .down)
    #expect(error.message.contains("partitions of public.visits"), "\(error)")
    #expect(try conversion.isPartitioned())
    #expect(try conversion.value("SELECT count(*) FROM public.visits") == "11")
  }

  @Test("55. A new table that was altered refuses the way back") func altered() throws {
    try Roles.create()
    let conversion = try Conversion(RetiredTests.rich)
    try conversion.up(.build, through: .swap)
    let added = [
      "CREATE TABLE public.more PARTITION OF public.visits FOR VALUES FROM ('2030-01-01') TO"
        + " ('2031-01-01')",
      "CREATE TABLE public.more (a bigint, b date, FOREIGN KEY (a, b) REFERENCES public.visits)",
    ]
    for change in RetiredTests.changes + added {
      try conversion.expectRefused(.swap, .down, after: change)
      #expect(try conversion.isPartitioned())
    }
    try conversion.down(.swap)
    try conversion.expectTwins()
  }

  @Test("56. After the way back identity goes on beyond every id") func identityPosition() throws {
    let conversion = try Conversion(
      """
      CREATE TABLE public.visits (
        id integer GENERATED ALWAYS AS IDENTITY (INCREMENT BY -3 MINVALUE -999999) PRIMARY KEY,
        day date NOT NULL);
      INSERT INTO public.visits (day) SELECT '2026-01-01' FROM generate_series(1, 9);
      """)
    let insert = "INSERT INTO public.visits (day) VALUES ('2026-02-02')"
    try conversion.up(.build, through: .swap)
    for _ in 0..<3 {
      for _ in 0..<5 { try conversion.execute(insert) }
      try conversion.down(.swap)
      for _ in 0..<5 { try conversion.execute(insert) }
      try conversion.up(.swap)
    }
    #expect(
      try conversion.value("SELECT count(*) || ' ' || count(DISTINCT id) FROM public.visits")
        == "39 39")
  }

  @Test("57. There is no way back behind the last file") func finished() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .swap)
    #expect(try conversion.failure(.finish).message.contains("to be kept"))
    let runner = try Runner(conversion)
    try conversion.run(.finish, settings: ["pgparcel.keep_old": "off"])
    #expect(try conversion.failure(.finish, .down).message.contains("was dropped"))
    #expect(
      try conversion.failure(.swap, .down, catchingUp: false).message.contains(
        "no conversion of"))
    _ = runner
    try conversion.expectTwins()
    #expect(try conversion.value("SELECT to_regnamespace('pgparcel')") == "NULL")
  }

  @Test("57b. down refuses the last file before it touches anything") func downOfFinish() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    try conversion.execute(
      "ALTER DATABASE \(conversion.database.name) SET pgparcel.keep_old = off")
    try runner.apply(through: .finish)
    guard case .noWayBack = try runner.failure({ try runner.down() }) else {
      Issue.record("not refused")
      return
    }
    try conversion.expectTwins()
  }

  @Test("58. The old table's triggers are silent until it is live again") func triggersOfTheOld()
    throws
  {
    let conversion = try Conversion(Visits.sql + SurroundingsTests.outboxSQL)
    try conversion.up(.build, through: .swap)
    try conversion.write("UPDATE public.visits SET note = 'one' WHERE id = 3")
    try conversion.execute("SELECT \(conversion.object("drain_backward"))()")
    #expect(try conversion.value("SELECT note FROM public.visits_old WHERE id = 3") == "ONE")
    let entries = "SELECT note FROM public.outbox WHERE relation = 'visits' ORDER BY 1"
    #expect(try conversion.query(entries) == ["ONE"])
    try conversion.down(.swap)
    #expect(try conversion.query(entries) == ["ONE"])
    try conversion.write("UPDATE public.visits SET note = 'two' WHERE id = 3")
    #expect(try conversion.query(entries) == ["ONE", "TWO"])
    try conversion.expectTwins()
  }
}
