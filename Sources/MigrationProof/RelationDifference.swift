import PartitionCore

/// What the table and its partitions carry otherwise than they should, beyond the layout that a
/// plan compares: a CHECK left behind, a trigger or a grant forgotten.
struct RelationDifference {
  private(set) var lines: [String] = []

  init(expected: Table, actual: Table) {
    let relations = Dictionary(
      actual.relations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for relation in expected.relations {
      guard let live = relations[relation.name] else {
        lines.append("\(relation.name) is missing")
        continue
      }
      var wanted = relation
      // Whoever creates a table owns it.
      if wanted.owner.isEmpty { wanted.owner = live.owner }
      compare(wanted.facts, live.withoutImpliedNotNull(expecting: wanted).facts, of: relation.name)
    }
  }

  private mutating func compare(
    _ expected: [String], _ actual: [String], of name: QualifiedName
  ) {
    // The copy was restored from a dump, which words some arrays anew.
    let expected = expected.map { SchemaDump.reworded($0[...]) }
    let actual = actual.map { SchemaDump.reworded($0[...]) }
    let (wanted, found) = (Set(expected), Set(actual))
    for fact in expected where !found.contains(fact) { lines.append("\(name) lacks \(fact)") }
    for fact in actual where !wanted.contains(fact) { lines.append("\(name) has \(fact)") }
  }
}

extension Table {
  fileprivate var relations: [Relation] { [relation] + allPartitions.map(\.relation) }
}

extension Relation {
  /// Without NOT NULL constraints of columns for which none is expected by name.
  ///
  /// Since 18 every column that refuses NULL has such a constraint, made by a primary key too;
  /// whether it refuses NULL is a fact about the column.
  fileprivate func withoutImpliedNotNull(expecting wanted: Relation) -> Relation {
    let named = Set(wanted.constraints.filter { $0.kind == .notNull }.map(\.columns))
    var relation = self
    relation.constraints.removeAll { $0.kind == .notNull && !named.contains($0.columns) }
    return relation
  }

  /// All that hangs on the relation, each thing as one line.
  fileprivate var facts: [String] {
    var facts = ["owner \(owner)", "persistence \(persistence)", "row security \(rowSecurity)"]
    facts += columns.map { "column \($0)" }
    facts += constraints.map {
      // A dump leaves out names that PostgreSQL chose, and where another table bears one already, it
      // chooses anew.
      let name = $0.kind == .notNull ? "" : "\($0.name) "
      return "constraint \(name)\(SchemaDump.reworded($0.definition[...]))"
    }
    facts += triggers.map { "trigger \($0.name) \($0.definition) \($0.enabled)" }
    facts += policies.map { "policy \($0)" }
    facts += statistics.map { "statistics \($0.name) \($0.body)" }
    facts += publications.map { "publication \($0)" }
    facts += (privileges ?? []).map { "grant \($0)" }
    facts.append("replica identity \(replicaIdentity)")
    return facts
  }
}
