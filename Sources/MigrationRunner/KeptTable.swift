package import PartitionCore
package import PostgresClient

/// A converted table whose old copy is still to be kept: the last file refuses to drop it.
package struct KeptTable: Hashable, Sendable {
  package struct FilesBack: Hashable, Sendable {
    package let all: Int
    package let ofOthers: Int
  }

  package let table: QualifiedName
  /// The first second at which it may be dropped: `2025-11-29T10:41:37Z`.
  package let until: String

  /// How many files `down` takes back to undo the swap, and how many of them are of other tables, which ran
  /// since and go back with it. Nil where one of them is there in part only, or has
  /// no way back.
  package let filesBack: FilesBack?

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
        table: table, until: rows[row, 2] ?? "", filesBack: ledger.filesSinceSwap(of: table))
    }
    return kept
  }
}

extension Ledger {
  fileprivate func filesSinceSwap(of table: QualifiedName) -> KeptTable.FilesBack? {
    var (all, others) = (0, 0)
    for version in state.appliedOrder.reversed() {
      guard state.standing(of: version) == .applied, let file = migration(version)?.up.file,
        migration(version)?.down?.file.hazards.contains(where: { $0.word == "IRREVERSIBLE" })
          == false
      else { return nil }
      all += 1
      if file.table != table { others += 1 }
      if file.table == table, file.id.name == "swap" {
        return KeptTable.FilesBack(all: all, ofOthers: others)
      }
    }
    return nil
  }
}
