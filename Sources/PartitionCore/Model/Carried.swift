// Objects that hang on a table and are carried over as they are.

/// A user trigger (not internal, not a clone of the parent's).
package struct Trigger: Hashable, Sendable {
  package enum Enabled: String, Hashable, Sendable {
    case origin = "ENABLE"
    case disabled = "DISABLE"
    case replica = "ENABLE REPLICA"
    case always = "ENABLE ALWAYS"
  }

  package var name: String
  /// `pg_get_triggerdef(oid)`, complete: it names the table, qualified.
  package var definition: String
  package var enabled: Enabled
  package var comment: String?

  package init(name: String, definition: String, enabled: Enabled, comment: String? = nil) {
    self.name = name
    self.definition = definition
    self.enabled = enabled
    self.comment = comment
  }
}

/// A row-level security policy, as CREATE POLICY needs it.
package struct Policy: Hashable, Sendable {
  package var name: String
  package var permissive: Bool
  /// `ALL`, `SELECT`, `INSERT`, `UPDATE`, `DELETE`.
  package var command: String
  /// Role names in true spelling; empty means PUBLIC.
  package var roles: [String]
  package var using: String?
  package var withCheck: String?
  package var comment: String?

  package init(
    name: String, permissive: Bool, command: String, roles: [String], using: String?,
    withCheck: String?, comment: String? = nil
  ) {
    self.name = name
    self.permissive = permissive
    self.command = command
    self.roles = roles
    self.using = using
    self.withCheck = withCheck
    self.comment = comment
  }
}

/// A rewrite rule on the table itself.
package struct Rule: Hashable, Sendable {
  package var name: String
  /// `pg_get_ruledef(oid)`.
  package var definition: String
  package var enabled: Trigger.Enabled
  package var comment: String?

  package init(
    name: String, definition: String, enabled: Trigger.Enabled, comment: String? = nil
  ) {
    self.name = name
    self.definition = definition
    self.enabled = enabled
    self.comment = comment
  }
}

/// One grant: who gave whom what. Sorted by grantee, grantor, privilege.
package struct Privilege: Hashable, Sendable {
  /// Role name; nil is PUBLIC.
  package var grantee: String?
  package var grantor: String
  /// `SELECT`, `INSERT`, …
  package var privilege: String
  package var grantable: Bool

  package init(grantee: String?, grantor: String, privilege: String, grantable: Bool) {
    self.grantee = grantee
    self.grantor = grantor
    self.privilege = privilege
    self.grantable = grantable
  }
}

/// An extended statistics object.
package struct ExtendedStatistics: Hashable, Sendable {
  package var name: QualifiedName
  /// `pg_get_statisticsobjdef(oid)`, complete.
  package var definition: String
  /// The part between the name and FROM, as in `(ndistinct) ON a, b`, without the name.
  package var body: String
  package var statisticsTarget: Int?
  package var comment: String?
  package var owner: String

  package init(
    name: QualifiedName, definition: String, body: String, statisticsTarget: Int? = nil,
    comment: String? = nil, owner: String
  ) {
    self.name = name
    self.definition = definition
    self.body = body
    self.statisticsTarget = statisticsTarget
    self.comment = comment
    self.owner = owner
  }
}

/// Membership of a relation in a publication `FOR TABLE`.
package struct PublicationMembership: Hashable, Sendable {
  package var publication: String
  /// Column list in true spelling; nil for all (15+).
  package var columns: [String]?
  /// Row filter as SQL, without WHERE (15+).
  package var filter: String?

  package init(publication: String, columns: [String]? = nil, filter: String? = nil) {
    self.publication = publication
    self.columns = columns
    self.filter = filter
  }
}

/// A sequence owned by a column of the table.
package struct Sequence: Hashable, Sendable {
  package var name: QualifiedName
  /// The owning column.
  package var column: String
  /// True for the sequence of an identity column.
  package var identity: Bool
  package var type: String
  package var start: String
  package var increment: String
  package var minimum: String
  package var maximum: String
  package var cache: String
  package var cycle: Bool

  package init(
    name: QualifiedName, column: String, identity: Bool, type: String, start: String,
    increment: String, minimum: String, maximum: String, cache: String, cycle: Bool
  ) {
    self.name = name
    self.column = column
    self.identity = identity
    self.type = type
    self.start = start
    self.increment = increment
    self.minimum = minimum
    self.maximum = maximum
    self.cache = cache
    self.cycle = cycle
  }
}

extension Sequence {
  /// The sequence of a serial column as PostgreSQL makes it: from 1 to the type's maximum.
  package static func serial(_ name: QualifiedName, column: String, type: String) -> Sequence {
    let maximum =
      switch type {
      case "smallint": String(Int16.max)
      case "integer": String(Int32.max)
      default: String(Int64.max)
      }
    return Sequence(
      name: name, column: column, identity: false, type: type, start: "1", increment: "1",
      minimum: "1", maximum: maximum, cache: "1", cycle: false)
  }
}

/// Something outside the table that is bound to its OID (facts 7.5).
package struct Dependent: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case view, materializedView, rule, policy, sqlFunction, rowType, incomingForeignKey
    case inheritanceChild, inheritanceParent, regclassConstant, extension_ = "extension"
    case publicationForAllTables, other
  }

  package var kind: Kind
  /// The partition that it is bound to; nil for the table itself.
  package var partition: QualifiedName?
  /// As `pg_describe_object` or `pg_identify_object` names it, for people.
  package var identity: String
  /// For a view, rule, policy or function: the SQL that re-creates it in place
  /// (`CREATE OR REPLACE …`); for an incoming foreign key its `pg_get_constraintdef`.
  package var definition: String?
  /// The table that an incoming foreign key, rule or policy stands on; the view's own name.
  package var relation: QualifiedName?
  /// Name of the constraint, rule or policy.
  package var name: String?
  /// Columns of this table that an incoming foreign key references.
  package var columns: [String]
  /// Order in which dependents of dependents must be re-created: 0 first.
  package var depth: Int

  package init(
    kind: Kind, identity: String, definition: String? = nil, relation: QualifiedName? = nil,
    name: String? = nil, columns: [String] = [], depth: Int = 0, partition: QualifiedName? = nil
  ) {
    self.kind = kind
    self.partition = partition
    self.identity = identity
    self.definition = definition
    self.relation = relation
    self.name = name
    self.columns = columns
    self.depth = depth
  }
}
