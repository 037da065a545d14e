import PostgresClient
import TestSupport
import Testing

/// Windows beside partitions that are not their own: gaps, other lengths, fixed ones, ends.
@Suite(.database, .timeLimit(.minutes(12))) struct WindowSeamTests {
  private static let months = ["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"]

  @Test func fillsAGap() throws {
    let project = try Bookings.project(
      after: Bookings.table(Self.months), schema: Bookings.schema(Bookings.window))
    try project.roll("2025-11-22")
    try TestDatabase.current.execute("DROP TABLE bookings_2025_10")
    let verify = project.run("verify", "--windows")
    #expect(verify.status == 2)
    #expect(
      verify.error.contains(
        "no partition of public.bookings takes rows from 2025-10-01 00:00:00+00 to 2025-11-01"),
      "\(verify.error)")
    #expect(project.run("verify", "--layout").status == 0)
    #expect(project.run("plan", "--exit-code").status == 0)
    try project.roll("2025-11-22")
    #expect(try LivePartitions.names().contains("bookings_2025_10"))
    #expect(try LivePartitions.gaps() == 0)
  }

  struct Change: CustomTestStringConvertible, Sendable {
    let before: (months: [String], length: String, format: String)
    let window: String
    let added: [String]
    var testDescription: String { window.prefix { $0 != "\n" } + " after " + before.length }
  }

  @Test(arguments: [
    Change(
      before: (months, "1 month", "YYYY_MM"),
      window: """
        interval: 1 week
        start: "2025-09-01"
        timezone: UTC
        premake: 2
        name: "{table}_{start:IYYY}w{start:IW}"
        """,
      // From Thursday, the first of January, on.
      added: ["bookings_2026w01", "bookings_2026w02", "bookings_2026w03"]),
    Change(
      before: (months, "1 month", "YYYY_MM"),
      window: """
        interval: 1 quarter
        start: "2025-07-01"
        timezone: UTC
        premake: 1
        name: "{table}_{start:YYYY}q{start:Q}"
        """,
      // July and August lacked a partition.
      added: ["bookings_2025q3", "bookings_2026q1", "bookings_2026q2"]),
    Change(
      before: (["2025-12-15", "2025-12-16", "2025-12-17", "2025-12-19"], "1 day", "YYYY_MM_DD"),
      window: """
        interval: 1 month
        start: "2025-12-01"
        timezone: UTC
        premake: 1
        name: "{table}_{start:YYYY_MM}"
        """,
      // December's rest in three pieces.
      added: [
        "bookings_2025_12", "bookings_2025_12_2", "bookings_2025_12_3", "bookings_2026_01",
        "bookings_2026_02",
      ]),
  ])
  func anotherLengthLeavesOldPartitionsAndNoGap(_ change: Change) throws {
    let project = try Bookings.project(
      after: Bookings.table(
        change.before.months, change.before.length, format: change.before.format),
      schema: Bookings.schema(change.window))
    let before = try LivePartitions.names()
    try project.roll("2025-12-30")
    try project.roll("2026-01-01")
    let after = try LivePartitions.names()
    #expect(try LivePartitions.gaps() == 0)
    #expect(Set(after).subtracting(before) == Set(change.added))
    #expect(Set(before).subtracting(after).isEmpty)
    try project.roll("2026-06-15")
    #expect(try LivePartitions.gaps() == 0)
    #expect(Set(before).subtracting(try LivePartitions.names()).isEmpty)
  }

  @Test func aFixedPartitionStandsBesideTheWindow() throws {
    let schema = Bookings.schema(
      Bookings.window.replacing(
        "2\nname", with: "2\nretention: {keep: 1 month, then: detach}\nname"
      )
      .replacing("timezone: UTC", with: "timezone: Europe/Berlin"),
      more: """
          partitions:
            - name: bookings_before
              from: [MINVALUE]
              to: ["2025-09-01 00:00:00+02"]
        """)
    let project = try Bookings.project(
      after: """
        \(Bookings.table([]))
        CREATE TABLE bookings_before PARTITION OF bookings
          FOR VALUES FROM (MINVALUE) TO ('2025-09-01 00:00:00+02');
        """, schema: schema)
    try project.roll("2025-11-22")
    try project.roll("2026-04-22")
    #expect(
      Set(try LivePartitions.names())
        == [
          "bookings_before", "bookings_2026_03", "bookings_2026_04", "bookings_2026_05",
          "bookings_2026_06",
        ])
  }

  /// Where a partition takes every row to come; other tables are rolled all the same.
  @Test func aPartitionWithoutEndIsAnError() throws {
    let project = try Bookings.project(
      after: """
        \(Bookings.table(Self.months))
        CREATE TABLE bookings_rest PARTITION OF bookings FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
        CREATE TABLE visits (at timestamptz PRIMARY KEY) PARTITION BY RANGE (at);
        """, schema: Bookings.schema(Bookings.window))
    try project.write(
      """
      version: 1
      table: public.visits
      partition:
        by: range
        key: [at]
        window: {interval: 1 year, start: "2025-01-01", timezone: UTC, name: "{table}_{start:YYYY}"}
      """, to: "schemas/visits.yaml")
    #expect(project.run("plan", "--exit-code", "bookings").status == 0)
    let run = project.run("maintain", "--apply", "--as-of", "2025-12-05")
    #expect(run.status != 0)
    #expect(run.error.contains("error[E542]"), "\(run.error)")
    #expect(
      run.error.contains(
        "public.bookings_rest takes every row to come, so the window of public.bookings cannot go on"
      ),
      "\(run.error)")
    #expect(!run.error.contains("every window is as it should be"))
    #expect(try LivePartitions.names(of: "visits").count == 4)
    #expect(try LivePartitions.names().count == 5)
  }

  @Test func rowsOfMonthsToComeLeaveTheDefaultPartition() throws {
    let project = try Bookings.project(
      after: """
        \(Bookings.table(Self.months))
        CREATE TABLE bookings_other PARTITION OF bookings DEFAULT;
        INSERT INTO bookings
          SELECT n, timestamptz '2026-01-15' + n * interval '1 day' FROM generate_series(1, 100) n;
        """,
      schema: Bookings.schema(Bookings.window, more: "  default: {name: bookings_other}"))
    try project.roll("2025-12-05")
    #expect(try LivePartitions.names().contains("bookings_2026_02"))
    let rows = try TestDatabase.current.query(
      """
      SELECT (SELECT count(*) FROM bookings_2026_01) || ' ' || (SELECT count(*) FROM bookings_2026_02)
             || ' ' || (SELECT count(*) FROM bookings_other) || ' ' || count(*) FROM bookings
      """)
    #expect(rows[0, 0] == "16 28 56 100")
  }
}
