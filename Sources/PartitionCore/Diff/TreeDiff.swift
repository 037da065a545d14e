/// A partition that both layouts have, by its path of bounds.
struct PartitionPair {
  let actual: Partition
  let desired: Partition

  /// Whether both have the same indexes, in whatever order.
  var hasSameIndexes: Bool {
    let (live, wanted) = (actual.relation.indexes, desired.relation.indexes)
    return live.count == wanted.count
      && wanted.allSatisfy { index in
        live.contains { $0.name == index.name && $0 == index }
      }
  }
}

/// Compares the partitions of two trees, level by level. Linear in their number.
struct TreeDiff {
  let resolution: Resolution
  let standalone: [QualifiedName: Table]
  /// Partitions that are exchanged as wholes, by their paths of bounds; what differs below them is no change
  /// of its own then.
  let exchanged: Set<[PartitionBound]>
  private(set) var changes: [Change] = []
  private(set) var common: [PartitionPair] = []
  /// Levels at which rows move from partitions to others.
  private(set) var rearrangements: [Rearrangement] = []
  private(set) var rebounds: [Rebound] = []
  /// Of each of both, the bounds of its parent and of those above it, from the top.
  private(set) var places: [[PartitionBound]] = []
  /// Where the comparison is.
  private var path: [PartitionBound] = []
  /// Some difference cannot be made in place: all rows have to move.
  private(set) var needsConversion = false
  /// Whether not all can be done with each row where it is.
  var movesRows: Bool { needsConversion || !rearrangements.isEmpty || !rebounds.isEmpty }
  /// Names for partitions to be renamed to that stand-alone tables bear, such as detached ones.
  private(set) var takenNames: [QualifiedName] = []

  init(
    resolution: Resolution, standalone: [QualifiedName: Table],
    exchanging exchanged: Set<[PartitionBound]> = []
  ) {
    self.resolution = resolution
    self.standalone = standalone
    self.exchanged = exchanged
  }

  mutating func compare(_ actual: Partitioning?, _ desired: Partitioning?, parent: QualifiedName) {
    guard let actual, let desired else {
      if (actual == nil) != (desired == nil) { needsConversion = true }
      return
    }
    guard actual.strategy == desired.strategy, actual.key == desired.key else {
      needsConversion = true
      return
    }
    var live = PartitionsByBound(actual.partitions)
    var added: [Partition] = []
    var moving: (from: [Partition], to: [Partition]) = ([], [])
    var remainder: PartitionPair?
    for partition in desired.partitions {
      guard let old = live.take(partition.bound) else {
        added.append(partition)
        continue
      }
      if !old.isDivided(like: partition) || isExchanged(partition.bound) {
        moving.from.append(old)
        moving.to.append(partition)
      } else if partition.bound == .default {
        remainder = PartitionPair(actual: old, desired: partition)
      } else {
        pair(old, partition, parent: parent)
      }
    }
    let removed = live.rest
    moving.from += removed.filter { resolution.retired[$0.name] == nil }
    detach(removed, from: parent)
    let taken = added.isEmpty ? [] : Set(actual.partitions.map(\.name)).subtracting(removed.names)
    if added.contains(where: { taken.contains($0.name) }) { needsConversion = true }
    let asked =
      resolution.conversion.defaultRows == .online && resolution.conversion.strategy == .online
      && remainder != nil && !added.isEmpty
    if !moving.from.isEmpty || asked {
      // A table that stands alone cannot take rows of others and be adopted too.
      if added.contains(where: { standalone[$0.name] != nil }) { needsConversion = true }
      moving.to += added
      if let pair = remainder, !moving.from.takeSameRows(as: moving.to) {
        moving.from.append(pair.actual)
        moving.to.append(pair.desired)
        remainder = nil
      }
      places.append(path)
      let change = Rearrangement(parent: parent, from: moving.from, to: moving.to)
      if let rebound = change.asRebound, remainder == nil, !isExchanged(rebound.to.bound) {
        pair(rebound.from, rebound.to, parent: parent)
        rebounds.append(rebound)
      } else {
        rearrangements.append(change)
      }
    } else {
      for partition in added { add(partition, to: parent) }
    }
    if let remainder { pair(remainder.actual, remainder.desired, parent: parent) }
  }

  private func isExchanged(_ bound: PartitionBound) -> Bool {
    !exchanged.isEmpty && exchanged.contains(path + [bound])
  }

  private mutating func detach(_ removed: [Partition], from parent: QualifiedName) {
    for partition in removed {
      guard let departure = resolution.retired[partition.name] else { continue }
      if partition.detachPending {
        changes.append(.finalizeDetach(partition: partition.name, parent: parent))
      }
      changes.append(.removePartition(partition, parent: parent, departure))
    }
  }

  private mutating func add(_ partition: Partition, to parent: QualifiedName) {
    if let existing = standalone[partition.name] {
      changes.append(.adoptPartition(partition, parent: parent, existing: existing))
    } else {
      changes.append(.addPartition(partition, parent: parent))
    }
  }

  private mutating func pair(_ old: Partition, _ new: Partition, parent: QualifiedName) {
    let (before, after) = (old.relation, new.relation)
    if old.detachPending {
      // Finishing the detach and attaching again is the only way out of a pending detach.
      changes.append(.finalizeDetach(partition: old.name, parent: parent))
      changes.append(.adoptPartition(new, parent: parent, existing: old.standingAlone))
      return
    }
    if before.name != after.name {
      changes.append(.renamePartition(from: before.name, to: after.name))
      if standalone[after.name] != nil { takenNames.append(after.name) }
    }
    if !before.options.isSame(as: after.options) {
      changes.append(.setStorage(after.name, from: before.options, to: after.options))
    }
    if before.tablespace != after.tablespace {
      changes.append(.setTablespace(after.name, from: before.tablespace, to: after.tablespace))
    }
    if before.comment != after.comment {
      changes.append(.setComment(after.name, from: before.comment, to: after.comment))
    }
    common.append(PartitionPair(actual: old, desired: new))
    path.append(new.bound)
    compare(old.partitioning, new.partitioning, parent: after.name)
    path.removeLast()
  }
}

extension Partition {
  /// The partition as the table that it is once detached.
  var standingAlone: Table { Table(relation: relation, partitioning: partitioning) }
}

extension [Partition] {
  var names: [QualifiedName] { map(\.name) }
}

extension [StorageParameter] {
  /// Their order means nothing, though a dump shows it.
  func isSame(as other: [StorageParameter]) -> Bool {
    self == other || Set(self) == Set(other)
  }
}
