import Foundation
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// Windows that the database rolls by itself.
@Suite(.serialized, .needs("pg_cron"), .timeLimit(.minutes(12))) struct PgCronTests {
  private func withCron(_ body: (TestDatabase) throws -> Void) throws {
    let settings = [
      "shared_preload_libraries": "pg_cron", "cron.database_name": "clinic",
      "cron.use_background_workers": "on",
    ]
    try withServer(settings) { _, database in
      try database.execute("CREATE EXTENSION pg_cron")
      try body(database)
    }
  }

  private func project(
    _ window: String, key: String, on database: TestDatabase, install: [String] = []
  ) throws -> Project {
    let project = try Project(database: database.address)
    try project.write(Bookings.schema(window, key: key), to: "schemas/bookings.yaml")
    for command in [
      ["generate", "--no-proof"], ["apply"], ["maintain", "--install", "pg_cron"] + install,
    ] {
      let run = project.run(command)
      #expect(run.status == 0, "\(command): \(run.error)")
    }
    // A job that drops rows is allowed once, where it is reviewed.
    if window.contains("then: drop") { #expect(project.run("apply").status == 6) }
    let apply = project.run("apply", "--allow", "DELETES_DATA")
    #expect(apply.status == 0, "\(apply.error)")
    return project
  }

  @Test func theJobMakesThePartitionsOfToday() throws {
    try withCron { database in
      let project = try project(
        Bookings.window, key: "timestamptz", on: database, install: ["--schedule", "* * * * *"])
      let again = project.run("maintain", "--install", "pg_cron", "--schedule", "* * * * *")
      #expect(again.error.contains("Nothing to do"), "\(again.error)")
      let wanted = """
        SELECT count(*) FROM pg_inherits
         WHERE inhparent = 'public.bookings'::regclass
           AND inhrelid = to_regclass('public.bookings_' || to_char(now() + interval '1 month', 'YYYY_MM'))
        """
      // pg_cron begins a job with the minute.
      let deadline = ContinuousClock.now + .seconds(150)
      while try database.query(wanted)[0, 0] == "0", ContinuousClock.now < deadline {
        Thread.sleep(forTimeInterval: 1)
      }
      #expect(try database.query(wanted)[0, 0] == "1")
      #expect(project.run("down", "--yes").status == 0)
      #expect(try database.query("SELECT count(*) FROM cron.job")[0, 0] == "0")
      #expect(
        try database.query(
          "SELECT count(*) FROM pg_proc WHERE pronamespace = 'pgparcel'::regnamespace")[0, 0] == "0"
      )
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let key: String
    let window: String
    var testDescription: String { key + " " + window.replacing("\n", with: "; ") }
  }

  static let cases = [
    Case(
      key: "timestamptz",
      window: """
        interval: 1 week
        start: "2025-09-01"
        timezone: Europe/Berlin
        premake: 4
        name: "{table}_{start:IYYYwIW}"
        retention: {keep: 9 weeks, then: drop}
        """),
    Case(
      key: "timestamptz",
      window: """
        interval: 1 day
        start: "2025-11-01"
        timezone: Asia/Kathmandu
        premake: 10
        name: "{table}_{start:YYYYMMDD}_to_{end:DD}"
        retention: {keep: 30 days, then: archive, archive: {schema: archive}}
        """),
    Case(
      key: "date",
      window: """
        interval: 1 quarter
        start: "2025-01-01"
        premake: 2
        name: "{parent}_{start:YYYYqQ}"
        retention: {keep: 1 year, then: detach}
        """),
    Case(
      key: "timestamp",
      window: """
        interval: 6 hours
        start: "2025-11-20"
        premake: 8
        name: "{table}_{start:YYYYMMDD_HH24MI}"
        retention: {keep: 3 days, then: drop}
        """),
    Case(
      key: "bigint",
      window: """
        interval: 1 month
        start: "2025-09-01"
        timezone: America/New_York
        encoding: epoch_ms
        name: "{table}_{start:YYYY_MM}"
        """),
    Case(
      key: "bigint",
      window: """
        interval: 1 month
        start: "2025-09-01"
        timezone: UTC
        encoding: snowflake
        name: "{table}_{start:YYYY_MM}"
        """),
    Case(
      key: "uuid",
      window: """
        interval: 1 month
        start: "2025-09-01"
        timezone: UTC
        encoding: uuidv7
        name: "{table}_{start:YYYY_MM}"
        """),
    Case(
      key: "text",
      window: """
        interval: 1 month
        start: "2025-09-01"
        timezone: UTC
        encoding: ulid
        name: "{table}_{start:YYYY_MM}"
        """),
    Case(
      key: "bigint",
      window: """
        interval: 1000
        start: 0
        premake: 2
        name: "{table}_{start}"
        retention: {keep: 3000, then: detach}
        """),
  ]

  /// What the function leaves behind, `maintain` finds nothing to add to.
  @Test(arguments: cases) func doesWhatMaintainDoes(_ wanted: Case) throws {
    try withCron { database in
      try database.execute("CREATE SCHEMA archive")
      let project = try project(wanted.window, key: wanted.key, on: database)
      for day in ["2025-12-01", "2025-12-31", "2026-01-04", "2026-03-29", "2026-12-30"] {
        if wanted.window.contains("interval: 1000") {
          try database.execute(
            """
            INSERT INTO public.bookings (id, at)
              SELECT coalesce(max(id), 0) + 1, coalesce(max(at), 0) + 1500 FROM public.bookings
            """)
        }
        let command = try database.query("SELECT command FROM cron.job")[0, 0] ?? ""
        let call = command.replacing("()", with: "('\(day) 00:00:00+00')")
        try database.execute(call)
        let left = project.run("maintain", "--as-of", day)
        #expect(left.error.contains("Nothing to do"), "\(day): \(left.output)\(left.error)")
      }
      let verify = project.run("verify", "--windows", "--as-of", "2026-12-30")
      #expect(verify.status == 0, "\(verify.error)")
      #expect(project.run("plan", "--exit-code", "--as-of", "2026-12-30").status == 0)
    }
  }

  @Test func leavesRowsOfTheDefaultToMaintain() throws {
    try withCron { database in
      let project = try Project(database: database.address)
      try project.write(
        Bookings.schema(Bookings.window).replacing(
          "  window:", with: "  default: {name: bookings_rest}\n  window:"),
        to: "schemas/bookings.yaml")
      for command in [
        ["generate", "--no-proof"], ["apply"], ["maintain", "--install", "pg_cron"], ["apply"],
      ] {
        #expect(project.run(command).status == 0)
      }
      try database.execute("INSERT INTO public.bookings VALUES (1, '2026-02-03', 1)")
      let roll = "SELECT pgparcel.public_bookings_roll('2025-12-05')"
      #expect(throws: PostgresError.self) { try database.execute(roll) }
      let maintain = project.run("maintain", "--apply", "--as-of", "2025-12-05")
      #expect(maintain.status == 0, "\(maintain.error)")
      #expect(
        try database.query("SELECT tableoid::regclass::text FROM public.bookings")[0, 0]
          == "bookings_2026_02")
      try database.execute(roll)
    }
  }

  /// As `StaleBoundsTests`, by the function.
  @Test func sessionsBelowTheDefaultGoOnWriting() throws {
    try withCron { database in
      let project = try Project(database: database.address)
      let rest = """
        default:
            name: bookings_rest
            partition:
              by: hash
              key: [id]
              count: 2
              name: "bookings_rest_{remainder}"
        """
      let window = Bookings.window + "\nretention: {keep: 2 months, then: detach}"
      try project.write(
        Bookings.schema(window).replacing("  window:", with: "  \(rest)\n  window:"),
        to: "schemas/bookings.yaml")
      for command in [
        ["generate", "--no-proof"], ["apply"], ["maintain", "--install", "pg_cron"], ["apply"],
      ] {
        let run = project.run(command)
        try #require(run.status == 0, "\(command): \(run.error)")
      }
      let writer = try database.connect()
      try writer.execute(
        "INSERT INTO public.bookings SELECT n, '2019-01-01', 1 FROM generate_series(1, 20) AS n")
      try database.execute("SELECT pgparcel.public_bookings_roll('2025-12-05')")
      #expect(
        try database.query(
          "SELECT count(*) FROM pg_inherits WHERE inhrelid = 'bookings_2025_09'::regclass")[0, 0]
          == "0")
      try writer.execute(
        "INSERT INTO public.bookings SELECT n, '2025-09-05', 1 FROM generate_series(21, 40) AS n")
    }
  }
}
