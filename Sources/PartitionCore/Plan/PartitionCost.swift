/// What making many partitions costs the server.
///
/// Each is compared with those that are there already, so that the whole grows with the square of their
/// number. The figures are of PostgreSQL 15 on an idle machine without replicas: 0.8 ms for each table and
/// index, 5 µs for each partition that is there (`Benchmarks/windows` makes a thousand).
package struct PartitionCost: Hashable, Sendable {
  /// Partitions to be made, of all levels.
  package let partitions: Int
  package let seconds: Double
  /// Locks that one transaction holds at its end, at most.
  package let locks: Int

  /// Nil for a plan that makes fewer partitions than anybody would notice.
  ///
  /// - Parameter present: partitions that are there.
  package init?(of plan: Plan, present: Int) {
    let made = plan.changes.flatMap { change -> [Table] in
      switch change {
      case .createTable(let table), .convert(_, let table):
        table.partitioning?.partitions.map(\.standingAlone) ?? []
      case .addPartition(let partition, _): [partition.standingAlone]
      default: []
      }
    }
    let relations = made.flatMap(\.allRelations)
    guard relations.count >= Self.noticed else { return nil }
    partitions = relations.count
    let there = plan.conversion == nil ? present : 0
    let tables = relations.reduce(0) { $0 + 1 + $1.indexes.count }
    let comparisons = Double(partitions) * (Double(there) + Double(partitions) / 2)
    seconds = Double(tables) * 0.0008 + comparisons * 0.000_005
    let all = made.reduce(0) { $0 + LockNeed.count(adding: $1) }
    locks = plan.lockNeed ?? min(all, LockNeed.small)
  }

  private static let noticed = 200
}
