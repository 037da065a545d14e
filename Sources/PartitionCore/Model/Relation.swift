/// What one relation (the table itself, or one partition at any depth) is and carries.
///
/// For a partition the lists hold only what is its *own*: columns that deviate from the root's,
/// constraints, triggers and policies that it does not inherit. Its indexes are all listed;
/// those that belong to an index of the parent name it in `Index.parent`.
package struct Relation: Hashable, Sendable {
  package var name: QualifiedName
  package var owner: String
  package var persistence: Persistence
  /// A foreign table: as a partition it can be shown, but neither created nor moved.
  package var isForeign: Bool
  /// Table access method, nil where it is `heap` or the relation has none.
  package var accessMethod: String?
  /// Nil for the database's default tablespace.
  package var tablespace: String?
  /// `reloptions`, those of the TOAST table with the prefix `toast.`; in the
  /// catalog's order, which means nothing but shows in a dump.
  package var options: [StorageParameter]
  package var comment: String?
  package var columns: [Column]
  package var constraints: [Constraint]
  package var indexes: [Index]
  package var triggers: [Trigger]
  package var policies: [Policy]
  package var rules: [Rule]
  package var rowSecurity: RowSecurity
  /// Privileges on the relation; nil means the built-in default (the owner has all).
  package var privileges: [Privilege]?
  package var statistics: [ExtendedStatistics]
  package var replicaIdentity: ReplicaIdentity
  /// Names of the publications that list this relation explicitly (`FOR TABLE`), with the row
  /// filter and column list as SQL.
  package var publications: [PublicationMembership]

  package enum Persistence: String, Hashable, Sendable { case permanent, unlogged, temporary }

  package init(
    name: QualifiedName, owner: String = "", persistence: Persistence = .permanent,
    isForeign: Bool = false, accessMethod: String? = nil, tablespace: String? = nil,
    options: [StorageParameter] = [],
    comment: String? = nil, columns: [Column] = [], constraints: [Constraint] = [],
    indexes: [Index] = [], triggers: [Trigger] = [], policies: [Policy] = [], rules: [Rule] = [],
    rowSecurity: RowSecurity = RowSecurity(), privileges: [Privilege]? = nil,
    statistics: [ExtendedStatistics] = [], replicaIdentity: ReplicaIdentity = .default,
    publications: [PublicationMembership] = []
  ) {
    self.name = name
    self.owner = owner
    self.persistence = persistence
    self.isForeign = isForeign
    self.accessMethod = accessMethod
    self.tablespace = tablespace
    self.options = options
    self.comment = comment
    self.columns = columns
    self.constraints = constraints
    self.indexes = indexes
    self.triggers = triggers
    self.policies = policies
    self.rules = rules
    self.rowSecurity = rowSecurity
    self.privileges = privileges
    self.statistics = statistics
    self.replicaIdentity = replicaIdentity
    self.publications = publications
  }
}

/// One storage parameter, value as text (CREATE TABLE, "Storage Parameters").
package struct StorageParameter: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Row-level security flags of a relation.
package struct RowSecurity: Hashable, Sendable {
  package var enabled: Bool
  package var forced: Bool

  package init(enabled: Bool = false, forced: Bool = false) {
    self.enabled = enabled
    self.forced = forced
  }
}

/// What of an old row goes into the replication stream (ALTER TABLE, REPLICA IDENTITY).
package enum ReplicaIdentity: Hashable, Sendable {
  case `default`, full, nothing
  case index(String)
}
