import PostgresClient
import TestSupport
import Testing

/// Sets of partitions that others kept, rolled on by a window.
@Suite(.database, .timeLimit(.minutes(12))) struct ForeignWindowTests {
  /// The imported file with a window in place of its list.
  private func importing(_ table: String, _ window: String, into project: Project) throws {
    let run = project.run("import", table)
    try #require(run.status == 0, "\(run.error)")
    let path = "schemas/\(table).yaml"
    let lines = try project.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.hasPrefix("  partitions:") })
    let end = lines[(first + 1)...].firstIndex { !$0.hasPrefix("    ") } ?? lines.endIndex
    let block = ["  window:"] + window.split(separator: "\n").map { "    \($0)" }
    try project.write(
      (lines[..<first].map(String.init) + block + lines[end...].map(String.init))
        .joined(separator: "\n"), to: path)
  }

  /// First days of months from this one on, as the server counts.
  private func day(_ months: Int, _ format: String = "YYYY-MM-DD") throws -> String {
    try TestDatabase.current.query(
      """
      SELECT to_char(date_trunc('month', now() AT TIME ZONE 'UTC') + $1::int * interval '1 month', $2)
             AS day
      """, [String(months), format])[0].text("day")
  }

  @Test(.needs("pg_partman")) func goesOnAfterPgPartman() throws {
    // Version 4 names its manner of partitioning; 5 has only that one, and other names.
    try TestDatabase.current.execute(
      """
      SET timezone = 'UTC';
      CREATE SCHEMA partman;
      CREATE EXTENSION pg_partman SCHEMA partman;
      CREATE TABLE public.events (id bigint, at timestamptz NOT NULL, note text, PRIMARY KEY (id, at))
        PARTITION BY RANGE (at);
      DO $do$
      BEGIN
        IF (SELECT extversion FROM pg_extension WHERE extname = 'pg_partman') LIKE '4.%' THEN
          PERFORM partman.create_parent('public.events', 'at', 'native', 'monthly', p_premake := 2,
            p_start_partition := (now() - interval '8 months')::text);
        ELSE
          PERFORM partman.create_parent('public.events', 'at', '1 month', p_premake := 2,
            p_start_partition := (now() - interval '8 months')::text);
        END IF;
      END $do$;
      CREATE TABLE public.events_p2001_03 PARTITION OF public.events
        FOR VALUES FROM ('2001-05-01') TO ('2001-06-01');
      INSERT INTO events SELECT n, now() - n * interval '1 day', 'x' FROM generate_series(0, 199) n;
      """)
    let names = try LivePartitions.names(of: "events")
    let format = names.contains(try "events_p" + day(0, "YYYY_MM")) ? "YYYY_MM" : "YYYYMMDD"
    let project = try Project(database: TestDatabase.current.address)
    try importing(
      "events",
      """
      interval: 1 month
      start: "2001-01-01"
      timezone: UTC
      premake: 2
      name: "{table}_p{start:\(format)}"
      retention: {keep: 6 months, then: detach}
      """, into: project)
    // Which is what the file proposed.
    let text = project.run("import", "events", "--stdout").output
    #expect(text.contains("  #   name: \"{table}_p{start:\(format)}\"\n"), "\(text)")
    let plan = project.run("plan", "--exit-code")
    #expect(plan.status == 0, "\(plan.output)\(plan.error)")
    for month in 0...12 {
      try project.roll(try day(month))
      let own = try (month - 6...month + 2).map { try "events_p" + day($0, format) }
      #expect(
        Set(try LivePartitions.names(of: "events"))
          == Set(own + ["events_default", "events_p2001_03"]), "month \(month)")
    }
    // Detached, not dropped: no row is lost.
    let rows = try TestDatabase.current.query(
      """
      SELECT sum((xpath('/row/n/text()', query_to_xml(
               format('SELECT count(*) AS n FROM ONLY %s', oid::regclass), false, true, '')))[1]
               ::text::int) AS n
        FROM pg_class WHERE relname LIKE 'events%' AND relkind = 'r'
      """)
    #expect(rows[0, 0] == "200")
  }

  @Test func leavesPartitionsWithMisleadingNamesAlone() throws {
    let project = try Bookings.project(
      after: """
        \(Bookings.table(["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"]))
        CREATE TABLE bookings_2024 PARTITION OF bookings
          FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        -- A name that the window would give to another month, long gone.
        CREATE TABLE bookings_2025_03 PARTITION OF bookings
          FOR VALUES FROM ('2025-05-01') TO ('2025-06-01');
        -- A name that the window will want.
        CREATE TABLE bookings_2026_02 PARTITION OF bookings
          FOR VALUES FROM ('2025-08-01') TO ('2025-09-01');
        CREATE TABLE bookings_2026_03 (note text);
        INSERT INTO bookings VALUES (1, '2024-05-05'), (2, '2025-05-05'), (3, '2025-08-05');
        """, schema: "")
    try project.remove("schemas/bookings.yaml")
    try importing(
      "bookings",
      """
      interval: 1 month
      start: "2025-01-01"
      timezone: UTC
      premake: 2
      name: "{table}_{start:YYYY_MM}"
      retention: {keep: 3 months, then: drop}
      """, into: project)
    let theirs: Set = ["bookings_2024", "bookings_2025_03", "bookings_2026_02"]
    let allowed = ["--allow", "DELETES_DATA"]
    try project.roll("2025-12-05", allowed[0], allowed[1])
    #expect(try LivePartitions.names().contains("bookings_2026_02_2"))
    // A table of that name that can be no partition.
    let blocked = project.run(["maintain", "--apply", "--as-of", "2026-01-05"] + allowed)
    #expect(blocked.status != 0)
    #expect(
      blocked.error.contains(
        "error[E031]: a table public.bookings_2026_03 is there already, with other columns"),
      "\(blocked.error)")
    try TestDatabase.current.execute("DROP TABLE bookings_2026_03")
    for month in 1...12 {
      let day = "2026-\(month < 10 ? "0" : "")\(month)-05"
      try project.roll(day, allowed[0], allowed[1])
      #expect(theirs.isSubset(of: try LivePartitions.names()), "\(day)")
      #expect(try LivePartitions.names().count == theirs.count + 6)
    }
    #expect(try TestDatabase.current.query("SELECT count(*) FROM bookings")[0, 0] == "3")
    #expect(
      try Set(LivePartitions.names()).subtracting(theirs)
        == [
          "bookings_2026_09", "bookings_2026_10", "bookings_2026_11", "bookings_2026_12",
          "bookings_2027_01", "bookings_2027_02",
        ])
  }
}
