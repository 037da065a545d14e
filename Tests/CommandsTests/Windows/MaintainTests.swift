import PostgresClient
import TestSupport
import Testing

/// Windows that keep rolling, by the command line.
@Suite(.database) struct MaintainTests {
  /// A table by month, made from its file on the day of the tests, 2025-11-22.
  private func bookings(
    _ window: String = Bookings.window, key: String = "timestamptz", more: String = ""
  ) throws -> Project {
    let project = try Project(database: TestDatabase.current.address)
    try project.write(
      Bookings.schema(window, key: key, more: more), to: "schemas/bookings.yaml")
    let generate = project.run("generate", "--no-proof")
    #expect(generate.status == 0, "\(generate.error)")
    let apply = project.run("apply")
    #expect(apply.status == 0, "\(apply.error)")
    return project
  }

  private func partitions(_ parent: String = "bookings") throws -> [String] {
    try TestDatabase.current.query(
      """
      SELECT c.relname || ' ' || pg_get_expr(c.relpartbound, c.oid) AS line
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = $1::regclass ORDER BY pg_get_expr(c.relpartbound, c.oid)
      """, ["public.\(parent)"]
    ).map { try $0.text("line") }
  }

  @Test func rollsAMonth() throws {
    let project = try bookings()
    let names = try partitions().map { $0.prefix { $0 != " " } }
    #expect(
      names == [
        "bookings_2025_09", "bookings_2025_10", "bookings_2025_11", "bookings_2025_12",
        "bookings_2026_01",
      ])
    #expect(project.run("plan", "--exit-code").status == 0)
    #expect(project.run("maintain").output.contains("2 of 2 ahead"))
    #expect(project.run("verify").status == 0)

    let next = ["--as-of", "2025-12-05"]
    // Time passes, and nothing is to be planned.
    #expect(project.run(["plan", "--exit-code"] + next).status == 0)
    let verify = project.run(["verify", "--windows"] + next)
    #expect(verify.status == 2)
    #expect(verify.error.contains("error[E542]"))
    #expect(verify.error.contains("1 of 2 intervals"))
    let shown = project.run(["maintain"] + next)
    #expect(shown.status == 0)
    #expect(shown.output.contains("+ bookings_2026_02"))
    #expect(try partitions().count == 5)

    let done = project.run(["maintain", "--apply"] + next)
    #expect(done.status == 0, "\(done.error)")
    #expect(
      try partitions().last
        == "bookings_2026_02 FOR VALUES FROM ('2026-02-01 00:00:00+00') TO ('2026-03-01 00:00:00+00')"
    )
    let again = project.run(["maintain", "--apply"] + next)
    #expect(again.error.contains("Nothing to do"))
    #expect(project.run(["verify"] + next).status == 0)
    #expect(project.run("status", "--exit-code").status == 0)
    #expect(project.run("apply").output == "Nothing to apply.\n")
    let history = try TestDatabase.current.query(
      "SELECT phase, state FROM pgparcel.history ORDER BY id DESC LIMIT 1")
    #expect(history[0, 0] == "maintain")
    #expect(history[0, 1] == "applied")
  }

  @Test func theSameDayGivesTheSameFiles() throws {
    let project = try bookings()
    let rolled = {
      let run = project.run("maintain", "--generate", "--no-proof", "--as-of", "2025-12-05")
      #expect(run.status == 0, "\(run.error)")
      return try project.names(in: "migrations").filter { $0.hasPrefix("20251205000000_") }
        .map { "\($0)\n\(try project.text("migrations/\($0)"))" }
    }
    let first = try rolled()
    #expect(first.count == 2)
    for name in try project.names(in: "migrations") where name.hasPrefix("20251205") {
      try project.remove("migrations/\(name)")
    }
    let sum = try project.text("migrations/pgparcel.sum").split(separator: "\n")
      .filter { !$0.contains("20251205") }
    try project.write(sum.joined(separator: "\n") + "\n", to: "migrations/pgparcel.sum")
    #expect(try rolled() == first)
  }

  @Test func aChangeAfterRollingStartsFromTheSameLayout() throws {
    let project = try bookings()
    try project.write(
      Bookings.schema(Bookings.window, more: "indexes: [{columns: [doctor]}]"),
      to: "schemas/bookings.yaml")
    #expect(project.run("generate", "--no-proof").status == 0)
    // Rolled by a timer between the file and its deploy.
    #expect(project.run("maintain", "--apply", "--as-of", "2026-01-01").status == 0)
    let apply = project.run("apply")
    #expect(apply.status == 0, "\(apply.error)")
    let plan = project.run("plan", "--exit-code")
    #expect(plan.status == 0, "\(plan.output)\(plan.error)")
    #expect(project.run("down", "--yes").status == 0)
  }

  @Test func writesFilesThatGoForthAndBack() throws {
    let project = try bookings(
      """
      interval: 1 month
      start: "2025-09-01"
      timezone: UTC
      premake: 2
      name: "{table}_{start:YYYY_MM}"
      retention: {keep: 4 months, then: detach}
      """)
    try TestDatabase.current.execute("INSERT INTO bookings VALUES (1, '2025-10-05', 7)")
    let before = try TestDatabase.current.dumpSchema(["--schema=public"])
    let day = ["--as-of", "2026-02-11"]
    let generate = project.run(["maintain", "--generate"] + day)
    #expect(generate.status == 0, "\(generate.error)")
    #expect(generate.error.contains("proven"))
    let again = project.run(["maintain", "--generate"] + day)
    #expect(again.error.contains("pending files do this already"), "\(again.error)")
    let apply = project.run("apply")
    #expect(apply.status == 0, "\(apply.error)")
    let names = try partitions().map { String($0.prefix { $0 != " " }) }
    // September ended four months and more before.
    #expect(names.first == "bookings_2025_10")
    #expect(names.last == "bookings_2026_04")
    #expect(project.run(["maintain"] + day).error.contains("Nothing to do"))
    let down = project.run("down", "-n", "2", "--yes")
    #expect(down.status == 0, "\(down.error)")
    #expect(try TestDatabase.current.dumpSchema(["--schema=public"]) == before)
  }
}
