import Diagnostics

/// An edit by which rows move at one level, and that changes other things besides: in stages, each of which
/// finds the table as the one before leaves it.
///
/// What moves no row comes first, so that the old partitions and the new ones have the same indexes for as
/// long as the way back is open. What is added elsewhere comes last: its way back refuses while there are
/// rows in it, and is to do so before anything else was taken back.
struct StagedEdit {
  let diff: LayoutDiff
  let actual: Table
  let tree: TreeDiff
  /// All that the tree's one move of rows is not. Not empty.
  let others: [Change]

  private var resolution: Resolution { diff.resolution }

  var extent: LayoutDiff.Extent {
    let coming = Set(others.compactMap(\.partitionAdded))
    // What is added may take rows of what leaves, or be asked on its way back for what has left.
    let heir = { (change: Change) in
      change.isDeparture && (!coming.isEmpty || inherits(from: change))
    }
    if let leaving = others.first(where: heir) { return .whole(.beside(leaving)) }
    var moved = resolution
    moved.desired = resolution.desired.without(coming)
    guard
      let halfway = IntermediateLayout(actual: actual, resolution: moved).layout(before: tree),
      let before = inPlace(from: actual, to: halfway),
      let after = inPlace(from: moved.desired, to: resolution)
    else { return .whole(others.first.map { .beside($0) }) }
    let diff = layoutDiff(from: halfway.desired, to: moved)
    let tree = diff.tree(halfway.desired)
    var findings = DiagnosticBag()
    guard !tree.needsConversion, tree.rearrangements.count + tree.rebounds.count == 1,
      diff.inPlace(halfway.desired, tree, into: &findings).isEmpty, !findings.hasErrors
    else { return .whole(others.first.map { .beside($0) }) }
    switch diff.moves(of: tree, halfway.desired) {
    case .some(let stages):
      return .some(([before] + stages + [after]).filter { !$0.changes.isEmpty })
    case .whole(let obstacle): return .whole(obstacle)
    }
  }

  private func layoutDiff(from table: Table, to resolution: Resolution) -> LayoutDiff {
    LayoutDiff(
      actual: table, resolution: resolution, standalone: diff.standalone,
      declaration: diff.declaration)
  }

  /// Nil where it would have to wait for rows to move.
  private func inPlace(from table: Table, to goal: Resolution) -> Stage? {
    let diff = layoutDiff(from: table, to: goal)
    let tree = diff.tree(table)
    guard !tree.movesRows else { return nil }
    var findings = DiagnosticBag()
    let stage = diff.stage(diff.inPlace(table, tree, into: &findings))
    // What leaves keeps its names, and new partitions want theirs.
    let wanted = resolution.desired.allNames
    return findings.hasErrors || !stage.namesLeft.isDisjoint(with: wanted) ? nil : stage
  }

  /// Whether a partition leaves beside those whose rows move, and these may take rows of its bound from
  /// then on: on the way back its rows would have to be found among theirs.
  private func inherits(from change: Change) -> Bool {
    guard case .removePartition(_, let parent, _) = change else { return false }
    return tree.rebounds.contains { $0.parent == parent }
      || tree.rearrangements.contains { $0.parent == parent && !$0.from.takeSameRows(as: $0.to) }
  }
}

extension Change {
  fileprivate var partitionAdded: QualifiedName? {
    switch self {
    case .addPartition(let partition, _), .adoptPartition(let partition, _, _): partition.name
    default: nil
    }
  }

  fileprivate var isDeparture: Bool {
    switch self {
    case .removePartition, .finalizeDetach: true
    default: false
    }
  }
}

extension Table {
  /// The table without some of its partitions.
  fileprivate func without(_ names: Set<QualifiedName>) -> Table {
    guard !names.isEmpty else { return self }
    var table = self
    func visit(_ partitioning: inout Partitioning?) {
      guard var level = partitioning else { return }
      level.partitions.removeAll { names.contains($0.name) }
      for position in level.partitions.indices { visit(&level.partitions[position].partitioning) }
      partitioning = level
    }
    visit(&table.partitioning)
    return table
  }
}
