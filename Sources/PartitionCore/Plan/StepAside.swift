/// A table that steps aside under other names, so that its successor can bear the real ones.
///
/// The table, its indexes, the sequences of its identity columns, and those partitions (with
/// their indexes) whose names the successor needs are renamed; all else stays as it is.
struct StepAside {
  let original: Table
  /// The same table under its other names, without what moves to the successor.
  let aside: Table
  /// From the original names to the other ones.
  let away: [Statement]
  /// Back to the original names.
  let back: [Statement]

  init(_ table: Table, successor: Table, rename other: @escaping (String) -> String) {
    original = table
    // Neither the successor's names nor the table's own may be taken by what steps aside.
    var taken = Set(successor.allNames.map(\.name)).union(table.allNames.map(\.name))
    let rename = { Naming.unused(other($0), &taken) }
    var renaming = Renaming()
    var aside = table
    aside.relation.name = table.name.sibling(rename(table.name.name))
    renaming.table(table.name, aside.relation.name)
    aside.relation.renameIndexes(renaming: &renaming) { _ in
      true
    } to: {
      rename($0)
    }
    for index in aside.sequences.indices where aside.sequences[index].identity {
      let old = aside.sequences[index].name
      aside.sequences[index].name = old.sibling(rename(old.name))
      renaming.sequence(old, aside.sequences[index].name)
    }
    renaming.partitions(&aside.partitioning, needed: successor.allNames, to: rename)
    aside.relation.constraints.removeAll { $0.kind == .foreignKey }
    aside.relation.triggers = []
    aside.relation.statistics = []
    aside.relation.publications = []
    aside.sequences.removeAll { !$0.identity }
    aside.dependents = []
    self.aside = aside
    away = renaming.away
    back = renaming.back.reversed()
  }
}

extension Table {
  /// Every name in the schema's name space of relations that the table and its partitions take.
  var allNames: Set<QualifiedName> {
    var names: Set<QualifiedName> = []
    for relation in allRelations {
      names.insert(relation.name)
      for index in relation.indexes { names.insert(relation.name.sibling(index.name)) }
    }
    for sequence in sequences { names.insert(sequence.name) }
    return names
  }
}
