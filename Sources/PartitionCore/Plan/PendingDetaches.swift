/// Detaches that were begun with CONCURRENTLY and never ended: their partitions take no rows, and as
/// long as one is pending no other can begin (manual, ALTER TABLE, "DETACH PARTITION").
struct PendingDetaches {
  private var found: [QualifiedName: (partition: Partition, parent: QualifiedName)] = [:]
  private let declared: Set<QualifiedName>
  /// Those that the file does not name, and those that were to leave anyway.
  private(set) var leaving: Set<QualifiedName>

  /// - Parameter leaving: Partitions that the plan lets go.
  init(in table: Table, leaving: Set<QualifiedName>, declared: Set<QualifiedName>) {
    self.leaving = leaving
    self.declared = declared.subtracting(leaving)
    collect(table.partitioning, parent: table.name)
    self.leaving.formUnion(found.keys.filter { !declared.contains($0) })
  }

  private mutating func collect(_ level: Partitioning?, parent: QualifiedName) {
    for partition in level?.partitions ?? [] {
      if partition.detachPending { found[partition.name] = (partition, parent) }
      collect(partition.partitioning, parent: partition.name)
    }
  }

  /// What ends them.
  var ends: [Change] {
    found.values.sorted { $0.partition.name < $1.partition.name }.map {
      .finalizeDetach(partition: $0.partition.name, parent: $0.parent)
    }
  }

  /// Attaches a partition again that the file names: there is no other way out of a pending detach.
  func `return`(of partition: Partition) -> Change? {
    guard declared.contains(partition.name), let old = found[partition.name] else { return nil }
    return .adoptPartition(
      partition, parent: old.parent, existing: old.partition.standingAlone)
  }
}
