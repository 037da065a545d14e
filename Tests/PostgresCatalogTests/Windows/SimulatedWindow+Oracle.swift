import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// What has to be there, in PostgreSQL's own reckoning.
extension SimulatedWindow {
  /// SQL that numbers civil intervals around `local` and says which of them have to be there. $1 is
  /// the moment in seconds; everything else PostgreSQL reckons itself.
  private var expectation: String {
    let zone = zone ?? "UTC"
    let step = "interval '\(Self.sqlInterval(interval))'"
    let keeps = keep.map { "hi > local - interval '\(Self.sqlInterval($0))'" } ?? "true"
    return """
      WITH clock AS (SELECT to_timestamp($1::bigint) AT TIME ZONE '\(zone)' AS local),
      grid AS (
        SELECT lo, lo + \(step) AS hi, local
          FROM clock, generate_series(timestamp '\(start)',
              greatest(local, timestamp '\(start)') + \(premake + 2) * \(step), \(step)) AS lo),
      placed AS (
        SELECT *, count(*) FILTER (WHERE lo > local) OVER (ORDER BY lo) AS ahead FROM grid),
      wanted AS (
        SELECT 't_' || to_char(lo, '\(format)') AS name, lo, hi,
               lo AT TIME ZONE '\(zone)' AS since, hi AT TIME ZONE '\(zone)' AS until
          FROM placed WHERE ahead <= \(premake) AND \(keeps))
      """
  }

  /// What PostgreSQL's own reckoning asks for at a moment, and when the next interval begins.
  func expected(
    at now: Int, _ connection: borrowing Connection
  ) throws -> (lines: Set<WindowSimulation.Line>, next: Int) {
    let rows = try connection.query(
      """
      \(expectation)
      SELECT name, \(bound("since")) AS since, \(bound("until")) AS until,
             extract(epoch FROM since)::bigint AS at
        FROM wanted ORDER BY lo
      """, [String(now)])
    let lines = try rows.map {
      WindowSimulation.Line(
        name: try $0.text("name"), from: try $0.text("since"), to: try $0.text("until"))
    }
    #expect(Set(lines).count == lines.count)
    let starts = try rows.map { Int(try $0.text("at")) ?? 0 }
    return (Set(lines), starts.first { $0 > now } ?? now + 1)
  }

  /// Makes the partitions in fact, and rows at the edges of each: the server takes the bounds, and
  /// every row lies where the calendar says.
  func rowsOutOfPlace(
    of lines: Set<WindowSimulation.Line>, at now: Int, _ connection: borrowing Connection
  ) throws -> [String] {
    // Catalog reads emptied it.
    try connection.execute("SET search_path = public")
    for line in lines {
      let name: SQLText = "\(name: line.name)"
      let (from, to): (SQLText, SQLText) = ("\(literal: line.from)", "\(literal: line.to)")
      try connection.execute(
        "CREATE TABLE \(name.text) PARTITION OF t FOR VALUES FROM (\(from.text)) TO (\(to.text))")
    }
    let zone = self.zone ?? "UTC"
    try connection.execute(
      "CREATE TEMPORARY TABLE edges (k \(type), name text)")
    _ = try connection.query(
      """
      \(expectation),
      edge AS (
        SELECT unnest(ARRAY[since, since + (until - since) / 2, until - interval '1 microsecond'])
                 AS instant
          FROM wanted)
      INSERT INTO edges
      SELECT \(key("instant")), (
               SELECT name FROM wanted
                WHERE lo <= instant AT TIME ZONE '\(zone)' AND instant AT TIME ZONE '\(zone)' < hi)
        FROM edge
      """, [String(now)])
    try connection.execute("INSERT INTO t SELECT k FROM edges")
    let rows = try connection.query(
      """
      SELECT DISTINCT k::text || ' lies in ' || t.tableoid::regclass || ', not ' || name AS line
        FROM edges JOIN t USING (k) WHERE t.tableoid::regclass::text IS DISTINCT FROM name
      """)
    #expect(try connection.query("SELECT count(*) >= 3 AS some FROM t")[0, 0] == "t")
    return try rows.map { try $0.text("line") }
  }
}
