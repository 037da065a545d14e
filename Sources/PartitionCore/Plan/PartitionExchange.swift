/// The names of two sets of partitions that take turns in one parent: those that are live have the
/// real ones, the others stand in a table of their own and give way where a name is wanted twice.
struct PartitionExchange {
  /// What is there before and after, each as a table that lists only these partitions.
  let from: Table
  let to: Table
  /// The table that stands aside: with the new partitions before the exchange, with the old ones
  /// after it. It is divided like the parent, so that rows find their partition, and has one index,
  /// by which rows are looked up.
  let working: Table
  let retired: Table
  /// Renames of the old partitions and of the new ones: away from the real names and back.
  let old: Renaming
  let new: Renaming

  /// - Parameters:
  ///   - parent: the relation whose partitions these are, with the columns of the table.
  ///   - known: every name that is in use before or after.
  init?(_ change: Rearrangement, parent: Relation, level: Partitioning, known: Set<QualifiedName>) {
    let divided = { (partitions: [Partition]) in
      Partitioning(strategy: level.strategy, key: level.key, partitions: partitions)
    }
    from = Table(relation: parent, partitioning: divided(change.from))
    to = Table(relation: parent, partitioning: divided(change.to))
    guard var identity = from.identityIndex else { return nil }
    var taken = Set(known.map(\.name))
    identity.name = Naming.unused(Naming.aside(identity.name), &taken)
    identity.parent = nil
    let aside = Relation(
      name: parent.name.sibling(Naming.unused(Naming.aside(parent.name.name), &taken)),
      owner: parent.owner, columns: parent.columns, indexes: [identity.withoutMetadata])
    var old = Renaming()
    var new = Renaming()
    var (oldLevel, newLevel) = (from.partitioning, to.partitioning)
    old.partitions(&oldLevel, needed: to.allNames) {
      Naming.unused(Naming.retired($0), &taken)
    }
    new.partitions(&newLevel, needed: from.allNames) {
      Naming.unused(Naming.replacement($0), &taken)
    }
    retired = Table(relation: aside, partitioning: oldLevel)
    working = Table(relation: aside, partitioning: newLevel)
    self.old = old
    self.new = new
  }
}

extension Table {
  /// The index behind `identityColumns`.
  fileprivate var identityIndex: Index? {
    guard let columns = identityColumns else { return nil }
    let ofOne = { (index: Index) in
      var relation = relation
      relation.indexes = [index]
      return Table(relation: relation).identityColumns
    }
    return relation.indexes.first { ofOne($0) == columns }
  }
}

extension Index {
  /// The same index and constraint, but for what people say of it.
  fileprivate var withoutMetadata: Index {
    var index = self
    index.comment = nil
    index.constraint?.comment = nil
    index.clustered = false
    index.statisticsTargets = [:]
    index.tablespace = nil
    return index
  }
}
