/// Statements that give a relation its owner, privileges, policies, comments and the like.
struct PropertySQL {
  let relation: Relation

  /// Everything that hangs on the relation alone and that CREATE TABLE cannot say.
  func all() -> [Statement] {
    withoutIndexes() + replicaIdentity()
  }

  /// All but the replica identity, which may name an index.
  func withoutIndexes() -> [Statement] {
    owner() + privileges() + rowSecurity() + comments()
  }

  func owner() -> [Statement] {
    guard !relation.owner.isEmpty else { return [] }
    return [Statement("ALTER TABLE \(relation.name) OWNER TO \(name: relation.owner)")]
  }

  func privileges() -> [Statement] {
    var statements: [Statement] = []
    if let privileges = relation.privileges {
      statements += grants(privileges, column: nil)
    }
    for column in relation.columns {
      guard let privileges = column.privileges else { continue }
      statements += grants(privileges, column: column.name)
    }
    return statements
  }

  /// One GRANT per grantee and grant option. The owner starts with everything, so its privileges
  /// are spelt out only where some were revoked.
  private func grants(_ privileges: [Privilege], column: String?) -> [Statement] {
    let target: SQLText = column.map { " (\(name: $0))" } ?? ""
    var statements: [Statement] = []
    var grantees: [String?] = []
    for privilege in privileges where !grantees.contains(privilege.grantee) {
      grantees.append(privilege.grantee)
    }
    let ownersOwn = Set(
      privileges.filter { $0.grantee == relation.owner && !$0.grantable }.map(\.privilege))
    let restricted = column == nil && !ownersOwn.isSuperset(of: Self.ordinaryPrivileges)
    if restricted {
      statements.append(
        Statement("REVOKE ALL ON TABLE \(relation.name) FROM \(name: relation.owner)"))
    }
    for grantee in grantees {
      if grantee == relation.owner && !restricted && column == nil { continue }
      for grantable in [false, true] {
        let words = privileges.filter { $0.grantee == grantee && $0.grantable == grantable }
          .map(\.privilege)
        guard !words.isEmpty else { continue }
        let list = SQLText.joined(words.map { SQLText("\(deparsed: $0)\(target)") })
        let role: SQLText = grantee.map { "\(name: $0)" } ?? "PUBLIC"
        let option: SQLText = grantable ? " WITH GRANT OPTION" : ""
        statements.append(
          Statement("GRANT \(list) ON TABLE \(relation.name) TO \(role)\(option)"))
      }
    }
    return statements
  }

  /// Those that every supported major knows; MAINTAIN came with 17.
  private static let ordinaryPrivileges: Set<String> = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER",
  ]

  func rowSecurity() -> [Statement] {
    var statements = policies()
    if relation.rowSecurity.enabled {
      statements.append(Statement("ALTER TABLE \(relation.name) ENABLE ROW LEVEL SECURITY"))
    }
    if relation.rowSecurity.forced {
      statements.append(Statement("ALTER TABLE \(relation.name) FORCE ROW LEVEL SECURITY"))
    }
    return statements
  }

  /// Their expressions may name the table itself (`visits.id` in a subquery), so that it has to
  /// bear its own name by then.
  func policies() -> [Statement] {
    var statements: [Statement] = []
    for policy in relation.policies {
      statements.append(Statement(policy.creation(on: relation.name)))
      if let comment = policy.comment {
        statements.append(
          Statement(
            "COMMENT ON POLICY \(name: policy.name) ON \(relation.name) IS \(literal: comment)"))
      }
    }
    return statements
  }

  func comments() -> [Statement] {
    var statements: [Statement] = []
    if let comment = relation.comment {
      statements.append(Statement("COMMENT ON TABLE \(relation.name) IS \(literal: comment)"))
    }
    for column in relation.columns {
      guard let comment = column.comment else { continue }
      statements.append(
        Statement("COMMENT ON COLUMN \(relation.name).\(name: column.name) IS \(literal: comment)"))
    }
    for constraint in relation.constraints where constraint.kind != .foreignKey {
      guard let comment = constraint.comment else { continue }
      statements.append(
        Statement(
          """
          COMMENT ON CONSTRAINT \(name: constraint.name) ON \(relation.name) \
          IS \(literal: comment)
          """))
    }
    return statements
  }

  func replicaIdentity() -> [Statement] {
    let identity: SQLText
    switch relation.replicaIdentity {
    case .default: return []
    case .full: identity = "FULL"
    case .nothing: identity = "NOTHING"
    case .index(let index): identity = "USING INDEX \(name: index)"
    }
    return [Statement("ALTER TABLE \(relation.name) REPLICA IDENTITY \(identity)")]
  }
}

extension Policy {
  fileprivate func creation(on table: QualifiedName) -> SQLText {
    let kind: SQLText = permissive ? "PERMISSIVE" : "RESTRICTIVE"
    let roles: SQLText = roles.isEmpty ? "PUBLIC" : .joined(roles.map { "\(name: $0)" })
    var sql: SQLText = """
      CREATE POLICY \(name: name) ON \(table)
        AS \(kind) FOR \(deparsed: command) TO \(roles)
      """
    if let using { sql = "\(sql)\n  USING (\(deparsed: using))" }
    if let withCheck { sql = "\(sql)\n  WITH CHECK (\(deparsed: withCheck))" }
    return sql
  }
}
