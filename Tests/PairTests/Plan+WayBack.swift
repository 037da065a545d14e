import PartitionCore

/// What keeps rows that were written after a change from going back.
extension Plan {
  /// Added partitions whose rows no other partition would take: the way back refuses while they have
  /// any.
  func refusingPartitions(from layout: PairLayout) -> [QualifiedName] {
    added(to: layout).filter { $0.fallback == nil }.map(\.name)
  }

  /// Added partitions, each with the default partition that was beside it before.
  private func added(
    to layout: PairLayout
  ) -> [(name: QualifiedName, fallback: PairPartition?)] {
    var names: [QualifiedName: QualifiedName] = [:]
    for case .renamePartition(let from, let to) in changes { names[to] = from }
    return changes.compactMap { change in
      guard case .addPartition(let partition, let parent) = change else { return nil }
      let level = layout.level(of: (names[parent] ?? parent).name)
      return (partition.name, level?.partitions.first { $0.bound == .default })
    }
  }
}

extension PairLayout {
  /// The level right below the table or partition of this name.
  fileprivate func level(of name: String) -> PairLevel? {
    name == "shipments" ? root : allPartitions.first { $0.name == name }?.inner
  }
}
