import Diagnostics

/// How much of a table has to be copied.
extension LayoutDiff {
  enum Extent {
    /// The rows of some partitions, or none; with what is to be said of it.
    case some([Stage], DiagnosticBag)
    /// All rows; nil where all of them move anyway.
    case whole(LocalObstacle?)
  }

  /// What concerns one level only is done there, after all that moves no row.
  func extent(of tree: TreeDiff, _ actual: Table) -> Extent {
    if tree.needsConversion { return .whole(nil) }
    let places = tree.rearrangements.count + tree.rebounds.count
    if places > 1 { return .whole(.places(places)) }
    var findings = DiagnosticBag()
    let others = inPlace(actual, tree, into: &findings)
    if findings.hasErrors { return .whole(nil) }
    guard let other = others.first else { return moves(of: tree, actual) }
    if let leaving = others.first(where: tree.inherits) { return .whole(.beside(leaving)) }
    guard let (halfway, first) = firstStage(before: tree, actual) else {
      return .whole(.beside(other))
    }
    let rest = LayoutDiff(
      actual: halfway, resolution: resolution, standalone: standalone, declaration: declaration)
    let tree = rest.tree(halfway)
    guard !tree.needsConversion, tree.rearrangements.count + tree.rebounds.count == 1,
      rest.inPlace(halfway, tree, into: &findings).isEmpty, !findings.hasErrors
    else { return .whole(.beside(other)) }
    switch rest.moves(of: tree, halfway) {
    case .some(let stages, _): return .some([first] + stages, findings)
    case .whole(let obstacle): return .whole(obstacle)
    }
  }

  /// The one change of a tree by which rows move, or a partition gets another bound.
  private func moves(of tree: TreeDiff, _ actual: Table) -> Extent {
    let rules = RearrangementRules(actual: actual, resolution: resolution)
    if let change = tree.rearrangements.first {
      return rules.obstacle(to: change).map { .whole($0) }
        ?? .some([stage([.rearrange(change)])], DiagnosticBag())
    }
    if let change = tree.rebounds.first {
      return rules.obstacle(to: change).map { .whole($0) }
        ?? .some([stage([.rebound(change)])], DiagnosticBag())
    }
    return .whole(nil)
  }

  /// All that moves no row, and where it leads; nil where it has to wait for rows to move.
  private func firstStage(
    before tree: TreeDiff, _ actual: Table
  ) -> (to: Table, stage: Stage)? {
    guard
      let halfway = IntermediateLayout(actual: actual, resolution: resolution).layout(before: tree)
    else { return nil }
    let diff = LayoutDiff(
      actual: actual, resolution: halfway, standalone: standalone, declaration: declaration)
    let tree = diff.tree(actual)
    guard !tree.movesRows else { return nil }
    var findings = DiagnosticBag()
    let stage = diff.stage(diff.inPlace(actual, tree, into: &findings))
    // What leaves keeps its names, and new partitions want theirs.
    let wanted = resolution.desired.allNames
    guard !findings.hasErrors, stage.namesLeft.isDisjoint(with: wanted) else { return nil }
    return (halfway.desired, stage)
  }
}

extension TreeDiff {
  /// Whether a partition leaves beside those whose rows move, and these may take rows of its bound from
  /// then on: on the way back its rows would have to be found among theirs.
  fileprivate func inherits(from change: Change) -> Bool {
    guard case .removePartition(_, let parent, _) = change else { return false }
    return rebounds.contains { $0.parent == parent }
      || rearrangements.contains { $0.parent == parent && !$0.from.takeSameRows(as: $0.to) }
  }
}
