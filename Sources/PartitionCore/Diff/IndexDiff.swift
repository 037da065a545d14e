import Diagnostics

/// Compares the indexes of two versions of a table, those that every partition must have.
struct IndexDiff {
  let actual: Relation
  let desired: Relation
  /// The partitions that exist before and after.
  let tree: IndexTree
  let droppable: Set<String>

  func changes(into bag: inout DiagnosticBag) -> [Change] {
    var changes: [Change] = []
    var live = actual.indexes
    let desiredNames = Set(desired.indexes.map(\.name))
    for index in desired.indexes {
      if let position = live.firstIndex(where: { $0.name == index.name }) {
        let old = live.remove(at: position)
        if !old.isSame(as: index) {
          changes.append(.replaceIndex(from: old, to: index))
        } else {
          if !isWhole(old, index) { changes.append(.repairIndex(index)) }
          changes += old.metadataChanges(to: index, on: desired.name)
        }
      } else if let position = live.firstIndex(where: {
        !desiredNames.contains($0.name) && !droppable.contains($0.name) && $0.isSame(as: index)
      }) {
        let old = live.remove(at: position)
        changes.append(.renameIndex(from: desired.name.sibling(old.name), to: index.name))
        changes += old.metadataChanges(to: index, on: desired.name)
      } else if let position = live.firstIndex(where: {
        // A table has one primary key: another one replaces it, whatever its name.
        $0.constraint?.kind == .primaryKey && index.constraint?.kind == .primaryKey
      }) {
        changes.append(.replaceIndex(from: live.remove(at: position), to: index))
      } else {
        changes.append(.addIndex(index))
      }
    }
    // The way back makes them in their order then: of equal ones PostgreSQL gives a partition's oldest to
    // the table's oldest (DefineIndex and ATTACH in the server's source go by OID).
    changes += live.reversed().map { .dropIndex($0) }
    if !changes.isEmpty, let foreign = tree.foreign {
      bag.add(.unplanned("a change of indexes beside the foreign partition \(foreign)", at: nil))
    }
    return changes
  }

  /// Whether the live index is valid and so is that of each partition, attached to it.
  private func isWhole(_ old: Index, _ new: Index) -> Bool {
    tree.isWhole(live: old, desired: new)
  }
}

/// Compares the indexes that one partition has for itself.
struct LocalIndexDiff {
  let actual: Relation
  let desired: Relation

  func changes(droppable: Set<String>) -> [Change] {
    let local = { (index: Index) in index.parent == nil }
    // An index about to be adopted by an index of the table is not a local one any more.
    let adopted = Set(desired.indexes.filter { $0.parent != nil }.map(\.name))
    var live = actual.indexes.filter { local($0) && !adopted.contains($0.name) }
    var changes: [Change] = []
    let wanted = desired.indexes.filter(local)
    let desiredNames = Set(wanted.map(\.name))
    for index in wanted {
      if let position = live.firstIndex(where: { $0.name == index.name }) {
        let old = live.remove(at: position)
        if old.isSame(as: index), old.valid {
          changes += old.metadataChanges(to: index, on: desired.name)
        } else {
          changes.append(.replaceLocalIndex(from: old, to: index, on: desired.name))
        }
      } else if let position = live.firstIndex(where: {
        $0.isSame(as: index) && $0.valid && !desiredNames.contains($0.name)
          && !droppable.contains($0.name)
      }) {
        let old = live.remove(at: position)
        changes.append(.renameIndex(from: desired.name.sibling(old.name), to: index.name))
        changes += old.metadataChanges(to: index, on: desired.name)
      } else {
        changes.append(.addLocalIndex(index, on: desired.name))
      }
    }
    changes += live.map { .dropLocalIndex($0, on: desired.name) }
    return changes
  }
}

/// Compares the indexes of one partition that belong to indexes of its parent.
struct AttachedIndexDiff {
  let actual: Relation
  let desired: Relation
  /// Names of indexes that are built anew anyway.
  let rebuilt: Set<String>

  func changes(into bag: inout DiagnosticBag) -> [Change] {
    let live = Dictionary(
      actual.indexes.compactMap { index in index.parent.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    for index in desired.indexes {
      guard let parent = index.parent, let old = live[parent], !rebuilt.contains(index.name)
      else { continue }
      if old.name != index.name {
        changes.append(.renameIndex(from: desired.name.sibling(old.name), to: index.name))
      }
      if !old.isSame(as: index) {
        bag.add(.unplanned("a change of \(old.inWords) of partition \(actual.name) alone", at: nil))
      }
      changes += old.metadataChanges(to: index, on: desired.name)
    }
    return changes
  }
}

extension Index {
  /// Whether both are the same index but for their names and what ALTER can change.
  func isSame(as other: Index) -> Bool {
    definition == other.definition && unique == other.unique && tablespace == other.tablespace
      && constraint?.kind == other.constraint?.kind
      && constraint?.columns == other.constraint?.columns
      && constraint?.definition == other.constraint?.definition
  }

  func metadataChanges(to other: Index, on table: QualifiedName) -> [Change] {
    comment == other.comment && constraint?.comment == other.constraint?.comment
      && clustered == other.clustered && statisticsTargets == other.statisticsTargets
      ? [] : [.setIndexMetadata(from: self, to: other, on: table)]
  }
}
