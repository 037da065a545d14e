import PartitionCore
import PostgresClient

extension Blocker {
  /// Sessions and prepared transactions that hold locks on a table, its partitions and their
  /// indexes, oldest first; if there is none, on tables at the other ends of its foreign keys, which a
  /// file may lock too.
  ///
  /// Asked right after a lock timeout, so it may miss a session that has just ended: best effort,
  /// never an error.
  static func holding(_ table: QualifiedName, on connection: borrowing Connection) -> [Blocker] {
    let own = holding(.itself, of: table, on: connection)
    return own.isEmpty ? holding(.foreignKeys, of: table, on: connection) : own
  }

  private enum Roots: String {
    case itself = "SELECT pg_catalog.to_regclass($1)::oid"
    case foreignKeys = """
      SELECT CASE WHEN conrelid = pg_catalog.to_regclass($1) THEN confrelid ELSE conrelid END
      FROM pg_catalog.pg_constraint
      WHERE contype = 'f' AND pg_catalog.to_regclass($1) IN (conrelid, confrelid)
      """
  }

  private static func holding(
    _ roots: Roots, of table: QualifiedName, on connection: borrowing Connection
  ) -> [Blocker] {
    let name: SQLText = "\(table)"
    let rows = try? connection.query(
      """
      WITH RECURSIVE tree (oid) AS (
        \(roots.rawValue)
        UNION SELECT i.inhrelid FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid)
      SELECT holder.pid, holder.name,
        greatest(0, extract(epoch FROM pg_catalog.clock_timestamp() - holder.since))::bigint,
        holder.query, holder.state
      FROM (
        SELECT a.pid, coalesce(a.application_name, ''), a.xact_start, pg_catalog.left(a.query, 200),
          a.state
        FROM pg_catalog.pg_stat_activity a
        WHERE a.pid <> pg_catalog.pg_backend_pid() AND EXISTS (
          SELECT FROM pg_catalog.pg_locks l JOIN tree ON tree.oid = l.relation
          WHERE l.pid = a.pid AND l.granted AND l.locktype = 'relation')
        UNION ALL
        -- Locks of a prepared transaction have no process; that on its own number tells whose.
        SELECT NULL, 'prepared transaction ' || p.gid, p.prepared, 'PREPARE TRANSACTION',
          NULL
        FROM pg_catalog.pg_prepared_xacts p
        WHERE EXISTS (
          SELECT FROM pg_catalog.pg_locks l JOIN tree ON tree.oid = l.relation
            JOIN pg_catalog.pg_locks own USING (virtualtransaction)
          WHERE l.pid IS NULL AND own.pid IS NULL AND own.locktype = 'transactionid'
            AND own.transactionid = p.transaction)
      ) AS holder (pid, name, since, query, state)
      ORDER BY holder.since NULLS LAST, holder.pid LIMIT 5
      """, [name.text])
    guard let rows else { return [] }
    return rows.indices.map { row in
      Blocker(
        pid: rows[row, 0].flatMap { Int($0) } ?? 0, application: rows[row, 1] ?? "",
        age: rows[row, 2].flatMap { Int($0) } ?? 0, state: rows[row, 4] ?? "",
        command: keywords(rows[row, 3] ?? ""))
    }
  }

  /// The leading words of a statement: what it is, without the values it may hold.
  static func keywords(_ query: String) -> String {
    let bytes = Array(query.utf8)
    var scanner = SQLScanner(bytes)
    var words: [String] = []
    scan: while words.count < 4, let token = scanner.next() {
      switch token.kind {
      case .space, .lineComment, .blockComment: continue
      case .word: words.append(String(decoding: bytes[token.range], as: UTF8.self))
      default: break scan
      }
    }
    return words.joined(separator: " ")
  }
}
