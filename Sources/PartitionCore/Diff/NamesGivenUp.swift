/// A partition that leaves takes its indexes along, and their names, which are unique in a schema (manual,
/// CREATE INDEX). Where the new layout needs a name, the index that leaves gets another one before.
struct NamesGivenUp {
  let actual: Table
  let desired: Table

  /// The changes with such renames in front; what leaves, leaves under the new names.
  func changes(_ changes: [Change]) -> [Change] {
    guard changes.contains(where: \.isRemoval) else { return changes }
    let wanted = desired.allNames
    var taken = Set(wanted.union(actual.allNames).map(\.name))
    var renames: [Change] = []
    let others = changes.map { change in
      guard case .removePartition(var partition, let parent, let departure) = change else {
        return change
      }
      partition.renameIndexes { relation, index in
        let name = relation.sibling(index)
        guard wanted.contains(name) else { return nil }
        let other = Naming.unused(Naming.retired(index), &taken)
        renames.append(.renameIndex(from: name, to: other))
        return other
      }
      return .removePartition(partition, parent: parent, departure)
    }
    return renames + others
  }
}

extension Change {
  fileprivate var isRemoval: Bool {
    if case .removePartition = self { true } else { false }
  }
}

extension Partition {
  /// - Parameter rename: The new name of an index of a relation; nil to keep it.
  fileprivate mutating func renameIndexes(_ rename: (QualifiedName, String) -> String?) {
    for position in relation.indexes.indices {
      let old = relation.indexes[position].name
      guard let new = rename(relation.name, old) else { continue }
      relation.indexes[position].name = new
      if relation.replicaIdentity == .index(old) { relation.replicaIdentity = .index(new) }
    }
    for position in (partitioning?.partitions ?? []).indices {
      partitioning?.partitions[position].renameIndexes(rename)
    }
  }
}
