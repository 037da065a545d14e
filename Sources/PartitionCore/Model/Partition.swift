/// One partition: a relation, the rows it holds, and its own partitions if it has any.
package struct Partition: Hashable, Sendable {
  package var relation: Relation
  package var bound: PartitionBound
  /// Not nil where the partition is itself partitioned.
  package var partitioning: Partitioning?
  /// An interrupted DETACH CONCURRENTLY left it pending (`pg_inherits.inhdetachpending`).
  package var detachPending: Bool

  package init(
    relation: Relation, bound: PartitionBound, partitioning: Partitioning? = nil,
    detachPending: Bool = false
  ) {
    self.relation = relation
    self.bound = bound
    self.partitioning = partitioning
    self.detachPending = detachPending
  }

  package var name: QualifiedName { relation.name }
}
