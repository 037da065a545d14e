import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Logs that nobody drains, and writers that are faster than the drain.
@Suite(.database, .timeLimit(.minutes(12))) struct LogTests {
  private func alarm(_ conversion: Conversion) throws -> Diagnostic? {
    try ConversionProgress.all(on: conversion.database.connect()).first?.alarm
  }

  @Test("29. A log that nobody drains raises an alarm") func forgottenLog() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .capture)
    for round in 1...30 { try conversion.write("UPDATE public.visits SET note = '\(round)'") }
    #expect(try alarm(conversion) == nil)
    try conversion.execute(
      "UPDATE pgparcel.conversions SET started_at = started_at - INTERVAL '2 hours'")
    let found = try #require(try alarm(conversion))
    #expect(found.code == .growingLog)
    #expect(found.message.contains("600 keys, 120 minutes"))
    // While somebody works on it, it will be drained.
    let runner = try conversion.session("pgparcel/apply/20260101000002")
    #expect(try alarm(conversion) == nil)
    runner.close()
    try conversion.waitUntil(
      """
      NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND application_name LIKE 'pgparcel/apply/%')
      """)
    try conversion.up(.copy, through: .catchUp)
    #expect(try alarm(conversion) == nil, "drained")
  }

  @Test("29b. So does one that has grown large, for the way back too") func largeLog() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .swap)
    try conversion.write("UPDATE public.visits SET note = 'logged' WHERE id < 4")
    #expect(try alarm(conversion) == nil)
    try conversion.execute(
      """
      INSERT INTO \(conversion.object("backward")) (pgparcel_op, id, day)
        SELECT 'k', g, '2026-01-01' FROM generate_series(100, 1000100) AS g
      """)
    let found = try #require(try alarm(conversion))
    #expect(found.message.contains("way back"))
  }

  @Test("37. Writes faster than the drain: catch-up and swap refuse and say so") func tooFast()
    throws
  {
    let conversion = try Conversion(
      Visits.sql + """
        INSERT INTO public.visits SELECT g, '2026-01-01', g FROM generate_series(21, 400) AS g;
        INSERT INTO public.twin SELECT g, '2026-01-01', g FROM generate_series(21, 400) AS g;
        """, convert: "{strategy: online, batch: {rows: 1}}")
    let runner = try Runner(conversion)
    try runner.apply(through: .catchUp)
    // Two hundred keys a commit against fifty a round, key by key.
    let writers = (1...2).map { number in
      conversion.inBackground(
        "writer \(number)",
        """
        DO $$ BEGIN
          LOOP
            UPDATE public.visits SET code = -code WHERE id % 2 = \(number - 1);
            COMMIT;
          END LOOP;
        END $$
        """)
    }
    try conversion.waitUntil("(SELECT count(*) > 5000 FROM \(conversion.object("forward")))")
    var options = Runner.options
    options.lockRetries = 0
    let error = try runner.failure { try runner.apply(through: .swap, options) }
    guard case .lockTimeout(_, _, 1, .condition(let reason, _)) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason.contains("written faster than its log is drained"))
    #expect(error.diagnostics.map(\.code) == [.busy])
    #expect(try !conversion.isPartitioned())
    try conversion.execute(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'writer %'
      """)
    for writer in writers { #expect(try writer.failure() != nil) }
    // In one go; key by key would take its time.
    try conversion.execute("SELECT \(conversion.object("drain_forward"))()")
    try runner.apply(through: .swap)
    #expect(try conversion.isPartitioned())
    try conversion.expectEqual("public.visits", "public.visits_old")
  }
}
