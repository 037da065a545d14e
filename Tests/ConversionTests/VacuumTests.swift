import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// VACUUM beside the swap. Its cost limits make it stay on the table for minutes, so that no test
/// has to hit a moment.
@Suite(.timeLimit(.minutes(12))) struct VacuumTests {
  /// A table of hundreds of pages.
  private static let large =
    Visits.sql + """
      ALTER TABLE public.visits SET (autovacuum_enabled = false);
      UPDATE public.visits SET note = 'first';
      INSERT INTO public.visits
        SELECT g, '2026-01-01', g, repeat('x', 900) FROM generate_series(21, 4000) AS g;
      """

  private static let vacuuming = """
    EXISTS (SELECT FROM pg_stat_progress_vacuum AS v JOIN pg_stat_activity AS a USING (pid)
      WHERE v.datname = current_database() AND v.relid = to_regclass('public.visits')
        AND a.backend_type = '%')
    """

  private func isVacuuming(_ kind: String) -> String {
    Self.vacuuming.replacing("%", with: kind)
  }

  @Test("34. An autovacuum that holds the table makes room for the swap") func autovacuum() throws {
    let settings = [
      "autovacuum": "on", "autovacuum_naptime": "1s", "autovacuum_vacuum_cost_delay": "100ms",
      "autovacuum_vacuum_cost_limit": "1",
    ]
    try withServer(settings) { _, database in
      let conversion = try Conversion(Self.large, in: database)
      let runner = try Runner(conversion)
      try runner.apply(through: .catchUp)
      try conversion.execute(
        """
        ALTER TABLE public.visits SET (autovacuum_enabled = true,
          autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
        """)
      try conversion.execute("UPDATE public.visits SET note = 'again' WHERE id < 10")
      try conversion.waitUntil(isVacuuming("autovacuum worker"))
      var options = Runner.options
      options.lockRetries = 30
      try runner.apply(through: .swap, options)
      #expect(try conversion.isPartitioned())
      try conversion.expectEqual("public.visits", "public.visits_old")
    }
  }

  @Test("34b. A VACUUM by hand is waited for, and named", .database) func byHand() throws {
    let conversion = try Conversion(Self.large)
    let runner = try Runner(conversion)
    try runner.apply(through: .catchUp)
    let vacuum = conversion.inBackground(
      "vacuum",
      ["SET vacuum_cost_delay = '100ms'", "SET vacuum_cost_limit = 1", "VACUUM public.visits"])
    try conversion.waitUntil(isVacuuming("client backend"))
    let error = try runner.failure { try runner.apply(through: .swap) }
    guard case .lockTimeout(_, _, let tries, let cause) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(tries == 3 && cause.blockers.map(\.application) == ["vacuum"])
    #expect(try conversion.value("SELECT \(isVacuuming("client backend"))") == "t")
    var options = Runner.options
    options.lockRetries = 1000
    // What ends it here is as good as its end.
    try runner.apply(through: .swap, options) { event in
      guard case .retry = event else { return }
      try? conversion.execute(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_progress_vacuum WHERE relid = 'public.visits'::regclass"
      )
    }
    #expect(try vacuum.failure()?.sqlState == "57014")
    #expect(try conversion.isPartitioned())
    try conversion.expectEqual("public.visits", "public.visits_old")
  }
}
