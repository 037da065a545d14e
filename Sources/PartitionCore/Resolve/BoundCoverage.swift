/// The rows that some partitions of one level take together, a default one not counted.
///
/// An undeclared partition whose rows they all take cannot stay beside them and loses none by
/// leaving: its rows move. One that is covered in part stays, and overlaps, which is an error.
struct BoundCoverage {
  private var values: Set<BoundValue> = []
  /// In order of their beginnings.
  private var ranges: [BoundOrder.Placed] = []
  /// Declared hash partitions take every row, or their declaration is an error.
  private var hash = false

  init(_ partitions: [BoundOrder.Placed]) {
    for placed in partitions {
      switch placed.partition.bound {
      case .list(let listed): values.formUnion(listed)
      case .range: ranges.append(placed)
      case .hash: hash = true
      case .default: continue
      }
    }
    ranges.sort { $0.from.lexicographicallyPrecedes($1.from) }
  }

  func covers(_ placed: BoundOrder.Placed) -> Bool {
    switch placed.partition.bound {
    case .hash: return hash
    case .default: return false
    case .list(let listed): return values.isSuperset(of: listed)
    case .range:
      // The last range that does not begin behind this one, then its neighbours.
      var (low, high) = (0, ranges.count)
      while low < high {
        let middle = (low + high) / 2
        if placed.from.lexicographicallyPrecedes(ranges[middle].from) {
          high = middle
        } else {
          low = middle + 1
        }
      }
      guard low > 0 else { return false }
      var reached = ranges[low - 1].to
      guard placed.from.lexicographicallyPrecedes(reached) else { return false }
      while reached.lexicographicallyPrecedes(placed.to) {
        guard low < ranges.count, ranges[low].from == reached else { return false }
        reached = ranges[low].to
        low += 1
      }
      return true
    }
  }
}
