/// The layout between the stages of an edit right before rows move: all is as the file wants it, but for one
/// level, where the partitions concerned are still the old ones, with the indexes that the table has by then.
struct IntermediateLayout {
  let actual: Table
  let resolution: Resolution

  /// - Returns: Nil where names would be wanted twice meanwhile, or indexes not be told apart.
  func layout(before tree: TreeDiff) -> Resolution? {
    if let change = tree.rearrangements.first {
      return layout(at: change.parent, of: change.from, for: change.to)
    }
    return tree.rebounds.first.flatMap { change in
      // It has everything that is wanted of it but the bound.
      var partition = change.to
      partition.bound = change.from.bound
      return layout(at: change.parent, of: [partition], for: [change.to])
    }
  }

  private func layout(
    at parent: QualifiedName, of old: [Partition], for new: [Partition]
  ) -> Resolution? {
    let indexes = resolution.desired.relation.indexes
    guard old.allSatisfy({ $0.standsClear(of: indexes) }) else { return nil }
    let names = Set(new.names)
    let bounds = Set(old.map(\.bound))
    var halfway = resolution
    halfway.desired.exchange(at: parent) { partitions in
      partitions.filter { !names.contains($0.name) } + old
    }
    var indexed = halfway.desired
    IndexPropagation(
      actual: actual, desired: halfway.desired, origins: resolution.indexOrigins
    ).propagate(to: &indexed)
    // The others have the names for their indexes that they keep.
    guard let level = indexed.level(below: parent)?.level else { return nil }
    halfway.desired.exchange(at: parent) { partitions in
      partitions.filter { !bounds.contains($0.bound) }
        + level.partitions.filter { bounds.contains($0.bound) }
    }
    return halfway.desired.hasUniqueNames && allowsKeys(of: halfway.desired) ? halfway : nil
  }

  /// Unique indexes contain the keys of all levels (manual, "Table Partitioning", limitations). New ones
  /// do that for the levels that are to be, not for such as are still there.
  private func allowsKeys(of halfway: Table) -> Bool {
    let isNew = { (index: Index) in
      index.unique && !actual.relation.indexes.contains { $0.isSame(as: index) }
    }
    return !halfway.relation.indexes.contains(where: isNew)
      || Set(halfway.keyElements).isSubset(of: resolution.desired.keyElements)
  }
}

extension Partition {
  /// Whether what it has for itself is neither a constraint nor like an index of the table: attached
  /// again, the oldest of equal indexes would become the table's part (ATTACH PARTITION in the server's
  /// source goes by OID).
  fileprivate func standsClear(of indexes: [Index]) -> Bool {
    standingAlone.allRelations.allSatisfy { relation in
      relation.indexes.allSatisfy { own in
        own.parent != nil
          || own.constraint == nil && !indexes.contains { $0.isSame(as: own) }
      }
    }
  }
}

extension Table {
  /// Puts other partitions in the place of those of one parent.
  fileprivate mutating func exchange(
    at parent: QualifiedName, _ exchange: ([Partition]) -> [Partition]
  ) {
    func visit(_ partitioning: inout Partitioning?, of name: QualifiedName) {
      guard var level = partitioning else { return }
      if name == parent {
        level.partitions = exchange(level.partitions)
      } else {
        for position in level.partitions.indices {
          let name = level.partitions[position].name
          visit(&level.partitions[position].partitioning, of: name)
        }
      }
      partitioning = level
    }
    visit(&partitioning, of: name)
  }

  /// Whether no two relations or indexes bear the same name.
  fileprivate var hasUniqueNames: Bool {
    let relations = allRelations
    return allNames.count
      == relations.count + relations.map(\.indexes.count).reduce(0, +) + sequences.count
  }
}
