/// One partition of a level that takes other rows than before while no other partition does: its bound
/// is widened where nobody else claims anything, or narrowed with nobody to take the rest. No row
/// moves.
package struct Rebound: Hashable, Sendable {
  package let parent: QualifiedName
  package let from: Partition
  package let to: Partition

  package init(parent: QualifiedName, from: Partition, to: Partition) {
    self.parent = parent
    self.from = from
    self.to = to
  }
}

extension [Partition] {
  /// The one that goes on under another bound: it bears the name of the only desired partition whose
  /// bound no live one has, and its own bound is not wanted any more.
  ///
  /// Beside a default partition, rows would move between that and the other.
  func heir(
    among desired: [(name: String, bound: PartitionBound)]
  ) -> (live: Partition, bound: PartitionBound)? {
    let bounds = Set(map(\.bound))
    let coming = desired.filter { !bounds.contains($0.bound) }
    guard coming.count == 1, let new = coming.first else { return nil }
    let wanted = Set(desired.map(\.bound))
    if bounds.contains(.default) || wanted.contains(.default) { return nil }
    if case .hash = new.bound { return nil }
    return first { $0.name.name == new.name && !wanted.contains($0.bound) }.map { ($0, new.bound) }
  }

  func heir(among desired: [Partition]) -> (live: Partition, bound: PartitionBound)? {
    heir(among: desired.map { ($0.name.name, $0.bound) })
  }
}
