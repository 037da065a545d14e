import PostgresClient
import TestSupport
import Testing

/// Writes beside the copy: whatever is committed when, source and copy are equal in the end.
@Suite(.database) struct CaptureTests {
  @Test("1. UPDATE of a row during its batch") func updateDuringBatch() throws {
    let conversion = try Conversion()
    // Row 3 is read by then, row 9 is not; the snapshot of the range knows neither change.
    try conversion.duringCopy {
      try conversion.write("UPDATE public.visits SET note = 'changed' WHERE id IN (3, 9)")
    }
    let stale = try conversion.query(
      "SELECT id::text FROM public.visits_new WHERE id IN (3, 9) AND note <> 'changed' ORDER BY id")
    #expect(stale == ["3", "9"], "the copy read what was there before")
    try conversion.up(.indexes)
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("1b. A row that moves on to the next range is copied twice, and purged") func copiedTwice()
    throws
  {
    let conversion = try Conversion(
      Visits.sql.replacing("'note ' || g", with: "repeat('x', 900)"))
    try conversion.up(.build, through: .capture)
    try conversion.copyFirstBlock()
    // In one transaction, so that no place in the first block becomes free.
    try conversion.write(
      """
      UPDATE public.visits SET note = repeat('y', 900) WHERE id = 1;
      UPDATE public.visits SET id = 102 WHERE id = 2;
      DELETE FROM public.visits WHERE id = 3;
      INSERT INTO public.visits VALUES (3, '2026-03-03', 3, repeat('z', 900));
      UPDATE public.visits SET day = '2026-04-04' WHERE id = 4;
      DELETE FROM public.visits WHERE id = 5;
      """)
    try conversion.up(.copy)
    let twice = try conversion.query(
      "SELECT id FROM public.visits_new GROUP BY id HAVING count(*) > 1 ORDER BY id")
    #expect(twice == ["1", "3", "4"])
    try conversion.up(.indexes)
    #expect(
      try conversion.value(
        "SELECT count(*) FROM public.visits_new WHERE id IN (1, 2, 3, 4, 5, 102)")
        == "0", "what was written since is in the log only")
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("2. DELETE during its batch") func deleteDuringBatch() throws {
    let conversion = try Conversion()
    try conversion.duringCopy {
      try conversion.write("DELETE FROM public.visits WHERE id IN (3, 9)")
    }
    #expect(
      try conversion.value("SELECT count(*) FROM public.visits_new WHERE id IN (3, 9)") == "2")
    try conversion.up(.indexes)
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("3. INSERT with a lower id, committed late") func lateInsert() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .capture)
    let writer = try conversion.session("writer")
    try writer.execute("BEGIN; INSERT INTO public.visits VALUES (0, '2025-01-01', 0, 'late')")
    try conversion.up(.copy, through: .indexes)
    try writer.execute("COMMIT")
    #expect(
      try conversion.value("SELECT count(*) FROM public.visits_new WHERE id = 0") == "0")
    try conversion.up(.catchUp, through: .swap)
    #expect(try conversion.value("SELECT note FROM public.visits WHERE id = 0") == "late")
  }

  @Test("3b. A writer in flight while the triggers come is waited for")
  func writerInFlight() throws {
    let conversion = try Conversion()
    try conversion.up(.build)
    let writer = try conversion.session("writer")
    try writer.execute("BEGIN; INSERT INTO public.visits VALUES (0, '2025-01-01', 0, 'early')")
    #expect(try conversion.failure(.capture).sqlState == "55P03")
    try writer.execute("COMMIT")
    try conversion.up(.capture, through: .indexes)
    try conversion.expectCopied()
  }

  @Test("4. UPDATE that sets a column to NULL") func setsNull() throws {
    let conversion = try Conversion()
    try conversion.duringCopy {
      try conversion.write("UPDATE public.visits SET note = NULL WHERE id IN (3, 9)")
    }
    try conversion.up(.indexes)
    try conversion.write("UPDATE public.visits SET code = NULL WHERE id = 12")
    try conversion.expectCopied()
    #expect(
      try conversion.value(
        "SELECT count(*) FROM public.visits_new WHERE note IS NULL OR code IS NULL") == "3")
    try conversion.expectTwins()
  }

  @Test("5. Primary key a to b, and a used again") func reusedKey() throws {
    let conversion = try Conversion()
    try conversion.duringCopy {
      try conversion.write("UPDATE public.visits SET id = 103 WHERE id = 3")
      try conversion.write("INSERT INTO public.visits VALUES (3, '2026-05-05', 303, 'another')")
    }
    try conversion.up(.indexes)
    try conversion.write("UPDATE public.visits SET id = 104 WHERE id = 4")
    try conversion.write("INSERT INTO public.visits VALUES (4, '2025-12-26', 304, 'same day')")
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("6. Partition key changed, twice, across batches") func movesTwice() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .capture)
    try conversion.divideByBlock()
    try conversion.write("UPDATE public.visits SET day = '2026-03-03' WHERE id = 3")
    try conversion.up(.copy)
    try conversion.write("UPDATE public.visits SET day = '2025-03-03' WHERE id = 3")
    try conversion.up(.indexes)
    try conversion.execute("SELECT \(conversion.object("drain_forward"))(1)")
    try conversion.write("UPDATE public.visits SET day = '2026-04-04' WHERE id = 3")
    try conversion.expectCopied()
    #expect(
      try conversion.query("SELECT day::text FROM public.visits_new WHERE id = 3")
        == ["2026-04-04"])
    try conversion.expectTwins()
  }

  @Test("7. Two keys exchange a unique value, batch size 1") func exchangedValue() throws {
    let conversion = try Conversion()
    try conversion.execute("UPDATE public.visits SET day = '2026-01-05'")
    try conversion.execute("UPDATE public.twin SET day = '2026-01-05'")
    try conversion.up(.build, through: .indexes)
    try conversion.write("UPDATE public.visits SET code = -1 WHERE id = 11")
    try conversion.write("UPDATE public.visits SET code = 11 WHERE id = 12")
    try conversion.write("UPDATE public.visits SET code = 12 WHERE id = 11")
    #expect(try conversion.logged().count == 3)
    try conversion.execute("SELECT \(conversion.object("drain_forward"))(1)")
    #expect(try conversion.logged() == [], "the collision took the rest along")
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("8. ON CONFLICT and MERGE log only what they change") func onlyRealChanges() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .indexes)
    try conversion.write(
      "INSERT INTO public.visits VALUES (3, '2025-12-25', 3, 'x') ON CONFLICT DO NOTHING")
    #expect(try conversion.logged() == [])
    try conversion.write(
      """
      INSERT INTO public.visits VALUES (3, '2025-12-25', 3, 'x'), (30, '2026-02-02', 30, 'y')
        ON CONFLICT (id) DO UPDATE SET note = excluded.note
      """)
    #expect(try conversion.logged() == ["k 3 2025-12-25", "k 30 2026-02-02"])
    guard try conversion.database.connect().serverVersion >= 150_000 else { return }
    try conversion.write(
      """
      MERGE INTO public.visits AS v USING (VALUES (4), (5), (6), (40)) AS n (id) ON v.id = n.id
        WHEN MATCHED AND n.id = 4 THEN DO NOTHING
        WHEN MATCHED AND n.id = 5 THEN DELETE
        WHEN MATCHED THEN UPDATE SET note = 'merged'
        WHEN NOT MATCHED THEN INSERT VALUES (n.id, '2026-04-04', n.id, 'merged')
      """)
    #expect(
      try conversion.logged() == [
        "k 3 2025-12-25", "k 30 2026-02-02", "k 40 2026-04-04", "k 5 2025-12-27", "k 6 2025-12-28",
      ])
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("9. A rollback to a savepoint takes its log along") func savepoint() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .indexes)
    try conversion.write(
      """
      UPDATE public.visits SET note = 'kept' WHERE id = 3;
      SAVEPOINT s; DELETE FROM public.visits WHERE id = 4; ROLLBACK TO SAVEPOINT s;
      """)
    #expect(try conversion.logged() == ["k 3 2025-12-25"])
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("10. A writer with session_replication_role = replica") func replicaRole() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .indexes)
    let writer = try conversion.session(
      "writer", settings: ["session_replication_role": "replica"])
    try writer.write("UPDATE public.visits SET note = 'applied' WHERE id = 3")
    #expect(try conversion.logged() == ["k 3 2025-12-25"])
    try writer.execute("TRUNCATE public.visits")
    try writer.execute("TRUNCATE public.twin")
    #expect(try conversion.logged() == ["k 3 2025-12-25", "t"])
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("12. COPY during the copy") func copyFrom() throws {
    let conversion = try Conversion()
    // By way of a file on the server: nothing else in the suite needs the COPY protocol.
    let path = try #require(
      try conversion.value("SELECT current_setting('data_directory') || '/more.csv'"))
    try conversion.execute(
      """
      COPY (SELECT g, date '2026-01-01' + g % 300, g, 'new ' || g
        FROM generate_series(100, 5099) AS g) TO '\(path)'
      """)
    try conversion.duringCopy {
      try conversion.write("COPY public.visits FROM '\(path)'")
    }
    try conversion.up(.indexes, through: .swap)
    #expect(try conversion.value("SELECT count(*) FROM public.visits") == "5020")
    try conversion.expectTwins()
  }
}
