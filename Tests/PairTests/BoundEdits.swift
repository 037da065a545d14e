import PartitionCore

/// Edits by which rows belong to another partition.
extension LayoutGenerator {
  /// A pair of ranges of a one-column key of which the second begins where the first ends.
  private mutating func neighbours(in level: PairLevel) -> (Int, Int)? {
    guard level.key.count == 1 else { return nil }
    var pairs: [(Int, Int)] = []
    for (i, left) in level.partitions.enumerated() {
      guard case .range(_, let end) = left.bound else { continue }
      for (j, right) in level.partitions.enumerated() {
        if case .range(end, _) = right.bound { pairs.append((i, j)) }
      }
    }
    return pairs.isEmpty ? nil : one(of: pairs)
  }

  /// Places strictly inside of a range.
  private func inside(_ from: Int, _ to: Int, _ column: PairColumn) -> [Int] {
    (0..<column.places).filter { from < $0 && $0 < to }
  }

  mutating func moveBound(of level: inout PairLevel) {
    guard let (i, j) = neighbours(in: level),
      case .range(let from, let middle) = level.partitions[i].bound,
      case .range(_, let to) = level.partitions[j].bound
    else { return }
    let places = inside(from[0], to[0], level.key[0]).filter { $0 != middle[0] }
    guard !places.isEmpty else { return }
    let place = one(of: places)
    level.partitions[i].bound = .range(from, [place])
    level.partitions[j].bound = .range([place], to)
  }

  /// One partition becomes two; one of them may keep the name and what is below it.
  mutating func split(_ level: inout PairLevel) {
    let position = one(of: Array(level.partitions.indices))
    let bounds: (PairBound, PairBound)
    switch level.partitions[position].bound {
    case .range(let from, let to):
      let places = level.key.count == 1 ? inside(from[0], to[0], level.key[0]) : []
      guard !places.isEmpty else { return }
      let place = one(of: places)
      bounds = (.range(from, [place]), .range([place], to))
    case .list(let values):
      guard values.count > 1 else { return }
      bounds = (.list(Array(values.dropLast())), .list([values[values.count - 1]]))
    case .hash, .default: return
    }
    let old = level.partitions[position]
    level.partitions[position] = replacement(of: old, bounds.0)
    level.partitions.append(partition(bounds.1))
  }

  /// Two partitions become one, under the name of the first or a new one.
  mutating func merge(_ level: inout PairLevel) {
    var merged: (Int, Int, PairBound)?
    let lists = level.partitions.indices.filter {
      if case .list = level.partitions[$0].bound { true } else { false }
    }
    if let (i, j) = neighbours(in: level),
      case .range(let from, _) = level.partitions[i].bound,
      case .range(_, let to) = level.partitions[j].bound
    {
      merged = (i, j, .range(from, to))
    } else if lists.count > 1, case .list(let first) = level.partitions[lists[0]].bound,
      case .list(let second) = level.partitions[lists[1]].bound
    {
      merged = (lists[0], lists[1], .list(first + second))
    }
    guard let (i, j, bound) = merged else { return }
    level.partitions[i] = replacement(of: level.partitions[i], bound)
    level.partitions.remove(at: j)
  }

  private mutating func replacement(
    of old: PairPartition, _ bound: PairBound
  ) -> PairPartition {
    guard happens(0.5) else { return partition(bound) }
    var partition = old
    partition.bound = bound
    return partition
  }

  mutating func moveValue(of level: inout PairLevel) {
    for i in level.partitions.indices {
      guard case .list(var from) = level.partitions[i].bound, from.count > 1 else { continue }
      for j in level.partitions.indices where j != i {
        guard case .list(let to) = level.partitions[j].bound else { continue }
        let value = from.removeLast()
        level.partitions[i].bound = .list(from)
        level.partitions[j].bound = .list(to + [value])
        return
      }
    }
  }

  /// Partitions keep their names as far as there are enough of them.
  mutating func changeModulus(of level: inout PairLevel) {
    guard level.strategy == .hash else { return }
    let old = level.partitions
    let modulus = one(of: [1, 2, 3, 4, 6, 8].filter { $0 != old.count })
    level.partitions = (0..<modulus).map { remainder in
      let bound = PairBound.hash(modulus: modulus, remainder: remainder)
      guard old.indices.contains(remainder) else { return partition(bound) }
      var kept = old[remainder]
      kept.bound = bound
      return kept
    }
  }

  /// One partition of a hash becomes two of the double modulus; the others stay as they are.
  mutating func splitHash(_ level: inout PairLevel) {
    guard level.strategy == .hash else { return }
    // Every modulus has to divide the next larger one, so it is one of the largest that is split.
    let moduli = level.partitions.map { partition in
      if case .hash(let modulus, _) = partition.bound { modulus } else { 0 }
    }
    let largest = level.partitions.indices.filter { moduli[$0] == moduli.max() }
    let position = one(of: largest)
    guard case .hash(let modulus, let remainder) = level.partitions[position].bound else { return }
    let old = level.partitions[position]
    level.partitions[position] = replacement(
      of: old, .hash(modulus: 2 * modulus, remainder: remainder))
    level.partitions.append(
      partition(.hash(modulus: 2 * modulus, remainder: remainder + modulus)))
  }

  /// A partition for values that none names yet.
  mutating func addPartition(to level: inout PairLevel) {
    switch level.strategy {
    case .hash: return
    case .list:
      var free = Set((0..<level.key[0].places).map { Optional($0) })
      for partition in level.partitions {
        if case .list(let values) = partition.bound { free.subtract(values) }
      }
      let values = free.sorted { ($0 ?? 0) < ($1 ?? 0) }
      if !values.isEmpty { level.partitions.append(partition(.list([one(of: values)]))) }
    case .range:
      guard level.key.count == 1 else { return }
      let taken = level.partitions.compactMap { partition in
        if case .range(let from, let to) = partition.bound { (from[0], to[0]) } else { nil }
      }
      let free = (0..<level.key[0].places - 1).filter { place in
        taken.allSatisfy { $1 <= place || place + 1 <= $0 }
      }
      guard !free.isEmpty else { return }
      let place = one(of: free)
      level.partitions.append(partition(.range([place], [place + 1])))
    }
  }
}
