/// The way from what hangs on one relation to what hangs on another, for a table that becomes a
/// partition and, with the two exchanged, for one that is a table again.
///
/// Indexes, triggers and foreign keys are not part of it: they move with the names. Columns are as
/// the parent's, so that nothing of theirs changes.
struct RelationChange {
  let from: Relation
  let to: Relation

  /// - Parameter name: The relation's name while they run.
  func statements(on name: QualifiedName) -> [Statement] {
    var relation = to
    relation.name = name
    let properties = PropertySQL(relation: relation)
    var statements: [Statement] = []
    if from.policies != to.policies {
      statements += from.policies.map { Statement("DROP POLICY \(name: $0.name) ON \(name)") }
      statements += properties.policies()
    }
    statements += security(on: name)
    if from.privileges != to.privileges {
      statements += revocations(on: name) + properties.privileges()
    }
    if !from.options.isSame(as: to.options) {
      statements.append(Statement(.exchange(of: name, from.options, to.options)))
    }
    if from.comment != to.comment {
      statements.append(Statement(.comment(on: "TABLE \(name)", to.comment)))
    }
    return statements
  }

  private func security(on name: QualifiedName) -> [Statement] {
    let (old, new) = (from.rowSecurity, to.rowSecurity)
    var statements: [Statement] = []
    if old.enabled != new.enabled {
      let word: SQLText = new.enabled ? "ENABLE" : "DISABLE"
      statements.append(Statement("ALTER TABLE \(name) \(word) ROW LEVEL SECURITY"))
    }
    if old.forced != new.forced {
      let word: SQLText = new.forced ? "FORCE" : "NO FORCE"
      statements.append(Statement("ALTER TABLE \(name) \(word) ROW LEVEL SECURITY"))
    }
    return statements
  }

  /// Takes all privileges away but the owner's.
  private func revocations(on name: QualifiedName) -> [Statement] {
    let privileges = (from.privileges ?? []) + from.columns.flatMap { $0.privileges ?? [] }
    var seen: Set<String?> = [from.owner]
    return privileges.filter { seen.insert($0.grantee).inserted }.map { privilege in
      let role: SQLText = privilege.grantee.map { "\(name: $0)" } ?? "PUBLIC"
      return Statement("REVOKE ALL ON TABLE \(name) FROM \(role)")
    }
  }
}
