import PostgresClient
import TestSupport
import Testing

/// What keeps a window from being rolled, and what files that are still pending do.
@Suite(.database, .timeLimit(.minutes(12))) struct WindowRefusalTests {
  @Test func anUnknownZoneIsToldWhereItIsWritten() throws {
    let project = try Bookings.project(
      after: Bookings.table([]),
      schema: Bookings.schema(
        Bookings.window.replacing("timezone: UTC", with: "timezone: Europe/Berlim")))
    for command in ["maintain", "plan"] {
      let run = project.run(command)
      #expect(run.status != 0)
      #expect(run.error.contains("error[E041]"), "\(run.error)")
      let lines = try project.text("schemas/bookings.yaml").split(
        separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(lines.firstIndex { $0.contains("timezone:") }) + 1
      #expect(run.error.contains("bookings.yaml:\(line):"), "\(run.error)")
    }
  }

  @Test func aStartWithAnOffsetIsRefused() throws {
    let project = try Bookings.project(
      after: Bookings.table([]),
      schema: Bookings.schema(Bookings.window.replacing("2025-09-01", with: "2025-09-01 00:00+02")))
    let run = project.run("validate")
    #expect(run.status != 0)
    #expect(run.error.contains("error[E042]"), "\(run.error)")
  }

  @Test func aTableUnderConversionWaits() throws {
    let project = try Bookings.project(
      after: """
        CREATE TABLE public.bookings (
          id bigint PRIMARY KEY, at timestamptz NOT NULL, doctor integer);
        INSERT INTO bookings
          SELECT n, timestamptz '2025-09-05' + n * interval '1 day', n FROM generate_series(1, 50) n;
        """,
      schema: Bookings.schema(
        Bookings.window, more: "convert: {strategy: online}"))
    let generate = project.run("generate", "--no-proof")
    try #require(generate.status == 0, "\(generate.error)")
    let apply = project.run("apply")
    try #require(apply.status == 0, "\(apply.error)")
    let before = try LivePartitions.names()
    let day = ["--as-of", "2026-02-05"]
    let run = project.run(["maintain", "--apply"] + day)
    #expect(run.error.contains("warning[W405]"), "\(run.error)")
    #expect(!run.error.contains("every window is as it should be"), "\(run.error)")
    #expect(try LivePartitions.names() == before)
    try TestDatabase.current.execute(
      "ALTER DATABASE \(TestDatabase.current.name) SET pgparcel.keep_old = off")
    let finish = project.run("apply", "--phase", "after-deploy", "--allow", "DELETES_DATA")
    try #require(finish.status == 0, "\(finish.error)")
    try project.roll("2026-02-05")
  }

  @Test func aWindowMayStartInTheFuture() throws {
    let project = try Bookings.project(
      after: Bookings.table([]),
      schema: Bookings.schema(Bookings.window.replacing("2025-09-01", with: "2027-01-01")))
    try project.roll("2025-11-22")
    #expect(try LivePartitions.names() == ["bookings_2027_01", "bookings_2027_02"])
    try project.roll("2026-12-31")
    #expect(try LivePartitions.names().count == 2)
    try project.roll("2027-01-01")
    #expect(try LivePartitions.names().count == 3)
  }

  /// Intervals since a start long ago are not made, and not counted against the limit.
  @Test func aStartLongAgoCostsNothing() throws {
    let project = try Bookings.project(
      after: Bookings.table([]),
      schema: Bookings.schema(
        """
        interval: 1 day
        start: "1960-01-01"
        timezone: Europe/Berlin
        premake: 2
        name: "{table}_{start:YYYY_MM_DD}"
        retention: {keep: 3 days, then: detach}
        """))
    try project.roll("2025-11-22")
    #expect(
      try LivePartitions.names()
        == (19...24).map { "bookings_2025_11_\($0)" })
  }

  @Test func filesOfTheDayBeforeAreAppliedFirst() throws {
    let project = try Bookings.project(
      after: Bookings.table(["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"]),
      schema: Bookings.schema(Bookings.window))
    func generate(_ day: String) -> Project.Run {
      project.run("maintain", "--generate", "--as-of", day)
    }
    #expect(generate("2025-11-22").status == 0)
    let files = try project.names(in: "migrations")
    let again = generate("2025-11-22")
    #expect(again.status == 0)
    #expect(again.error.contains("pending files do this already"), "\(again.error)")
    let later = generate("2025-12-22")
    #expect(later.status == 6)
    #expect(later.error.contains("error[E512]"), "\(later.error)")
    #expect(try project.names(in: "migrations") == files)
    #expect(project.run("apply").status == 0)
    #expect(generate("2025-12-22").status == 0)
    #expect(project.run("apply").status == 0)
    #expect(try LivePartitions.names().last == "bookings_2026_02")
  }

  @Test func aNameThatARestWouldMakeTooLongIsRefused() throws {
    let long = String(repeating: "n", count: 63 - "_2025_12".utf8.count)
    let project = try Bookings.project(
      after: Bookings.table(["2025-12-10"], "1 day"),
      schema: Bookings.schema(
        Bookings.window.replacing("{table}", with: long).replacing("2025-09-01", with: "2025-12-01")
      )
    )
    let run = project.run("maintain", "--as-of", "2025-12-05")
    #expect(run.status != 0)
    #expect(run.error.contains("65 bytes"), "\(run.error)")
  }
}
