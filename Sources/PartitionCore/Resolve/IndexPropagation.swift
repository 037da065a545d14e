/// Gives every partition the indexes that the indexes of its parent ask for.
struct IndexPropagation {
  private let actual: Table?
  private let desired: Table
  /// Names of live indexes, of the table and of partitions for themselves, by the names of the desired
  /// ones that go on from them.
  private let origins: [String: String]
  /// Names that no new index may bear; nil until one needs a name, for gathering them is dear.
  private var taken: Set<String>?
  /// A converted table steps aside with its names, so that none of them is taken.
  private let converts: Bool

  init(actual: Table?, desired: Table, origins: [String: String]) {
    self.actual = actual
    self.desired = desired
    self.origins = origins
    converts =
      actual?.partitioning?.key != desired.partitioning?.key
      || actual?.partitioning?.strategy != desired.partitioning?.strategy
  }

  func propagate(to table: inout Table) {
    var copy = self
    copy.descend(
      &table.partitioning, live: converts ? nil : actual?.partitioning, parent: table.relation,
      parentOrigins: origins)
    if case .index(let name) = table.relation.replicaIdentity {
      table.replaceInheritedReplicaIdentity(of: name)
    }
  }

  /// `live` is the same level of the live table, `parentOrigins` what `origins` is, of the parent.
  private mutating func descend(
    _ partitioning: inout Partitioning?, live: Partitioning?, parent: Relation,
    parentOrigins: [String: String]
  ) {
    guard var level = partitioning else { return }
    // Held once, the level is changed in place.
    partitioning = nil
    let indexes = parent.indexes.map { (index: $0, origin: parentOrigins[$0.name]) }
    lazy var names = parent.indexes.map(PartitionIndexName.init)
    let there = live?.partitions ?? []
    var lives = PartitionsByBound(there)
    let coming = level.partitions
    lazy var heir = there.heir(among: coming)
    for position in level.partitions.indices {
      let bound = level.partitions[position].bound
      let old = lives.take(bound) ?? (heir?.bound == bound ? heir?.live : nil)
      let relation = level.partitions[position].relation
      var attached: [Index] = []
      attached.reserveCapacity(indexes.count)
      var childOrigins: [String: String] = [:]
      for (place, (index, origin)) in indexes.enumerated() {
        let part = origin.flatMap { old?.relation.part(of: $0) }
        let child = child(
          of: index, part: part, orNamed: names[place].name(in: relation.name.name))
        if let part, level.partitions[position].partitioning != nil {
          childOrigins[child.name] = part.name
        }
        attached.append(child)
      }
      let own = relation.indexes.filter { $0.parent == nil && $0.constraint == nil }
      if level.partitions[position].partitioning != nil {
        for index in own { childOrigins[index.name] = origins[index.name] }
      }
      attached += own
      level.partitions[position].relation.indexes = attached
      descend(
        &level.partitions[position].partitioning, live: old?.partitioning,
        parent: level.partitions[position].relation, parentOrigins: childOrigins)
    }
    partitioning = level
  }

  /// What a partition needs of its parent's index; `part` is what it has of it already, else it
  /// gets the name.
  private mutating func child(
    of index: Index, part: Index?, orNamed name: @autoclosure () -> String
  ) -> Index {
    var child = index
    child.comment = part?.comment
    child.constraint?.comment = part?.constraint?.comment
    child.clustered = part?.clustered ?? false
    child.parent = index.name
    child.statisticsTargets = part?.statisticsTargets ?? [:]
    if let part {
      child.name = part.name
      child.tablespace = part.tablespace
    } else {
      child.name = unused(name())
    }
    return child
  }

  private mutating func unused(_ name: String) -> String {
    var names = taken ?? namesInUse
    defer { taken = names }
    taken = nil
    return Naming.unused(name, &names)
  }

  private var namesInUse: Set<String> {
    var names: Set<String> = []
    if let actual, !converts { names = Set(actual.allNames.map(\.name)) }
    for relation in desired.allRelations {
      names.insert(relation.name.name)
      for index in relation.indexes where index.parent == nil { names.insert(index.name) }
    }
    return names
  }
}

extension Relation {
  /// The index that is attached to this index of the parent.
  fileprivate func part(of parent: String) -> Index? {
    let indexes = indexes
    return indexes.firstIndex { $0.parent == parent }.map { indexes[$0] }
  }
}

extension Table {
  /// A replica identity by index names the partition's own index, not the table's.
  fileprivate mutating func replaceInheritedReplicaIdentity(of index: String) {
    func visit(_ partitioning: inout Partitioning?, _ parentIndex: String) {
      guard var level = partitioning else { return }
      for position in level.partitions.indices {
        guard
          let child = level.partitions[position].relation.indexes.first(where: {
            $0.parent == parentIndex
          })
        else { continue }
        if level.partitions[position].relation.replicaIdentity == .index(index) {
          level.partitions[position].relation.replicaIdentity = .index(child.name)
        }
        visit(&level.partitions[position].partitioning, child.name)
      }
      partitioning = level
    }
    visit(&partitioning, index)
  }
}
