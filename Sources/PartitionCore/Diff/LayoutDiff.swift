import Diagnostics

/// What differs between a live table and its resolution, as changes that can be planned; what
/// cannot be is reported, never passed over.
struct LayoutDiff {
  let actual: Table?
  let resolution: Resolution
  let standalone: [QualifiedName: Table]
  let declaration: TableDeclaration?

  init(
    actual: Table?, resolution: Resolution, standalone: [QualifiedName: Table] = [:],
    declaration: TableDeclaration? = nil
  ) {
    self.actual = actual
    self.resolution = resolution
    self.standalone = standalone
    self.declaration = declaration
  }

  func changes(into bag: inout DiagnosticBag) -> [Change] {
    let desired = resolution.desired
    guard let actual else { return [.createTable(desired)] }
    var tree = TreeDiff(resolution: resolution, standalone: standalone)
    tree.compare(actual.partitioning, desired.partitioning, parent: actual.name)
    if tree.rearrangements.isEmpty, tree.rebounds.isEmpty, !tree.needsConversion {
      return inPlace(actual, tree, into: &bag)
    }
    switch extent(of: tree, actual) {
    case .some(let changes): return changes
    case .whole(let obstacle):
      ConversionRules(from: actual, resolution: resolution, declaration: declaration)
        .check(into: &bag)
      if let obstacle, !bag.hasErrors { bag.add(finding(obstacle, tree)) }
      return [.convert(from: actual, to: desired)]
    }
  }

  /// How much of a table has to be copied.
  private enum Extent {
    case some([Change])
    /// Nil where all rows move anyway.
    case whole(LocalObstacle?)
  }

  /// What concerns one level only, with changes beside it that neither touch its partitions nor wait
  /// for them, is done there.
  private func extent(of tree: TreeDiff, _ actual: Table) -> Extent {
    if tree.needsConversion { return .whole(nil) }
    let places = tree.rearrangements.count + tree.rebounds.count
    if places > 1 { return .whole(.places(places)) }
    let rules = RearrangementRules(actual: actual, resolution: resolution)
    let change: Change
    if let rearrangement = tree.rearrangements.first {
      if let obstacle = rules.obstacle(to: rearrangement) { return .whole(obstacle) }
      change = .rearrange(rearrangement)
    } else if let rebound = tree.rebounds.first {
      if let obstacle = rules.obstacle(to: rebound) { return .whole(obstacle) }
      change = .rebound(rebound)
    } else {
      return .whole(nil)
    }
    var findings = DiagnosticBag()
    let others = inPlace(actual, tree, into: &findings)
    let names = change.partitionNames
    if let other = others.first(where: { !$0.commutes(beside: names) }) {
      return .whole(.beside(other))
    }
    return findings.hasErrors ? .whole(nil) : .some([change] + others)
  }

  private func finding(_ obstacle: LocalObstacle, _ tree: TreeDiff) -> Diagnostic {
    let coming = tree.rearrangements.flatMap(\.to) + tree.rebounds.map(\.to)
    return obstacle.finding(
      on: resolution.desired.name,
      for: tree.rearrangements.flatMap(\.from.names) + tree.rebounds.map(\.from.name),
      at: coming.first.flatMap { declaration?.place(ofPartition: $0.name.name) })
  }

  /// The changes for which no row leaves its partition.
  private func inPlace(
    _ actual: Table, _ tree: TreeDiff, into bag: inout DiagnosticBag
  ) -> [Change] {
    let desired = resolution.desired
    for name in tree.takenNames {
      bag.add(
        Diagnostic(
          .duplicateName, "a table \(name) is there already, so no partition can take its name",
          at: declaration?.place(ofPartition: name.name),
          help: ["rename or drop that table, or give the partition another name"]))
    }
    CarriedDiff(actual: actual, desired: desired, pairs: tree.common).report(into: &bag)
    var changes = NamesGivenUp(actual: actual, desired: desired).changes(tree.changes)
    if actual.relation.comment != desired.relation.comment {
      changes.append(
        .setComment(
          actual.name, from: actual.relation.comment, to: desired.relation.comment))
    }
    var rebuilt: Set<String> = []
    if let indexes = IndexTree(actual: actual, desired: desired) {
      let ofTable = IndexDiff(
        actual: actual.relation, desired: desired.relation, tree: indexes,
        droppable: resolution.retiredIndexes
      ).changes(into: &bag)
      for case .replaceIndex(_, let index) in ofTable {
        rebuilt.formUnion(indexes.members(of: index, \.desired).map(\.index.name))
      }
      changes += ofTable
    }
    for pair in tree.common where !pair.hasSameIndexes {
      changes += LocalIndexDiff(actual: pair.actual.relation, desired: pair.desired.relation)
        .changes(droppable: resolution.retiredIndexes)
      changes += AttachedIndexDiff(
        actual: pair.actual.relation, desired: pair.desired.relation, rebuilt: rebuilt
      )
      .changes(into: &bag)
    }
    AdoptionFindings(actual: actual, changes: changes, declaration: declaration).add(to: &bag)
    DefaultPartitionFindings(actual: actual, changes: changes, declaration: declaration)
      .add(to: &bag)
    KeyRules(actual: actual, desired: desired, changes: changes).check(into: &bag)
    return changes
  }
}

extension Change {
  /// Whether it may run before or after rows move between partitions of these names.
  fileprivate func commutes(beside names: Set<QualifiedName>) -> Bool {
    switch self {
    case .setStorage, .setTablespace, .setComment: true
    // One that steps aside keeps its name until after the exchange.
    case .renamePartition(let from, let to): !names.contains(from) && !names.contains(to)
    default: false
    }
  }

  /// The partitions that exchange rows or get another bound, as they are called before and after.
  fileprivate var partitionNames: Set<QualifiedName> {
    switch self {
    case .rearrange(let change): Set((change.from + change.to).map(\.name))
    case .rebound(let change): [change.from.name, change.to.name]
    default: []
    }
  }
}
