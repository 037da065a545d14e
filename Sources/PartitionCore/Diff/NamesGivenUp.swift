/// A partition that leaves takes its indexes along and the partitions below it, and the names of all, which
/// are unique in a schema (manual, CREATE INDEX, CREATE TABLE). Where the new layout needs such a name, what
/// leaves gets another one before.
struct NamesGivenUp {
  let actual: Table
  let desired: Table

  /// The changes with such renames in front; what leaves, leaves under the new names.
  func changes(_ changes: [Change]) -> [Change] {
    guard changes.contains(where: \.isRemoval) else { return changes }
    let wanted = desired.allNames
    var taken = Set(wanted.union(actual.allNames).map(\.name))
    var renames: [Change] = []
    func other(_ name: QualifiedName) -> QualifiedName? {
      wanted.contains(name)
        ? name.sibling(Naming.unused(Naming.retired(name.name), &taken)) : nil
    }
    let others = changes.map { change in
      guard case .removePartition(var partition, let parent, let departure) = change else {
        return change
      }
      partition.renameIndexes { name in
        guard let other = other(name) else { return nil }
        renames.append(.renameIndex(from: name, to: other.name))
        return other.name
      }
      partition.renamePartitions { name in
        guard let other = other(name) else { return nil }
        renames.append(.renamePartition(from: name, to: other))
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
  /// - Parameter rename: The new name of an index; nil to keep it.
  fileprivate mutating func renameIndexes(_ rename: (QualifiedName) -> String?) {
    for position in relation.indexes.indices {
      let old = relation.indexes[position].name
      guard let new = rename(relation.name.sibling(old)) else { continue }
      relation.indexes[position].name = new
      if relation.replicaIdentity == .index(old) { relation.replicaIdentity = .index(new) }
    }
    for position in (partitioning?.partitions ?? []).indices {
      partitioning?.partitions[position].renameIndexes(rename)
    }
  }

  /// The partitions below this one.
  ///
  /// - Parameter rename: The new name of a partition; nil to keep it.
  fileprivate mutating func renamePartitions(_ rename: (QualifiedName) -> QualifiedName?) {
    for position in (partitioning?.partitions ?? []).indices {
      if let name = partitioning?.partitions[position].name, let new = rename(name) {
        partitioning?.partitions[position].relation.name = new
      }
      partitioning?.partitions[position].renamePartitions(rename)
    }
  }
}
