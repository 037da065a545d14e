/// What others may change on partitions that are about to be exchanged, and would lose by it.
extension Guard {
  /// Raises where one of these is no partition of this parent.
  mutating func requireMembers(_ partitions: [Partition], of parent: QualifiedName) {
    let list = SQLText.joined(partitions.map { "(\($0.name.lookup))" }, ", ")
    refuse(
      when: """
        EXISTS (
            SELECT FROM (VALUES \(list)) AS p (oid)
            WHERE NOT EXISTS (
              SELECT FROM pg_catalog.pg_inherits
              WHERE inhrelid = p.oid AND inhparent = \(parent.lookup)))
        """,
      "partitions of \(parent) changed since this file was generated: "
        + "\(RowSync.words(partitions.names)) is expected; run the files in their order, or take "
        + "that change back")
    for partition in partitions where partition.partitioning != nil {
      requirePartitions(of: partition.standingAlone)
    }
  }

  /// Raises when a partition got or lost something of its own: an index, a constraint, a trigger or
  /// a policy that does not come from its parent.
  ///
  /// - Parameter check: The CHECK that proves its bound, which may be there.
  mutating func requireOwnObjects(of partition: Partition, besides check: String) {
    let oid = partition.name.lookup
    let indexes = partition.relation.indexes.filter { $0.parent == nil }.map(\.name)
    refuse(
      when: """
        EXISTS (
            SELECT FROM pg_catalog.pg_constraint
            WHERE conrelid = \(oid) AND contype IN ('c', 'f', 'x') AND conparentid = 0
              AND coninhcount = 0 AND conname <> \(literal: check)
            UNION ALL
            SELECT FROM pg_catalog.pg_trigger
            WHERE tgrelid = \(oid) AND NOT tgisinternal AND tgparentid = 0
              AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'
            UNION ALL
            SELECT FROM pg_catalog.pg_policy WHERE polrelid = \(oid))
          OR (SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
                FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
                WHERE i.indrelid = \(oid) AND NOT c.relispartition)
            IS DISTINCT FROM
            \(Self.list(indexes, ", "))
        """,
      "indexes, constraints, triggers or policies of \(partition.name) changed since this file was "
        + "generated, and it would lose them; \(Self.remedy)")
  }
}
