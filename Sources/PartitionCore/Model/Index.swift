/// An index with the constraint that it backs, if any.
package struct Index: Hashable, Sendable {
  package var name: String
  /// The body of `pg_get_indexdef(oid)` behind `USING `: `btree (a, b DESC) INCLUDE (c) WHERE …`,
  /// canonical, ready to be put into CREATE INDEX.
  package var definition: String
  package var unique: Bool
  /// What the index backs; nil for a plain index.
  package var constraint: KeyConstraint?
  package var tablespace: String?
  /// `indisvalid`. A partitioned index is valid once every partition's index is attached.
  package var valid: Bool
  /// Name of the parent's index that this one is attached to (`pg_inherits`); nil for a local one.
  package var parent: String?
  package var clustered: Bool
  package var comment: String?
  /// Per-column statistics targets of expression columns, by one-based position.
  package var statisticsTargets: [Int: Int]

  package struct KeyConstraint: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case primaryKey, unique }
    package var kind: Kind
    /// Key columns in order, in true spelling.
    package var columns: [String]
    /// `pg_get_constraintdef(oid)`: `PRIMARY KEY (id, created_at)`.
    package var definition: String
    package var comment: String?

    package init(kind: Kind, columns: [String], definition: String, comment: String? = nil) {
      self.kind = kind
      self.columns = columns
      self.definition = definition
      self.comment = comment
    }
  }

  package init(
    name: String, definition: String, unique: Bool = false, constraint: KeyConstraint? = nil,
    tablespace: String? = nil, valid: Bool = true, parent: String? = nil, clustered: Bool = false,
    comment: String? = nil, statisticsTargets: [Int: Int] = [:]
  ) {
    self.name = name
    self.definition = definition
    self.unique = unique
    self.constraint = constraint
    self.tablespace = tablespace
    self.valid = valid
    self.parent = parent
    self.clustered = clustered
    self.comment = comment
    self.statisticsTargets = statisticsTargets
  }
}
