import PartitionCore
import PostgresClient

/// Statements that an interruption leaves half done, and how each goes on.
///
/// Facts: CREATE INDEX, "Building Indexes Concurrently" (a failed build leaves an invalid index);
/// ALTER TABLE, "DETACH PARTITION … FINALIZE" (an interrupted detach stays pending and blocks
/// another).
enum StatementRecovery {
  /// What to do with one statement.
  enum Decision: Equatable {
    case run
    /// The attempt before did it.
    case done(String)
    /// Another statement first, or in its place.
    case first(String)
    case instead(String)
  }

  /// Decides by looking at the catalogs.
  ///
  /// - Parameter mayBeDone: The attempt before ended during this very statement without an answer,
  ///   so that finding its result means that it succeeded.
  static func decision(
    for sql: String, mayBeDone: Bool, on connection: borrowing Connection
  ) throws(PostgresError) -> Decision {
    switch ConcurrentStatement(sql) {
    case .createIndex(let name, let table):
      guard let valid = try index(name, on: table, connection) else { return .run }
      if !valid { return .first("DROP INDEX CONCURRENTLY \(sibling(of: table, name))") }
      return mayBeDone ? .done("the index is there and valid") : .run
    case .dropIndex(let name):
      let rows = try connection.query("SELECT pg_catalog.to_regclass($1) IS NULL", [name])
      return mayBeDone && rows[0, 0] == "t" ? .done("the index is gone") : .run
    case .detach(let parent, let partition):
      let rows = try connection.query(
        """
        SELECT i.inhdetachpending,
          pg_catalog.to_regclass($1) IS NOT NULL AND pg_catalog.to_regclass($2) IS NOT NULL
        FROM (VALUES (0)) one LEFT JOIN pg_catalog.pg_inherits i
          ON i.inhparent = pg_catalog.to_regclass($1) AND i.inhrelid = pg_catalog.to_regclass($2)
        """, [parent, partition])
      switch (rows[0, 0], rows[0, 1]) {
      case ("t", _):
        return .instead(ConcurrentStatement.finalize(partition, of: parent))
      case (nil, "t") where mayBeDone: return .done("the partition is detached")
      default: return .run
      }
    case nil: return .run
    }
  }

  /// Whether the index is valid; nil if the table has no index of this name.
  private static func index(
    _ name: String, on table: String, _ connection: borrowing Connection
  ) throws(PostgresError) -> Bool? {
    let rows = try connection.query(
      """
      SELECT i.indisvalid FROM pg_catalog.pg_index i
      WHERE i.indrelid = pg_catalog.to_regclass($1)
        AND i.indexrelid = pg_catalog.to_regclass($2)
      """, [table, sibling(of: table, name)])
    return rows.isEmpty ? nil : rows[0, 0] == "t"
  }

  /// An index lies in the schema of its table.
  private static func sibling(of table: String, _ name: String) -> String {
    ConcurrentStatement.schema(of: table).map { "\($0).\(name)" } ?? name
  }
}
