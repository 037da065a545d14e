import PartitionCore

/// A small change of a layout, as somebody would make it in the file.
enum LayoutEdit: CaseIterable, Sendable {
  case moveBound, split, merge, moveValue, changeModulus, splitHash, addPartition, removePartition
  case addDefault, removeDefault, addLevel, removeLevel, rename, exchangeNames
  case addIndex, removeIndex, addLocalIndex, removeLocalIndex, changeStorage, changeComment

  /// Whether an index, not the partitions, is concerned.
  var isOfTable: Bool { self == .addIndex || self == .removeIndex }

  /// Those by which rows go from some partitions to others.
  static let moving: [LayoutEdit] = [
    .moveBound, .split, .merge, .moveValue, .changeModulus, .splitHash,
  ]

  /// Whether the rows of each partition that goes belong to others then.
  var keepsRows: Bool { self != .removePartition && self != .removeDefault }
}

extension LayoutGenerator {
  /// Makes one edit of these kinds at some place of the layout where it is possible.
  ///
  /// - Returns: nil where none was.
  mutating func edit(
    _ layout: inout PairLayout, of kinds: [LayoutEdit] = LayoutEdit.allCases
  ) -> LayoutEdit? {
    for edit in kinds.shuffled(using: &random) {
      let before = layout
      if edit.isOfTable {
        if edit == .addIndex {
          layout.indexes.append(index())
        } else if !layout.indexes.isEmpty {
          layout.indexes.removeLast()
        }
      } else if let root = layout.root {
        for path in root.paths.shuffled(using: &random) where layout == before {
          layout.root?[path[...]] = changed(root[path[...]], edit, depth: path.count + 1)
        }
      }
      if layout != before { return edit }
    }
    return nil
  }

  /// Moves rows below each of two partitions of a layout that has such.
  mutating func editInSeveralPlaces(_ layout: inout PairLayout) {
    guard let root = layout.root else { return }
    let divided = root.partitions.indices.filter { root.partitions[$0].inner != nil }
    for position in divided.shuffled(using: &random).prefix(2) {
      let before = layout
      let paths = root.paths.filter { $0.first == position }.shuffled(using: &random)
      for edit in LayoutEdit.moving.shuffled(using: &random) {
        for path in paths where layout == before {
          layout.root?[path[...]] = changed(root[path[...]], edit, depth: path.count + 1)
        }
      }
    }
  }

  /// The level after the edit; as it is where the edit is not possible.
  private mutating func changed(
    _ level: PairLevel, _ edit: LayoutEdit, depth: Int
  ) -> PairLevel {
    var level = level
    let leaves = level.partitions.indices.filter { level.partitions[$0].inner == nil }
    switch edit {
    case .moveBound: moveBound(of: &level)
    case .split: split(&level)
    case .merge: merge(&level)
    case .moveValue: moveValue(of: &level)
    case .changeModulus: changeModulus(of: &level)
    case .splitHash: splitHash(&level)
    case .addPartition: addPartition(to: &level)
    case .removePartition:
      // What a hash level lacks cannot be stored; the file is refused.
      guard level.strategy != .hash, level.partitions.count > 1 else { break }
      level.partitions.remove(at: one(of: Array(level.partitions.indices)))
    case .addDefault:
      guard level.strategy != .hash, !level.partitions.contains(where: { $0.bound == .default })
      else { break }
      level.partitions.append(partition(.default))
    case .removeDefault:
      guard level.partitions.count > 1 else { break }
      level.partitions.removeAll { $0.bound == .default }
    case .addLevel:
      guard depth < 3, !leaves.isEmpty else { break }
      let position = one(of: leaves)
      level.partitions[position].inner = self.level(depth: depth + 1, above: level.keyColumns)
    case .removeLevel:
      let divided = level.partitions.indices.filter { level.partitions[$0].inner != nil }
      if !divided.isEmpty { level.partitions[one(of: divided)].inner = nil }
    case .rename:
      level.partitions[one(of: Array(level.partitions.indices))].name = name("shipments_")
    case .exchangeNames:
      guard level.partitions.count > 1 else { break }
      let (first, second) = (level.partitions[0].name, level.partitions[1].name)
      (level.partitions[0].name, level.partitions[1].name) = (second, first)
    case .addLocalIndex:
      level.partitions[one(of: Array(level.partitions.indices))].indexes.append(index())
    case .removeLocalIndex:
      for position in level.partitions.indices { level.partitions[position].indexes = [] }
    case .changeStorage:
      guard !leaves.isEmpty else { break }
      level.partitions[one(of: leaves)].fillfactor = one(of: [40, 60, 80])
    case .changeComment:
      level.partitions[one(of: Array(level.partitions.indices))].comment = name("other ")
    case .addIndex, .removeIndex: break
    }
    return level
  }
}
