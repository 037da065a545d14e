import PostgresClient
import TestSupport
import Testing

/// What becomes of partitions that have outlived a window's retention.
@Suite(.database, .timeLimit(.minutes(12))) struct RetentionTests {
  private static let months = ["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"]
  private static let day = ["--as-of", "2025-12-05"]

  private func project(_ then: String, keep: String = "2 months", sql: String = "") throws
    -> Project
  {
    try Bookings.project(
      after: Bookings.table(Self.months) + sql,
      schema: Bookings.schema(
        Bookings.window + "\nretention: {keep: \(keep), then: \(then)}"))
  }

  @Test func archivesToASchema() throws {
    let project = try project(
      "archive, archive: {schema: \"Old Ones\"}",
      sql: "INSERT INTO bookings VALUES (1, '2025-09-05', 7);")
    try project.roll("2025-12-05")
    let rows = try TestDatabase.current.query("SELECT doctor FROM \"Old Ones\".bookings_2025_09")
    #expect(rows[0, 0] == "7")
    #expect(try !LivePartitions.names().contains("bookings_2025_09"))
    // One more, into the schema that is there.
    try project.roll("2026-01-02")
    let names = try TestDatabase.current.query(
      "SELECT relname FROM pg_class WHERE relnamespace = '\"Old Ones\"'::regnamespace AND relkind = 'r'"
    ).map { try $0.text("relname") }
    #expect(Set(names) == ["bookings_2025_09", "bookings_2025_10"])
  }

  @Test func archivesThereAndBack() throws {
    // In place: not of the machine, and gone with the test's server.
    let connection = try TestDatabase.current.connect()
    try connection.execute("SET allow_in_place_tablespaces = on")
    do throws(PostgresError) {
      try connection.execute("CREATE TABLESPACE rolled_archive LOCATION ''")
    } catch {
      // An earlier run on the same server.
      guard error.sqlState == "42710" else { throw error }
    }
    let project = try project(
      "archive, archive: {schema: archive, tablespace: rolled_archive}",
      sql: "CREATE INDEX bookings_doctor ON bookings (doctor);"
        + "INSERT INTO bookings VALUES (1, '2025-09-05', 7);")
    let before = try TestDatabase.current.dumpSchema(["--schema=public"])
    let generate = project.run(["maintain", "--generate"] + Self.day)
    try #require(generate.status == 0, "\(generate.error)")
    let apply = project.run("apply")
    try #require(apply.status == 0, "\(apply.error)")
    let places = try TestDatabase.current.query(
      """
      SELECT string_agg(DISTINCT n.nspname || ' ' || coalesce(t.spcname, 'default'), ', ') AS places
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace
       WHERE c.relname LIKE 'bookings_2025_09%'
      """)
    #expect(places[0, 0] == "archive rolled_archive")
    #expect(project.run(["maintain"] + Self.day).error.contains("Nothing to do"))
    let count = try project.names(in: "migrations").filter { $0.hasSuffix(".down.sql") }.count
    let down = project.run("down", "-n", "\(count)", "--yes")
    try #require(down.status == 0, "\(down.error)")
    #expect(try TestDatabase.current.dumpSchema(["--schema=public"]) == before)
    #expect(try TestDatabase.current.query("SELECT count(*) FROM bookings")[0, 0] == "1")
  }

  @Test func dropsOnlyWhatWasAllowed() throws {
    let project = try project("drop")
    #expect(
      project.run(["maintain"] + Self.day).error.contains(
        "Next: pgparcel maintain --apply --allow DELETES_DATA "))
    let run = project.run(["maintain", "--apply"] + Self.day)
    #expect(run.error.contains("DELETES_DATA"), "\(run.error)")
    #expect(run.status == 6)
    // What may not go keeps nothing from coming: a timer must not stop with the first old month.
    #expect(try LivePartitions.names().count == 6)
    try project.roll("2025-12-05", "--allow", "DELETES_DATA")
    #expect(
      try TestDatabase.current.query("SELECT to_regclass('bookings_2025_09')")[0, 0] == nil)
  }

  @Test func keepsWhatIsYounger() throws {
    let project = try project("detach", keep: "10 years")
    try project.roll("2025-12-05")
    #expect(try LivePartitions.names().count == 6)
  }

  @Test func theLastPartitionNeverGoes() throws {
    let project = try Bookings.project(
      after: Bookings.table(Self.months),
      schema: Bookings.schema(
        Bookings.window.replacing("premake: 2", with: "premake: 0")
          + "\nretention: {keep: 1 month, then: detach}"))
    try project.roll("2035-12-05")
    #expect(try LivePartitions.names() == ["bookings_2035_11", "bookings_2035_12"])
  }

  @Test(arguments: ["bookings_2025_09", "bookings_2025_11"])
  func finishesAnInterruptedDetach(_ name: String) throws {
    let project = try project("detach")
    let reader = try TestDatabase.current.connect()
    try reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM bookings")
    let other = try TestDatabase.current.connect(settings: ["statement_timeout": "2s"])
    #expect(throws: PostgresError.self) {
      try other.execute("ALTER TABLE bookings DETACH PARTITION \(name) CONCURRENTLY")
    }
    try reader.execute("COMMIT")
    let pending = "SELECT count(*) FROM pg_inherits WHERE inhdetachpending"
    try #require(try TestDatabase.current.query(pending)[0, 0] == "1")
    try project.roll("2025-12-05")
    #expect(try TestDatabase.current.query(pending)[0, 0] == "0")
    // What the window wants is a partition again.
    #expect(
      try LivePartitions.names()
        == ["10", "11", "12"].map { "bookings_2025_\($0)" } + [
          "bookings_2026_01", "bookings_2026_02",
        ])
  }

  @Test func rowsThatAreReferencedHoldTheirPartitionOnly() throws {
    let project = try project(
      "detach",
      sql: """
        INSERT INTO bookings VALUES (1, '2025-09-05', 7);
        CREATE TABLE payments (id bigint, at timestamptz, FOREIGN KEY (id, at) REFERENCES bookings);
        INSERT INTO payments VALUES (1, '2025-09-05');
        """)
    let run = project.run(["maintain", "--apply"] + Self.day)
    #expect(run.status != 0)
    #expect(run.error.contains("23503"), "\(run.error)")
    #expect(run.error.contains("payments"), "\(run.error)")
    let names = try LivePartitions.names()
    #expect(names.contains("bookings_2025_09"))
    // What is ahead does not wait for it.
    #expect(names.contains("bookings_2026_02"))
    let pending = "SELECT count(*) FROM pg_inherits WHERE inhdetachpending"
    #expect(try TestDatabase.current.query(pending)[0, 0] == "0")
    try TestDatabase.current.execute("DELETE FROM payments")
    try project.roll("2025-12-05")
    #expect(try !LivePartitions.names().contains("bookings_2025_09"))
  }
}
