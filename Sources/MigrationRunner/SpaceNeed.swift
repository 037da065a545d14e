package import PartitionCore
package import PostgresClient

/// What a conversion needs on the server's disks until its old table is dropped.
package struct SpaceNeed: Hashable, Sendable {
  /// Bytes of the table with its indexes and TOAST: a copy takes as much again.
  package let copy: Int
  /// Bytes of WAL that may lie about at once. A copy writes as much as it is large; without a
  /// replication slot or an archive that holds it back, checkpoints clear what exceeds
  /// `max_wal_size`.
  package let wal: Int

  package init(copy: Int, wal: Int) {
    self.copy = copy
    self.wal = wal
  }

  /// Nil where no table is there, or one is locked by somebody: sizes are not worth a wait.
  ///
  /// - Parameter tables: with their partitions.
  /// - Throws: `.postgres`.
  package static func read(
    _ tables: [QualifiedName], on connection: borrowing Connection
  ) throws(RunnerError) -> SpaceNeed? {
    if tables.isEmpty { return nil }
    try connection.order("BEGIN READ ONLY")
    defer { connection.abandonTransaction() }
    try connection.set("lock_timeout", "100ms", local: true)
    let rows: Rows
    do throws(PostgresError) {
      rows = try connection.query(sizes(of: tables).text)
    } catch {
      if error.sqlState == "55P03" { return nil }
      throw .postgres(error)
    }
    guard let copy = rows[0, 0].flatMap({ Int($0) }), let most = rows[0, 1].flatMap({ Int($0) })
    else { return nil }
    return SpaceNeed(copy: copy, wal: rows[0, 2] == "t" ? copy : min(copy, most))
  }

  private static func sizes(of tables: [QualifiedName]) -> SQLText {
    let names = SQLText.joined(
      tables.map { table in
        let name: SQLText = "\(table)"
        return "(\(literal: name.text))"
      })
    return """
      WITH RECURSIVE tree AS (
        SELECT pg_catalog.to_regclass(name)::oid AS oid FROM (VALUES \(names)) AS t (name)
        UNION SELECT i.inhrelid FROM tree JOIN pg_catalog.pg_inherits AS i ON i.inhparent = tree.oid)
      SELECT pg_catalog.sum(pg_catalog.pg_table_size(oid) + pg_catalog.pg_indexes_size(oid))::bigint,
        (SELECT setting::bigint * 1048576 FROM pg_catalog.pg_settings WHERE name = 'max_wal_size'),
        pg_catalog.current_setting('archive_mode') <> 'off'
          OR EXISTS (SELECT FROM pg_catalog.pg_replication_slots)
      FROM tree
      """
  }
}
