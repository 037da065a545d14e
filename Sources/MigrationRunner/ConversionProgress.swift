package import PartitionCore
package import PostgresClient

/// How far the online conversion of a table is, as `pgparcel.conversions` and its ledger say.
package struct ConversionProgress: Hashable, Sendable {
  package let table: QualifiedName
  /// `built`, `armed`, `copied`, `indexed`, `checked`, `swapped` or `validated`.
  package let phase: String
  package let paused: Bool
  /// Block ranges that are copied, and all of them.
  package let done: Int
  package let ranges: Int
  /// Rows copied.
  package let rows: Int
  /// Keys that are logged and not brought over.
  package let backlog: Int
  /// Seconds since the swap; nil before it.
  package let sinceSwap: Double?
  /// Seconds until the old table may be dropped; nil before the swap.
  package let kept: Double?
  /// When they have passed: `2025-11-29T10:41:37Z`.
  package let keptUntil: String?
  /// Seconds since its first file ran.
  package let age: Double
  /// Whether a pgparcel is at work in the database.
  package let attended: Bool

  package var percent: Int { ranges == 0 ? 0 : done * 100 / ranges }

  /// About how many rows there are, if the ranges to come are like those copied.
  package var estimatedRows: Int? {
    done == 0 ? nil : Int(Double(rows) * Double(ranges) / Double(done))
  }

  /// All conversions under way. Writes nothing.
  ///
  /// - Throws: `.missingRights` on the schema `pgparcel`; `.postgres`.
  package static func all(
    on connection: borrowing Connection
  ) throws(RunnerError) -> [ConversionProgress] {
    try read(nil, on: connection)
  }

  /// The one of a table; nil where there is none.
  ///
  /// - Throws: as `all(on:)`.
  package static func read(
    _ table: QualifiedName, on connection: borrowing Connection
  ) throws(RunnerError) -> ConversionProgress? {
    try read([table.schema, table.name], on: connection).first
  }

  private static func read(
    _ table: [String]?, on connection: borrowing Connection
  ) throws(RunnerError) -> [ConversionProgress] {
    try RightsCheck.require(
      [.use(schema: "pgparcel"), .read(QualifiedName("pgparcel", "conversions"))], on: connection)
    let there = try connection.ask("SELECT pg_catalog.to_regclass('pgparcel.conversions')")
    if there[0, 0] == nil { return [] }
    let rows = try connection.ask(
      """
      SELECT table_schema, table_name, phase, paused,
        extract(epoch FROM pg_catalog.clock_timestamp() - swapped_at),
        extract(epoch FROM swapped_at + keep_old - pg_catalog.clock_timestamp()),
        \(KeptTable.untilSQL),
        extract(epoch FROM pg_catalog.clock_timestamp() - started_at),
        EXISTS (
          SELECT FROM pg_catalog.pg_stat_activity
          WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
            AND application_name SIMILAR TO 'pgparcel/(apply|down)%')
      FROM pgparcel.conversions
      WHERE $1::text IS NULL OR (table_schema = $1 AND table_name = $2)
      ORDER BY name
      """, [table?[0], table?[1]])
    var result: [ConversionProgress] = []
    for row in rows.indices {
      let table = QualifiedName(rows[row, 0] ?? "", rows[row, 1] ?? "")
      let ledger = try ledger(SyncNames(table), swapped: rows[row, 4] != nil, on: connection)
      result.append(
        ConversionProgress(
          table: table, phase: rows[row, 2] ?? "", paused: rows[row, 3] == "t",
          done: ledger[0], ranges: ledger[1], rows: ledger[2], backlog: ledger[3],
          sinceSwap: rows[row, 4].flatMap { Double($0) },
          kept: rows[row, 5].flatMap { Double($0) }, keptUntil: rows[row, 6],
          age: rows[row, 7].flatMap { Double($0) } ?? 0, attended: rows[row, 8] == "t"))
    }
    return result
  }

  /// Ranges done, ranges, rows, logged keys; zeros where the objects are not there yet.
  private static func ledger(
    _ names: SyncNames, swapped: Bool, on connection: borrowing Connection
  ) throws(RunnerError) -> [Int] {
    let log = swapped ? names.backward : names.forward
    try RightsCheck.require([.read(names.ranges), .read(log)], on: connection)
    let (ranges, logged): (SQLText, SQLText) = ("\(names.ranges)", "\(log)")
    let there = try connection.ask(
      "SELECT pg_catalog.to_regclass($1) IS NOT NULL AND pg_catalog.to_regclass($2) IS NOT NULL",
      [ranges.text, logged.text])
    guard there[0, 0] == "t" else { return [0, 0, 0, 0] }
    let sql: SQLText = """
      SELECT pg_catalog.count("copied_rows"), pg_catalog.count(*),
        COALESCE(pg_catalog.sum("copied_rows"), 0),
        (SELECT pg_catalog.count(*) FROM \(log))
      FROM \(names.ranges)
      """
    let row = try connection.ask(sql.text)
    return (0..<4).map { row[0, $0].flatMap { Int($0) } ?? 0 }
  }
}
