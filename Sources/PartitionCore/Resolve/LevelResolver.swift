import Diagnostics

/// Resolves the partitions of one level and, through them, of all levels below.
struct LevelResolver {
  let resolver: Resolver
  var resolution: Resolution
  /// Names of the live indexes that partitions have for themselves, by the names of the desired ones
  /// that go on from them.
  private(set) var indexOrigins: [String: String] = [:]

  /// Names of the partitions of all levels.
  private lazy var declaredNames = Set(resolver.declaration.partitionNames.map(\.name))

  init(resolver: Resolver, resolution: Resolution) {
    self.resolver = resolver
    self.resolution = resolution
  }

  mutating func level(
    _ layout: LayoutDeclaration, actual: Partitioning?, root: Relation,
    into bag: inout DiagnosticBag
  ) -> Partitioning? {
    let key = layout.key.value.compactMap { resolver.elaboration.keys[$0.sql.text] }
    guard key.count == layout.key.value.count else { return nil }
    let strategy = layout.strategy.value
    let same = actual.map { $0.strategy == strategy && $0.key == key } ?? false
    let live = same ? actual?.partitions ?? [] : []
    var unclaimed = PartitionsByBound(live)
    var partitions: [Partition] = []
    let bounds = BoundOrder(resolver: resolver, key: key)
    let declared = layout.partitions + [layout.defaultPartition].compactMap { $0 }
    let wanted = declared.compactMap { item in
      bounds.canonical(item, strategy: strategy).map { (item: item, bound: $0) }
    }
    // What the file is silent about stays as it is, also where the bound is another one.
    lazy var heir = live.heir(among: wanted.map { ($0.item.name.value, $0.bound) })
    for (item, bound) in wanted {
      let old = unclaimed.take(bound) ?? (heir?.bound == bound ? heir?.live : nil)
      partitions.append(
        partition(item, bound: bound, actual: old, root: root, into: &bag))
    }
    let left = unclaimed.rest
    // Undeclared ones all of whose rows the declared ones take: they are merged into those.
    var moved: Set<QualifiedName> = []
    let declaredNames = left.isEmpty ? [] : self.declaredNames
    let coverage = left.isEmpty ? nil : BoundCoverage(bounds.placed(partitions))
    for old in bounds.placed(left)
    where resolver.declaration.undeclared == .keep && resolution.retired[old.partition.name] == nil
    {
      if coverage?.covers(old) == true { moved.insert(old.partition.name) }
    }
    for old in left {
      // The same name under another bound or parent: rows move, which the diff sees.
      if declaredNames.contains(old.name.name) || moved.contains(old.name) { continue }
      if keeps(old, in: layout, into: &bag) { keep(old, in: &partitions) }
    }
    let placed = bounds.placed(partitions)
    bounds.checkOverlaps(placed, declared: declared, into: &bag)
    return Partitioning(
      strategy: strategy, key: key, partitions: bounds.sorted(placed).map(\.partition))
  }

  /// Whether a partition that the file does not name stays in the desired layout.
  private mutating func keeps(
    _ partition: Partition, in layout: LayoutDeclaration, into bag: inout DiagnosticBag
  ) -> Bool {
    if resolution.retired[partition.name] != nil { return false }
    // The level that lacks it: there is no entry to point at.
    let place = layout.strategy.span
    switch resolver.declaration.undeclared {
    case .keep:
      bag.add(
        Diagnostic(
          .undeclaredPartition, "partition \(partition.name) is not in the file; it stays",
          severity: .note, at: place,
          help: ["declare it, or list it under `retired:` to let it go"]))
      return true
    case .detach:
      resolution.retired[partition.name] = .detach
      return false
    case .error:
      bag.add(
        Diagnostic(
          .undeclaredPartition, "partition \(partition.name) is not in the file", severity: .error,
          at: place, help: ["declare it, or list it under `retired:` to let it go"]))
      return true
    }
  }

  /// Nothing of it changes, nor of what is below it.
  private mutating func keep(_ partition: Partition, in partitions: inout [Partition]) {
    for relation in partition.standingAlone.allRelations {
      for index in relation.indexes where index.parent == nil {
        indexOrigins[index.name] = index.name
      }
    }
    partitions.append(partition)
  }

  private mutating func partition(
    _ item: PartitionDeclaration, bound: PartitionBound, actual: Partition?, root: Relation,
    into bag: inout DiagnosticBag
  ) -> Partition {
    var relation = actual?.relation ?? newRelation(root: root)
    // A partition may live in another schema than its table.
    let name = (actual?.name ?? root.name).sibling(item.name.value)
    if relation.name != name { relation.name = name }
    if !item.options.isEmpty {
      relation.options = item.options.map { StorageParameter($0.name.value, $0.value.value) }
    }
    if let tablespace = item.tablespace?.value {
      relation.tablespace = tablespace == "pg_default" ? nil : tablespace
    }
    if let comment = item.comment?.value { relation.comment = comment.isEmpty ? nil : comment }
    var sub: Partitioning?
    if let layout = item.layout {
      sub = level(layout, actual: actual?.partitioning, root: root, into: &bag)
      if actual?.partitioning == nil { relation.options = [] }
    }
    var indexes = IndexResolver(resolver: resolver, retired: resolution.retiredIndexes)
    indexes.resolve(
      item.indexes, of: &relation, actual: actual?.relation, origins: &indexOrigins, into: &bag)
    return Partition(relation: relation, bound: bound, partitioning: sub)
  }

  /// A new partition takes what does not come with the parent by itself: owner, privileges,
  /// storage of the plain table that it replaces.
  private func newRelation(root: Relation) -> Relation {
    Relation(
      name: root.name, owner: root.owner, persistence: root.persistence,
      accessMethod: root.accessMethod, tablespace: root.tablespace,
      options: resolver.input.actual?.partitioning == nil ? root.options : [],
      privileges: resolver.declaration.grants == .inherit ? root.privileges : nil,
      replicaIdentity: root.replicaIdentity)
  }
}
