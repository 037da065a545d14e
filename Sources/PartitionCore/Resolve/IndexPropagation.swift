/// Gives every partition the indexes that the indexes of its parent ask for.
struct IndexPropagation {
  /// Live indexes of each partition by the parent's index that they are attached to.
  private let liveChildren: [PartitionBound.Path: [String: Index]]
  private var taken: Set<String>

  init(actual: Table?, desired: Table) {
    var children: [PartitionBound.Path: [String: Index]] = [:]
    var taken: Set<String> = []
    // A converted table steps aside with its names, so that none of them is taken.
    let converts =
      actual?.partitioning?.key != desired.partitioning?.key
      || actual?.partitioning?.strategy != desired.partitioning?.strategy
    if let actual, !converts {
      taken = Set(actual.allNames.map(\.name))
      actual.visitPartitions { path, partition in
        for index in partition.relation.indexes {
          if let parent = index.parent { children[path, default: [:]][parent] = index }
        }
      }
    }
    for relation in desired.allRelations {
      taken.insert(relation.name.name)
      for index in relation.indexes where index.parent == nil { taken.insert(index.name) }
    }
    liveChildren = children
    self.taken = taken
  }

  /// `origins` maps desired indexes of the table to the live ones that they go on from.
  func propagate(_ origins: [String: String], to table: inout Table) {
    var copy = self
    copy.descend(
      &table.partitioning, path: PartitionBound.Path(), parent: table.relation, origins: origins)
    if case .index(let name) = table.relation.replicaIdentity {
      table.replaceInheritedReplicaIdentity(of: name)
    }
  }

  private mutating func descend(
    _ partitioning: inout Partitioning?, path: PartitionBound.Path, parent: Relation,
    origins: [String: String]
  ) {
    guard var level = partitioning else { return }
    for position in level.partitions.indices {
      let partitionPath = path.appending(level.partitions[position].bound)
      var relation = level.partitions[position].relation
      let local = relation.indexes.filter { $0.parent == nil && $0.constraint == nil }
      var attached: [Index] = []
      var childOrigins: [String: String] = [:]
      for index in parent.indexes {
        let live = origins[index.name].flatMap { liveChildren[partitionPath]?[$0] }
        var child = index
        child.comment = live?.comment
        child.constraint?.comment = live?.constraint?.comment
        child.clustered = live?.clustered ?? false
        child.parent = index.name
        if let live {
          child.name = live.name
          child.tablespace = live.tablespace
          child.statisticsTargets = live.statisticsTargets
          childOrigins[child.name] = live.name
        } else {
          child.name = Naming.unused(
            Naming.partitionIndex(index, of: relation.name.name), &taken)
          child.statisticsTargets = [:]
        }
        attached.append(child)
      }
      relation.indexes = attached + local
      level.partitions[position].relation = relation
      descend(
        &level.partitions[position].partitioning, path: partitionPath, parent: relation,
        origins: childOrigins)
    }
    partitioning = level
  }
}

extension PartitionBound {
  /// The bounds from the root down to a partition: what it *is*, whatever its name.
  package struct Path: Hashable, Sendable {
    package private(set) var bounds: [PartitionBound] = []

    package init() {}

    package func appending(_ bound: PartitionBound) -> Path {
      var path = self
      path.bounds.append(bound)
      return path
    }
  }
}

extension Table {
  /// Visits every partition with its path, parents first.
  package func visitPartitions(_ body: (PartitionBound.Path, Partition) -> Void) {
    func visit(_ partitioning: Partitioning?, _ path: PartitionBound.Path) {
      for partition in partitioning?.partitions ?? [] {
        let here = path.appending(partition.bound)
        body(here, partition)
        visit(partition.partitioning, here)
      }
    }
    visit(partitioning, PartitionBound.Path())
  }

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
