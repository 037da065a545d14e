extension Table {
  /// The level of partitions below a relation of this table, the relation, and the conditions that
  /// the bounds of the relation and of those above it put on every row.
  func level(
    below parent: QualifiedName
  ) -> (parent: Relation, level: Partitioning, ancestry: [SQLText])? {
    func search(
      _ relation: Relation, _ level: Partitioning?, _ conditions: [SQLText]
    ) -> (parent: Relation, level: Partitioning, ancestry: [SQLText])? {
      guard let level else { return nil }
      if relation.name == parent { return (relation, level, conditions) }
      for partition in level.partitions where partition.partitioning != nil {
        let bound = level.proof(of: partition, parents: [relation.name])
        let found = search(
          partition.relation, partition.partitioning, conditions + [bound].compactMap { $0 })
        if let found { return found }
      }
      return nil
    }
    return search(relation, partitioning, [])
  }
}
