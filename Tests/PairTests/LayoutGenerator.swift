import PartitionCore
import TestSupport

/// Draws layouts of the table.
struct LayoutGenerator {
  var random: Seeded
  /// Columns that may be NULL.
  let nullable: Set<PairColumn>
  /// How many names were given.
  private var named = 0

  init(_ random: Seeded, nullable: Set<PairColumn>) {
    self.random = random
    self.nullable = nullable
  }

  mutating func happens(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < probability
  }

  mutating func one<T>(of values: [T]) -> T {
    // No list that is drawn from is empty.
    values[Int.random(in: values.indices, using: &random)]
  }

  /// A name that nothing bears.
  mutating func name(_ prefix: String) -> String {
    named += 1
    return "\(prefix)\(named)"
  }

  /// From here on partitions get the names of those drawn before.
  mutating func reuseNames() { named = 0 }

  /// A whole layout, sometimes a plain table.
  mutating func layout() -> PairLayout {
    var layout = PairLayout(root: happens(0.12) ? nil : level(depth: 1, above: []))
    for _ in 0..<Int.random(in: 0...2, using: &random) { layout.indexes.append(index()) }
    return layout
  }

  /// A layout in which some of several partitions are divided.
  mutating func nestedLayout() -> PairLayout {
    var drawn = layout()
    while drawn.root.map({ $0.partitions.count < 3 || $0.partitions.count { $0.inner != nil } < 2 })
      ?? true
    {
      drawn = layout()
    }
    return drawn
  }

  /// A plain index; its name is never that of a partition.
  mutating func index() -> PairIndex {
    let columns = Array(PairColumn.allCases.shuffled(using: &random).prefix(happens(0.5) ? 1 : 2))
    return PairIndex(
      name: "ix\(Int.random(in: 0...99_999_999, using: &random))", columns: columns)
  }

  // MARK: Levels

  /// - Parameters:
  ///   - depth: 1 for the table's own partitions; 3 is the deepest.
  ///   - above: columns of the keys above.
  mutating func level(depth: Int, above: [PairColumn]) -> PairLevel {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<7: list(depth, above)
    case 7..<15: range(depth, above)
    default: hash(depth, above)
    }
  }

  private mutating func list(_ depth: Int, _ above: [PairColumn]) -> PairLevel {
    let column = column(of: [.region, .size, .urgent, .day, .token], above)
    var places: [Int?] = Array(0..<column.places).shuffled(using: &random)
    if nullable.contains(column), happens(0.5) {
      places.insert(nil, at: Int.random(in: 0...places.count, using: &random))
    }
    var groups = Array(repeating: [Int?](), count: Int.random(in: 1...4, using: &random))
    for place in places where happens(0.85) {
      groups[Int.random(in: groups.indices, using: &random)].append(place)
    }
    var bounds = groups.filter { !$0.isEmpty }.map { PairBound.list($0) }
    if bounds.isEmpty || happens(0.5) { bounds.append(.default) }
    return level(.list, [column], bounds, depth, above)
  }

  private mutating func range(_ depth: Int, _ above: [PairColumn]) -> PairLevel {
    let first = column(of: [.day, .at, .size, .id, .region, .token], above)
    let second = column(of: [.size, .urgent, .region], above + [first])
    // Several ids share a place, so that a place does not say whether the second column decides.
    let isAlone = first == .id || second == .id
    let key = !isAlone && happens(0.2) ? [first, second] : [first]
    var ends: [[Int]] = happens(0.7) ? [key.map { _ in Int.min }] : []
    for place in (1..<first.places).shuffled(using: &random).prefix(happens(0.6) ? 2 : 4).sorted() {
      ends.append([place] + key.dropFirst().map { Int.random(in: 0..<$0.places, using: &random) })
    }
    if happens(0.7) { ends.append(key.map { _ in Int.max }) }
    var bounds = zip(ends, ends.dropFirst()).map { PairBound.range($0, $1) }
    if bounds.count > 2, happens(0.3) { bounds.remove(at: one(of: Array(bounds.indices))) }
    if happens(0.45) { bounds.append(.default) }
    return level(.range, key, bounds, depth, above)
  }

  private mutating func hash(_ depth: Int, _ above: [PairColumn]) -> PairLevel {
    let first = column(of: [.id, .token, .region, .size], above)
    let second = column(of: [.id, .token, .size], above + [first])
    let key = second != first && happens(0.2) ? [first, second] : [first]
    let modulus = Int.random(in: 1...5, using: &random)
    let bounds = (0..<modulus).map { PairBound.hash(modulus: modulus, remainder: $0) }
    return level(.hash, key, bounds, depth, above)
  }

  /// One of the columns that no key above has; the id, if there is none left.
  private mutating func column(of columns: [PairColumn], _ above: [PairColumn]) -> PairColumn {
    let free = columns.filter { !above.contains($0) }
    return free.isEmpty ? .id : one(of: free)
  }

  private mutating func level(
    _ strategy: PartitionStrategy, _ key: [PairColumn], _ bounds: [PairBound], _ depth: Int,
    _ above: [PairColumn]
  ) -> PairLevel {
    let partitions = bounds.map { bound in
      var partition = partition(bound)
      if depth < 3, happens(strategy == .hash ? 0.15 : 0.25) {
        partition.inner = level(depth: depth + 1, above: above + key)
      }
      return partition
    }
    return PairLevel(strategy: strategy, key: key, partitions: partitions)
  }

  /// A leaf.
  mutating func partition(_ bound: PairBound) -> PairPartition {
    var partition = PairPartition(name: name("shipments_"), bound: bound)
    if happens(0.2) { partition.fillfactor = one(of: [50, 70, 90]) }
    if happens(0.1) { partition.comment = name("comment ") }
    if happens(0.15) { partition.indexes = [index()] }
    return partition
  }
}
