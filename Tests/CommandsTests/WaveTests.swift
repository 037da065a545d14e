import MigrationRunner
import PostgresClient
import TestSupport
import Testing

/// Hundreds of partitions on a server with PostgreSQL's own room for locks: 6,400 objects.
@Suite(.timeLimit(.minutes(12))) struct WaveTests {
  private static let settings = ["max_locks_per_transaction": "64", "max_connections": "100"]

  /// A partition a day; ten locks and more for each.
  private static func schema(retention: Bool) -> String {
    Bookings.schema(
      """
      interval: 1 day
      start: "2025-01-01"
      timezone: UTC
      premake: 620
      name: "{table}_{start:YYYY_MM_DD}"
      """ + (retention ? "\nretention: {keep: 1 days, then: drop}" : ""),
      more: """
        indexes:
          - columns: [doctor]
          - columns: [doctor, at]
        """)
  }

  private func names(_ database: TestDatabase) throws -> Int {
    try database.query(
      "SELECT count(*) AS n FROM pg_inherits WHERE inhparent = 'public.bookings'::regclass"
    )[0].int("n")
  }

  @Test func comeAndGoInWaves() throws {
    try withServer(Self.settings) { _, database in
      let project = try Project(database: database.address)
      try project.write(Self.schema(retention: false), to: "schemas/bookings.yaml")
      let plan = project.run("plan", "--as-of", "2025-01-01")
      #expect(plan.output.contains("621 partitions: about "), "\(plan.output)")
      #expect(plan.output.contains("at most 3000 locks"), "\(plan.output)")

      let generate = project.run("generate", "--no-proof", "--as-of", "2025-01-01")
      try #require(generate.status == 0, "\(generate.error)")
      let made = try project.names(in: "migrations").filter { $0.hasSuffix(".up.sql") }
      #expect(made.count > 1)
      let apply = project.run("apply")
      try #require(apply.status == 0, "\(apply.error)")
      #expect(try names(database) == 621)
      #expect(project.run("plan", "--exit-code", "--as-of", "2025-01-01").status == 0)

      // Nearly all of them are over at once, and as many are ahead.
      try project.write(Self.schema(retention: true), to: "schemas/bookings.yaml")
      let shown = project.run("maintain", "--as-of", "2026-09-01")
      #expect(shown.output.contains("partitions: about "), "\(shown.output)")
      let roll = project.run(
        "maintain", "--apply", "--yes", "--allow", "DELETES_DATA", "--as-of", "2026-09-01")
      try #require(roll.status == 0, "\(roll.error)")
      #expect(try names(database) == 622)
    }
  }
}
