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
    if tree.rearrangements.isEmpty, !tree.needsConversion {
      return inPlace(actual, tree, into: &bag)
    }
    if let change = rearrangement(actual, tree) { return [.rearrange(change)] }
    ConversionRules(from: actual, resolution: resolution, declaration: declaration)
      .check(into: &bag)
    return [.convert(from: actual, to: desired)]
  }

  /// The one rearrangement that is all there is to do; nil where it is not.
  private func rearrangement(_ actual: Table, _ tree: TreeDiff) -> Rearrangement? {
    guard !tree.needsConversion, tree.rearrangements.count == 1,
      let change = tree.rearrangements.first,
      RearrangementRules(actual: actual, resolution: resolution).allow(change)
    else { return nil }
    var findings = DiagnosticBag()
    let others = inPlace(actual, tree, into: &findings)
    return others.isEmpty && !findings.hasErrors ? change : nil
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
    var changes = tree.changes
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
    DefaultPartitionFindings(actual: actual, changes: changes, declaration: declaration)
      .add(to: &bag)
    KeyRules(actual: actual, desired: desired, changes: changes).check(into: &bag)
    return changes
  }
}
