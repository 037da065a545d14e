/// The lowest level that holds several places of a tree at which rows move.
///
/// One log follows one exchange of partitions of one level. So the partitions that hold these places are
/// exchanged as wholes there: more rows are copied than move, but not those of the partitions beside them.
struct SharedLevel {
  /// By their paths of bounds, from the top.
  let partitions: Set<[PartitionBound]>

  /// - Parameter places: The path of the parent of each level at which rows move.
  /// - Returns: Nil for less than two.
  init?(of places: [[PartitionBound]]) {
    guard let first = places.first, places.count > 1 else { return nil }
    let depth = places.dropFirst().reduce(first.count) { depth, place in
      zip(first.prefix(depth), place).prefix { $0 == $1 }.count
    }
    partitions = Set(places.filter { $0.count > depth }.map { Array($0.prefix(depth + 1)) })
  }

  /// Whether some rows stay where they are, and nothing that leaves or is adopted is caught in what is
  /// exchanged.
  func spares(rowsOf table: Table, by joined: TreeDiff, insteadOf tree: TreeDiff) -> Bool {
    guard !joined.needsConversion, joined.places.count == 1,
      let change = joined.rearrangements.first
    else { return false }
    let isWhole =
      change.parent == table.name && change.from.count == table.partitioning?.partitions.count
    return !isWhole && joined.tablesConcerned == tree.tablesConcerned
  }
}

extension TreeDiff {
  /// How many tables come to be, or cease to be, without a row being copied.
  fileprivate var tablesConcerned: Int {
    takenNames.count
      + changes.count { change in
        switch change {
        case .adoptPartition, .removePartition, .finalizeDetach: true
        default: false
        }
      }
  }
}
