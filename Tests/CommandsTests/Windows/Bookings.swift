import PostgresClient
import TestSupport
import Testing

/// A table by time, made from its file.
enum Bookings {
  static let window = """
    interval: 1 month
    start: "2025-09-01"
    timezone: UTC
    premake: 2
    name: "{table}_{start:YYYY_MM}"
    """

  static func schema(
    _ window: String, key: String = "timestamptz", more: String = ""
  ) -> String {
    """
    version: 1
    table: public.bookings
    columns:
      id: {type: bigint, nullable: false}
      at: {type: \(key), nullable: false}
      doctor: {type: integer}
    primary_key: [id, at]
    partition:
      by: range
      key: [at]
      window:
    \(window.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
    \(more)
    """
  }
}

extension Bookings {
  /// Made by hand, with the partitions that `months` names by their first day, each `length` long.
  static func table(
    _ months: [String], _ length: String = "1 month", format: String = "YYYY_MM",
    key: String = "timestamptz"
  ) -> String {
    """
    SET timezone = 'UTC';
    CREATE TABLE public.bookings (
      id bigint NOT NULL, at \(key) NOT NULL, doctor integer, PRIMARY KEY (id, at)
    ) PARTITION BY RANGE (at);
    DO $do$
    DECLARE first timestamp;
    BEGIN
      FOREACH first IN ARRAY '{\(months.joined(separator: ","))}'::timestamp[] LOOP
        EXECUTE format(
          'CREATE TABLE public.%I PARTITION OF public.bookings FOR VALUES FROM (%L) TO (%L)',
          'bookings_' || to_char(first, '\(format)'), first, first + interval '\(length)');
      END LOOP;
    END $do$;
    """
  }

  /// A project with the schema file, and the test's database after `sql`.
  static func project(after sql: String, schema: String) throws -> Project {
    try TestDatabase.current.execute(sql)
    let project = try Project(database: TestDatabase.current.address)
    try project.write(schema, to: "schemas/bookings.yaml")
    return project
  }
}

/// Partitions of a live table, as the catalogs tell them.
enum LivePartitions {
  /// In the order of their bounds.
  static func names(of parent: String = "public.bookings") throws -> [String] {
    try TestDatabase.current.query(
      """
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = $1::regclass ORDER BY pg_get_expr(c.relpartbound, c.oid), 1
      """, [parent]
    ).map { try $0.text("relname") }
  }

  /// How many partitions by time do not begin where the one before them ends.
  static func gaps(in parent: String = "public.bookings") throws -> Int? {
    try TestDatabase.current.query(
      """
      WITH texts AS (
        SELECT regexp_match(
                 pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''(.*)''\\) TO \\(''(.*)''\\)') AS m
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = $1::regclass),
      bounds AS (
        SELECT m[1]::timestamptz AS lo, lag(m[2]::timestamptz) OVER (ORDER BY m[1]::timestamptz) AS hi
          FROM texts WHERE m IS NOT NULL)
      SELECT count(*) FILTER (WHERE hi <> lo) FROM bounds
      """, [parent])[0, 0].flatMap { Int($0) }
  }
}

extension Project {
  /// Rolls as on a day, and holds that the second run does nothing and that no command sees a
  /// difference between files and database afterwards.
  func roll(_ day: String, _ more: String...) throws {
    let asOf = ["--as-of", day]
    let done = run(["maintain", "--apply"] + asOf + more)
    try #require(done.status == 0, "\(day): \(done.error)")
    let again = run(["maintain", "--apply"] + asOf + more)
    #expect(again.error.contains("Nothing to do"), "\(day): \(again.output)\(again.error)")
    let plan = run(["plan", "--exit-code"] + asOf)
    #expect(plan.status == 0, "\(day): \(plan.output)\(plan.error)")
    let verify = run(["verify"] + asOf)
    #expect(verify.status == 0, "\(day): \(verify.error)")
  }
}
