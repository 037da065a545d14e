/// How a partitioned table divides its rows among its partitions.
package enum PartitionStrategy: String, Hashable, Sendable, CaseIterable {
  case list, range, hash
}

/// One element of a partition key.
package struct PartitionKeyElement: Hashable, Sendable {
  /// The column's name, or nil for an expression.
  package var column: String?
  /// The whole element in the server's canonical SQL, quoted, with collation and operator class
  /// where they are not the column's own, as `pg_get_partkeydef` prints it (facts 10.1).
  package var sql: String
  /// Type of the key as `format_type` prints it: bound values are cast to it.
  package var type: String
  /// The key's collation as quoted SQL, if its type has one and it is not the default.
  package var collation: String?

  package init(column: String?, sql: String, type: String, collation: String? = nil) {
    self.column = column
    self.sql = sql
    self.type = type
    self.collation = collation
  }
}

/// The PARTITION BY clause of a partitioned table and its partitions.
package struct Partitioning: Hashable, Sendable {
  package var strategy: PartitionStrategy
  package var key: [PartitionKeyElement]
  /// In order of their bounds: ranges ascending, lists by their first value, hashes by
  /// remainder, the default partition last. The reader and the elaborator both see to it.
  package var partitions: [Partition]

  package init(strategy: PartitionStrategy, key: [PartitionKeyElement], partitions: [Partition]) {
    self.strategy = strategy
    self.key = key
    self.partitions = partitions
  }
}
