/// Collects renames in both directions.
struct Renaming {
  var away: [Statement] = []
  var back: [Statement] = []

  mutating func table(_ old: QualifiedName, _ new: QualifiedName) {
    away.append(Statement("ALTER TABLE \(old) RENAME TO \(name: new.name)"))
    back.append(Statement("ALTER TABLE \(new) RENAME TO \(name: old.name)"))
  }

  /// Of the partitions at every depth, those whose names are needed, and such indexes.
  mutating func partitions(
    _ partitioning: inout Partitioning?, needed: Set<QualifiedName>,
    to rename: (String) -> String
  ) {
    guard var level = partitioning else { return }
    for index in level.partitions.indices {
      let old = level.partitions[index].relation.name
      if needed.contains(old) {
        let new = old.sibling(rename(old.name))
        level.partitions[index].relation.name = new
        table(old, new)
      }
      level.partitions[index].relation.renameIndexes(renaming: &self) {
        needed.contains(old.sibling($0))
      } to: {
        rename($0)
      }
      partitions(&level.partitions[index].partitioning, needed: needed, to: rename)
    }
    partitioning = level
  }

  mutating func sequence(_ old: QualifiedName, _ new: QualifiedName) {
    away.append(Statement("ALTER SEQUENCE \(old) RENAME TO \(name: new.name)"))
    back.append(Statement("ALTER SEQUENCE \(new) RENAME TO \(name: old.name)"))
  }

  /// Renaming the index of a constraint renames the constraint with it.
  mutating func index(_ old: QualifiedName, _ new: QualifiedName) {
    away.append(Statement("ALTER INDEX \(old) RENAME TO \(name: new.name)"))
    back.append(Statement("ALTER INDEX \(new) RENAME TO \(name: old.name)"))
  }
}

extension Relation {
  mutating func renameIndexes(
    renaming: inout Renaming, where needed: (String) -> Bool, to rename: (String) -> String
  ) {
    for position in indexes.indices where needed(indexes[position].name) {
      let old = indexes[position].name
      indexes[position].name = rename(old)
      renaming.index(name.sibling(old), name.sibling(indexes[position].name))
      if replicaIdentity == .index(old) { replicaIdentity = .index(indexes[position].name) }
    }
  }
}
