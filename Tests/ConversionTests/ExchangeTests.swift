import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// What an exchange of partitions refuses, reads and guards.
@Suite(.database) struct ExchangeTests {
  private static let (sql, split, merged) = (
    RearrangementTests.sql, RearrangementTests.split, RearrangementTests.merged
  )

  @Test("Nothing of its own is lost with a partition that retires") func ownIndex() throws {
    let conversion = try Conversion(Self.sql, yaml: Self.split)
    try conversion.up(.build, through: .catchUp)
    try conversion.expectRefused(
      .swap, .up, after: "CREATE INDEX late ON public.visits_02 (note)")
    try conversion.expectRefused(
      .swap, .up, after: "CREATE INDEX late ON public.visits (note)")
    try conversion.expectRefused(
      .swap, .up, after: "ALTER TABLE public.visits DETACH PARTITION public.visits_02")
    try conversion.up(.swap)
    try conversion.expectRefused(
      .swap, .down, after: "ALTER TABLE public.visits_02b ADD CHECK (code > 0) NOT VALID")
  }

  @Test("What has retired is written by nobody") func retired() throws {
    let conversion = try Conversion(Self.sql, yaml: Self.split)
    try conversion.up(.build, through: .settle)
    for statement in ["DELETE FROM public.visits_02_old", "TRUNCATE public.visits_aside"] {
      var state: String?
      do { try conversion.execute(statement) } catch let error as PostgresError {
        state = error.sqlState
      }
      #expect(state == "55000")
    }
  }

  @Test(
    "An exchange reads no row but those of the log",
    arguments: [RearrangementTests.split, RearrangementTests.merged])
  func readsNothing(_ yaml: String) throws {
    let conversion = try Conversion(Self.sql, yaml: yaml)
    try conversion.up(.build, through: .catchUp)
    try expectNoScan(conversion, .up)
    try conversion.run(.settle, .up)
    try conversion.run(.settle, .down)
    try expectNoScan(conversion, .down)
  }

  /// ATTACH scans what is not proven; nothing else of a swap reads a partition from end to end.
  private func expectNoScan(_ conversion: Conversion, _ direction: MigrationDirection) throws {
    let session = try conversion.session("swap")
    try session.execute("BEGIN")
    for command in try conversion.commands(.swap, direction) { try session.execute(command) }
    let scanned = try session.query(
      """
      SELECT relname FROM pg_stat_xact_user_tables
      WHERE relname LIKE 'visits%' AND seq_scan > 0 ORDER BY 1
      """
    ).map { try $0.text("relname") }
    #expect(scanned == [], "\(direction)")
    try session.execute("COMMIT")
  }

  @Test("A row and the one that it references are deleted together, whichever file has run")
  func referencedRow() throws {
    let conversion = try Conversion(
      """
      \(Self.sql)
      CREATE TABLE public.codes (code integer PRIMARY KEY);
      INSERT INTO public.codes SELECT generate_series(1, 300);
      ALTER TABLE public.visits ADD FOREIGN KEY (code) REFERENCES public.codes (code);
      """, yaml: Self.split)
    var code = 32
    for (stage, direction) in RearrangementTests.stages.map({ ($0, MigrationDirection.up) })
      + [(.settle, .down), (.swap, .down), (.swap, .up)]
    {
      try conversion.run(stage, direction)
      try conversion.write("DELETE FROM public.visits WHERE code = \(code)")
      try conversion.execute("DELETE FROM public.codes WHERE code = \(code)")
      code += 1
      try conversion.expectTwins()
      #expect(throws: PostgresError.self) {
        try conversion.execute("DELETE FROM public.codes WHERE code = 58")
      }
      #expect(throws: PostgresError.self) {
        try conversion.execute("UPDATE public.visits SET code = 9999 WHERE code = 58")
      }
    }
  }

  @Test("Many rows with foreign keys are not checked under the lock unless that is wanted")
  func manyRows() throws {
    let conversion = try Conversion(
      """
      \(Self.sql)
      CREATE TABLE public.codes (code integer PRIMARY KEY);
      INSERT INTO public.codes SELECT generate_series(1, 300);
      ALTER TABLE public.visits ADD FOREIGN KEY (code) REFERENCES public.codes (code);
      UPDATE pg_class SET reltuples = 2000000 WHERE oid = 'public.visits_02'::regclass;
      """, yaml: Self.split)
    #expect(try conversion.failure(.build).sqlState == "55000")
    try conversion.run(.build, settings: ["pgparcel.rows_under_lock": "any"])
  }
}
