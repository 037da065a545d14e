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

  /// - Returns: Changes that one plan does, and where not all of them can be planned from the live
  ///   table, those that follow from where the first ones lead. Never empty.
  func stages(into bag: inout DiagnosticBag) -> [Stage] {
    guard let actual else { return [stage([.createTable(resolution.desired)])] }
    let tree = tree(actual)
    if !tree.movesRows { return [stage(inPlace(actual, tree, into: &bag))] }
    var findings = DiagnosticBag()
    switch extent(of: tree, actual, into: &findings) {
    case .some(let stages):
      bag.add(findings.diagnostics)
      return stages
    case .whole(let obstacle):
      ConversionRules(from: actual, resolution: resolution, declaration: declaration)
        .check(into: &bag)
      if let obstacle, !bag.hasErrors { bag.add(finding(obstacle, tree)) }
      return [stage([.convert(from: actual, to: resolution.desired)])]
    }
  }

  func stage(_ changes: [Change]) -> Stage {
    Stage(actual: actual, resolution: resolution, changes: changes)
  }

  /// How the partitions differ; rows that move in several places do so in one, where that spares any.
  func tree(_ actual: Table) -> TreeDiff {
    let tree = compared(actual)
    guard !tree.needsConversion, let shared = SharedLevel(of: tree.places) else { return tree }
    let joined = compared(actual, exchanging: shared.partitions)
    return shared.spares(rowsOf: actual, by: joined, insteadOf: tree) ? joined : tree
  }

  private func compared(
    _ actual: Table, exchanging exchanged: Set<[PartitionBound]> = []
  ) -> TreeDiff {
    var tree = TreeDiff(
      resolution: resolution, standalone: standalone, exchanging: exchanged)
    tree.compare(actual.partitioning, resolution.desired.partitioning, parent: actual.name)
    return tree
  }

  private func finding(_ obstacle: LocalObstacle, _ tree: TreeDiff) -> Diagnostic {
    let coming = tree.rearrangements.flatMap(\.to) + tree.rebounds.map(\.to)
    return obstacle.finding(
      on: resolution.desired.name,
      for: tree.rearrangements.flatMap(\.from.names) + tree.rebounds.map(\.from.name),
      at: coming.first.flatMap { declaration?.place(ofPartition: $0.name.name) })
  }

  /// The changes for which no row leaves its partition.
  func inPlace(
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
