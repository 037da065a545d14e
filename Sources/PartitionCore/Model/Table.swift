/// One table with everything pgparcel knows of it, plain or partitioned.
///
/// The actual layout (read from the catalogs) and the desired one (elaborated from a schema
/// file) are values of this same type, so a diff has no sides and `down` is `up` of the swapped
/// pair. All SQL fragments in it are the server's own deparsed text, read under pinned settings
/// (`search_path=''`, facts 10.3), so equality of texts is equality of meaning.
package struct Table: Hashable, Sendable {
  package var relation: Relation
  /// Nil for a plain table.
  package var partitioning: Partitioning?
  /// Objects of others that point at this table by OID and block or follow a swap.
  package var dependents: [Dependent]
  /// Sequences owned by its columns, those of identity columns included.
  package var sequences: [Sequence]

  package init(
    relation: Relation, partitioning: Partitioning? = nil, dependents: [Dependent] = [],
    sequences: [Sequence] = []
  ) {
    self.relation = relation
    self.partitioning = partitioning
    self.dependents = dependents
    self.sequences = sequences
  }

  package var name: QualifiedName { relation.name }
}

extension Table {
  /// Every partition at every depth, parents before their partitions.
  package var allPartitions: [Partition] {
    var result: [Partition] = []
    func visit(_ partitioning: Partitioning?) {
      for partition in partitioning?.partitions ?? [] {
        result.append(partition)
        visit(partition.partitioning)
      }
    }
    visit(partitioning)
    return result
  }
}
