import PartitionCore

/// What keeps rows that were written after a change from going back.
extension Plan {
  /// Added partitions whose rows no other partition would take: the way back refuses while they have
  /// any.
  func refusingPartitions(from layout: PairLayout) -> [QualifiedName] {
    var names: [QualifiedName: QualifiedName] = [:]
    for case .renamePartition(let from, let to) in changes { names[to] = from }
    let leaving = Set(
      changes.compactMap { change in
        if case .removePartition(let partition, _, _) = change { partition.name.name } else { nil }
      })
    return changes.compactMap { change in
      guard case .addPartition(let partition, let parent) = change else { return nil }
      let level = layout.level(of: (names[parent] ?? parent).name)
      let fallback = level?.partitions.first { $0.bound == .default }
      return fallback.map { !leaving.contains($0.name) } ?? false ? nil : partition.name
    }
  }

  /// Added partitions whose rows go back to a default one that is divided: some may not fit in there.
  func doubtfulPartitions(from layout: PairLayout) -> [QualifiedName] {
    var names: [QualifiedName: QualifiedName] = [:]
    for case .renamePartition(let from, let to) in changes { names[to] = from }
    return changes.compactMap { change in
      guard case .addPartition(let partition, let parent) = change else { return nil }
      let level = layout.level(of: (names[parent] ?? parent).name)
      let fallback = level?.partitions.first { $0.bound == .default }
      return fallback?.inner == nil ? nil : partition.name
    }
  }
}

extension PairLayout {
  /// The level right below the table or partition of this name.
  fileprivate func level(of name: String) -> PairLevel? {
    name == "shipments" ? root : allPartitions.first { $0.name == name }?.inner
  }
}
