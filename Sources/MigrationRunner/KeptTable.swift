package import PartitionCore
package import PostgresClient

/// A converted table whose old copy is still to be kept: the last file refuses to drop it.
package struct KeptTable: Hashable, Sendable {
  /// What taking back the swap takes.
  package enum WayBack: Hashable, Sendable {
    /// So many files go back with `down`, of which some are of other tables, which ran since.
    case files(Int, ofOthers: Int)
    /// This file ran since, and has no way back.
    case barred(by: MigrationID)
    /// The history does not know the swap, or the directory lacks a file that ran since.
    case unrecorded
  }

  package let table: QualifiedName
  /// The first second at which it may be dropped: `2025-11-29T10:41:37Z`.
  package let until: String

  package let wayBack: WayBack

  /// The end of `keep_old` as SQL; rounded up, so that at that very second it is over.
  static let untilSQL = """
    pg_catalog.to_char(
      pg_catalog.date_trunc('second', (swapped_at + keep_old) AT TIME ZONE 'UTC'
        + INTERVAL '999999 microseconds'),
      'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    """

  /// All of them. Empty where this session says `pgparcel.keep_old = off`, and where the role may not
  /// read how far conversions are: the file itself asks again.
  ///
  /// - Throws: `.postgres`.
  package static func all(
    _ ledger: Ledger, on connection: borrowing Connection
  ) throws(RunnerError) -> [QualifiedName: KeptTable] {
    let readable = try connection.ask(
      """
      SELECT pg_catalog.has_table_privilege(c.oid, 'SELECT')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'pgparcel' AND c.relname = 'conversions'
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      """)
    guard !readable.isEmpty, readable[0, 0] == "t" else { return [:] }
    let rows = try connection.ask(
      """
      SELECT table_schema, table_name, \(untilSQL)
      FROM pgparcel.conversions
      WHERE phase IN ('swapped', 'validated') AND swapped_at + keep_old > pg_catalog.now()
        AND COALESCE(pg_catalog.current_setting('pgparcel.keep_old', true), '') <> 'off'
      """)
    var kept: [QualifiedName: KeptTable] = [:]
    for row in rows.indices {
      let table = QualifiedName(rows[row, 0] ?? "", rows[row, 1] ?? "")
      kept[table] = KeptTable(
        table: table, until: rows[row, 2] ?? "", wayBack: ledger.wayBack(of: table))
    }
    return kept
  }
}

extension Ledger {
  /// As `down` chooses its files: the last ones of all tables.
  fileprivate func wayBack(of table: QualifiedName) -> KeptTable.WayBack {
    var (all, others) = (0, 0)
    for version in state.appliedOrder.reversed() where state.standing(of: version) != .baselined {
      guard let migration = migration(version) else { return .unrecorded }
      if migration.down?.file.hazards.contains(where: { $0.word == "IRREVERSIBLE" }) ?? false {
        return .barred(by: migration.id)
      }
      all += 1
      let isOwn = migration.up.file.table == table
      if !isOwn { others += 1 }
      if isOwn, migration.id.name == "swap" { return .files(all, ofOthers: others) }
    }
    return .unrecorded
  }
}
