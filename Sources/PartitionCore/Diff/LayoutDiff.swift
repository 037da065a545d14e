import Diagnostics

/// What differs between a live table and its resolution, as changes that can be planned; what
/// cannot be is reported, never passed over.
struct LayoutDiff {
  let actual: Table?
  let resolution: Resolution
  let standalone: [QualifiedName: Table]
  let declaration: TableDeclaration?

  init(
    actual: Table?, resolution: Resolution, standalone: [QualifiedName: Table] = [:],
    declaration: TableDeclaration? = nil
  ) {
    self.actual = actual
    self.resolution = resolution
    self.standalone = standalone
    self.declaration = declaration
  }

  func changes(into bag: inout DiagnosticBag) -> [Change] {
    let desired = resolution.desired
    guard let actual else { return [.createTable(desired)] }
    var tree = TreeDiff(resolution: resolution, standalone: standalone)
    tree.compare(actual.partitioning, desired.partitioning, parent: actual.name)
    if tree.needsConversion {
      ConversionRules(from: actual, resolution: resolution, declaration: declaration)
        .check(into: &bag)
      return [.convert(from: actual, to: desired)]
    }
    for name in tree.takenNames {
      bag.add(
        Diagnostic(
          .duplicateName, "a table \(name) is there already, so no partition can take its name",
          at: declaration?.place(ofPartition: name.name),
          help: ["rename or drop that table, or give the partition another name"]))
    }
    CarriedDiff(actual: actual, desired: desired, pairs: tree.common).report(into: &bag)
    var changes = tree.changes
    if actual.relation.comment != desired.relation.comment {
      changes.append(
        .setComment(
          actual.name, from: actual.relation.comment, to: desired.relation.comment))
    }
    var rebuilt: Set<String> = []
    if let indexes = IndexTree(actual: actual, desired: desired) {
      let ofTable = IndexDiff(
        actual: actual.relation, desired: desired.relation, tree: indexes,
        droppable: resolution.retiredIndexes
      ).changes(into: &bag)
      for case .replaceIndex(_, let index) in ofTable {
        rebuilt.formUnion(indexes.members(of: index, \.desired).map(\.index.name))
      }
      changes += ofTable
    }
    for pair in tree.common where !pair.hasSameIndexes {
      changes += LocalIndexDiff(actual: pair.actual.relation, desired: pair.desired.relation)
        .changes(droppable: resolution.retiredIndexes)
      changes += AttachedIndexDiff(
        actual: pair.actual.relation, desired: pair.desired.relation, rebuilt: rebuilt
      )
      .changes(into: &bag)
    }
    AdoptionFindings(actual: actual, changes: changes, declaration: declaration).add(to: &bag)
    DefaultPartitionFindings(actual: actual, changes: changes, declaration: declaration)
      .add(to: &bag)
    KeyRules(actual: actual, desired: desired, changes: changes).check(into: &bag)
    return changes
  }
}

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
  private(set) var changes: [Change] = []
  private(set) var common: [PartitionPair] = []
  /// Some difference cannot be made in place: rows have to move.
  private(set) var needsConversion = false
  /// Names for partitions to be renamed to that stand-alone tables bear, such as detached ones.
  private(set) var takenNames: [QualifiedName] = []

  init(resolution: Resolution, standalone: [QualifiedName: Table]) {
    self.resolution = resolution
    self.standalone = standalone
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
    for partition in desired.partitions {
      if let old = live.take(partition.bound) {
        pair(old, partition, parent: parent)
      } else {
        added.append(partition)
      }
    }
    let removed = live.rest
    for partition in removed {
      guard let departure = resolution.retired[partition.name] else {
        needsConversion = true
        continue
      }
      if partition.detachPending {
        changes.append(.finalizeDetach(partition: partition.name, parent: parent))
      }
      changes.append(.removePartition(partition, parent: parent, departure))
    }
    let liveNames = added.isEmpty ? [] : Set(actual.partitions.map(\.name))
    for partition in added {
      if liveNames.contains(partition.name), !removed.contains(where: { $0.name == partition.name })
      {
        needsConversion = true
      } else if let existing = standalone[partition.name] {
        changes.append(.adoptPartition(partition, parent: parent, existing: existing))
      } else {
        changes.append(.addPartition(partition, parent: parent))
      }
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
    compare(old.partitioning, new.partitioning, parent: after.name)
  }
}

extension Partition {
  /// The partition as the table that it is once detached.
  var standingAlone: Table { Table(relation: relation, partitioning: partitioning) }
}

extension [StorageParameter] {
  /// Their order means nothing, though a dump shows it.
  func isSame(as other: [StorageParameter]) -> Bool {
    self == other || Set(self) == Set(other)
  }
}
