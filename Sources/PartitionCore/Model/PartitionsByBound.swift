/// The partitions of one level, each to be found by its bound and taken once.
///
/// Two layouts of a table name their partitions in one order, so the next one is nearly always the
/// one that is asked for; only where it is not are the others looked up.
struct PartitionsByBound {
  private let partitions: [Partition]
  /// Of the first that was not taken in order.
  private var next = 0
  /// Places of those that are left, from the first one on that was asked for out of order.
  private var places: [PartitionBound: Int]?

  init(_ partitions: [Partition]) { self.partitions = partitions }

  mutating func take(_ bound: PartitionBound) -> Partition? {
    if places == nil {
      if next < partitions.count, partitions[next].bound == bound {
        next += 1
        return partitions[next - 1]
      }
      places = Dictionary(
        (next..<partitions.count).map { (partitions[$0].bound, $0) },
        uniquingKeysWith: { first, _ in first })
    }
    return places?.removeValue(forKey: bound).map { partitions[$0] }
  }

  /// Those that nobody took, by name.
  var rest: [Partition] {
    (places.map { $0.values.map { partitions[$0] } } ?? Array(partitions[next...]))
      .sorted { $0.name < $1.name }
  }
}
