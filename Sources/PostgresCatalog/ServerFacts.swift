import PostgresClient

/// What plans need to know of the server and the session.
package struct ServerFacts: Hashable, Sendable {
  /// As PostgreSQL counts: 150018 is 15.18.
  package var version: Int
  package var database: String
  package var currentUser: String
  /// Sorted.
  package var tablespaces: [String]
  package var defaultAccessMethod: String
  /// Objects that the lock table holds, see `LockNeed.capacity`.
  package var lockCapacity: Int
  /// Sorted.
  package var extensions: [String]
  /// Whether the user may create temporary tables here, as elaboration of expressions needs.
  package var mayCreateTemporary: Bool

  package init(
    version: Int, database: String, currentUser: String, tablespaces: [String],
    defaultAccessMethod: String, lockCapacity: Int, extensions: [String],
    mayCreateTemporary: Bool
  ) {
    self.version = version
    self.database = database
    self.currentUser = currentUser
    self.tablespaces = tablespaces
    self.defaultAccessMethod = defaultAccessMethod
    self.lockCapacity = lockCapacity
    self.extensions = extensions
    self.mayCreateTemporary = mayCreateTemporary
  }
}

extension ServerFacts {
  /// From the answer to `CatalogQueries.server`.
  init(reading rows: Rows) throws(PostgresError) {
    var row = RowReader(rows, 0)
    self.init(
      version: try row.int(), database: try row.text(), currentUser: try row.text(),
      tablespaces: try row.texts(), defaultAccessMethod: try row.text(),
      lockCapacity: try row.int(), extensions: try row.texts(),
      mayCreateTemporary: try row.bool())
  }
}
