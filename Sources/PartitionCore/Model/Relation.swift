/// What one relation (the table itself, or one partition at any depth) is and carries.
///
/// For a partition the lists hold only what is its *own*: columns that deviate from the root's,
/// constraints, triggers and policies that it does not inherit. Its indexes are all listed;
/// those that belong to an index of the parent name it in `Index.parent`.
///
/// Copies share their contents until one of them changes: layouts of many partitions are copied
/// from one step to the next, and nearly all partitions stay as they are.
package struct Relation: Hashable, Sendable {
  /// One element always; an array, because arrays are shared until they are written to.
  private var shared: [Fields]

  private struct Fields: Hashable, Sendable {
    var name: QualifiedName
    var owner: String
    var persistence: Persistence
    var isForeign: Bool
    var accessMethod: String?
    var tablespace: String?
    var options: [StorageParameter]
    var comment: String?
    var columns: [Column]
    var constraints: [Constraint]
    var indexes: [Index]
    var triggers: [Trigger]
    var policies: [Policy]
    var rules: [Rule]
    var rowSecurity: RowSecurity
    var privileges: [Privilege]?
    var statistics: [ExtendedStatistics]
    var replicaIdentity: ReplicaIdentity
    var publications: [PublicationMembership]
  }

  package var name: QualifiedName {
    get { shared[0].name }
    set { shared[0].name = newValue }
  }
  package var owner: String {
    get { shared[0].owner }
    set { shared[0].owner = newValue }
  }
  package var persistence: Persistence {
    get { shared[0].persistence }
    set { shared[0].persistence = newValue }
  }
  /// A foreign table: as a partition it can be shown, but neither created nor moved.
  package var isForeign: Bool {
    get { shared[0].isForeign }
    set { shared[0].isForeign = newValue }
  }
  /// Table access method, nil where it is `heap` or the relation has none.
  package var accessMethod: String? {
    get { shared[0].accessMethod }
    set { shared[0].accessMethod = newValue }
  }
  /// Nil for the database's default tablespace.
  package var tablespace: String? {
    get { shared[0].tablespace }
    set { shared[0].tablespace = newValue }
  }
  /// `reloptions`, those of the TOAST table with the prefix `toast.`; in the
  /// catalog's order, which means nothing but shows in a dump.
  package var options: [StorageParameter] {
    get { shared[0].options }
    set { shared[0].options = newValue }
  }
  package var comment: String? {
    get { shared[0].comment }
    set { shared[0].comment = newValue }
  }
  package var columns: [Column] {
    get { shared[0].columns }
    set { shared[0].columns = newValue }
  }
  package var constraints: [Constraint] {
    get { shared[0].constraints }
    set { shared[0].constraints = newValue }
  }
  package var indexes: [Index] {
    get { shared[0].indexes }
    set { shared[0].indexes = newValue }
  }
  package var triggers: [Trigger] {
    get { shared[0].triggers }
    set { shared[0].triggers = newValue }
  }
  package var policies: [Policy] {
    get { shared[0].policies }
    set { shared[0].policies = newValue }
  }
  package var rules: [Rule] {
    get { shared[0].rules }
    set { shared[0].rules = newValue }
  }
  package var rowSecurity: RowSecurity {
    get { shared[0].rowSecurity }
    set { shared[0].rowSecurity = newValue }
  }
  /// Privileges on the relation; nil means the built-in default (the owner has all).
  package var privileges: [Privilege]? {
    get { shared[0].privileges }
    set { shared[0].privileges = newValue }
  }
  package var statistics: [ExtendedStatistics] {
    get { shared[0].statistics }
    set { shared[0].statistics = newValue }
  }
  package var replicaIdentity: ReplicaIdentity {
    get { shared[0].replicaIdentity }
    set { shared[0].replicaIdentity = newValue }
  }
  /// Names of the publications that list this relation explicitly (`FOR TABLE`), with the row
  /// filter and column list as SQL.
  package var publications: [PublicationMembership] {
    get { shared[0].publications }
    set { shared[0].publications = newValue }
  }

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
    shared = [
      Fields(
        name: name, owner: owner, persistence: persistence, isForeign: isForeign,
        accessMethod: accessMethod, tablespace: tablespace, options: options, comment: comment,
        columns: columns, constraints: constraints, indexes: indexes, triggers: triggers,
        policies: policies, rules: rules, rowSecurity: rowSecurity, privileges: privileges,
        statistics: statistics, replicaIdentity: replicaIdentity, publications: publications)
    ]
  }
}

extension Relation: CustomReflectable {
  /// What the relation holds, not how it shares it.
  package var customMirror: Mirror {
    Mirror(self, children: Mirror(reflecting: shared[0]).children)
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
