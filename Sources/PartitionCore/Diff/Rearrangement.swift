/// Partitions of one level whose rows go over to other partitions of that level: a split, a merge,
/// bounds that move, values that change their partition, another modulus, another division below.
///
/// Only these are copied and exchanged; what else the table holds stays as and where it is.
package struct Rearrangement: Hashable, Sendable {
  /// The table, or the partition whose partitions these are.
  package let parent: QualifiedName
  /// A default partition that may lose rows or take some is among both.
  package let from: [Partition]
  package let to: [Partition]

  package init(parent: QualifiedName, from: [Partition], to: [Partition]) {
    self.parent = parent
    self.from = from
    self.to = to
  }
}

extension Rearrangement {
  /// Not nil where one partition only gets another bound.
  var asRebound: Rebound? {
    guard from.count == 1, to.count == 1, let old = from.first, let new = to.first,
      old.isDivided(like: new), !old.detachPending, !old.relation.isForeign,
      from.heir(among: to) != nil
    else { return nil }
    return Rebound(parent: parent, from: old, to: new)
  }
}

extension [Partition] {
  /// Whether both lists certainly take the same rows of their parent, so that a default partition
  /// beside them neither loses nor gains any.
  ///
  /// Ranges of one list do not overlap. So where they begin without one that ends there, and the
  /// other way round, is all there is to say of their union.
  func takeSameRows(as other: [Partition]) -> Bool {
    guard let mine = outline, let theirs = other.outline else { return false }
    return mine == theirs
  }

  private var outline: [Set<[BoundValue]>]? {
    var (begins, ends, values): (Set<[BoundValue]>, Set<[BoundValue]>, Set<[BoundValue]>) =
      ([], [], [])
    for partition in self {
      switch partition.bound {
      case .range(let from, let to):
        begins.insert(from)
        ends.insert(to)
      case .list(let listed): values.formUnion(listed.map { [$0] })
      case .hash, .default: return nil
      }
    }
    return [begins.subtracting(ends), ends.subtracting(begins), values]
  }
}

extension Partition {
  /// Whether its rows are divided by the same key, or not divided at all.
  func isDivided(like other: Partition) -> Bool {
    partitioning?.strategy == other.partitioning?.strategy
      && partitioning?.key == other.partitioning?.key
  }
}
