package import PartitionCore

/// The selected tables as the catalogs held them at one moment.
package struct CatalogSnapshot: Sendable {
  package var server: ServerFacts
  package var tables: [QualifiedName: Table]
  /// For each selected name that is a partition at any depth: the root of its tree.
  package var partitionParents: [QualifiedName: QualifiedName]
  /// Of every table and every partition.
  package var sizes: [QualifiedName: RelationSize]
  /// Of every selected table.
  package var rights: [QualifiedName: TableRights]

  package init(
    server: ServerFacts, tables: [QualifiedName: Table] = [:],
    partitionParents: [QualifiedName: QualifiedName] = [:],
    sizes: [QualifiedName: RelationSize] = [:], rights: [QualifiedName: TableRights] = [:]
  ) {
    self.server = server
    self.tables = tables
    self.partitionParents = partitionParents
    self.sizes = sizes
    self.rights = rights
  }
}

/// The planner's estimates of a relation, as VACUUM and ANALYZE left them (pg_class).
package struct RelationSize: Hashable, Sendable {
  /// `reltuples`; -1 if the relation was never analyzed.
  package var rows: Double
  /// `relpages` in bytes, the main fork without indexes and TOAST.
  package var bytes: Int

  package init(rows: Double, bytes: Int) {
    self.rows = rows
    self.bytes = bytes
  }
}

/// What the current user may do with a table.
package struct TableRights: Hashable, Sendable {
  /// Whether the user is, or inherits from, the owner of the table and of all its partitions.
  package var isOwner: Bool

  package init(isOwner: Bool) { self.isOwner = isOwner }
}
