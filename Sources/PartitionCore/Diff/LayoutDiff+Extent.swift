import Diagnostics

/// How much of a table has to be copied.
extension LayoutDiff {
  enum Extent {
    /// The rows of some partitions, or none; with what is to be said of it.
    case some([Stage], DiagnosticBag)
    /// All rows; nil where all of them move anyway.
    case whole(LocalObstacle?)
  }

  /// What concerns one level only is done there, apart from all that moves no row.
  func extent(of tree: TreeDiff, _ actual: Table) -> Extent {
    if tree.needsConversion { return .whole(nil) }
    let places = tree.rearrangements.count + tree.rebounds.count
    if places > 1 { return .whole(.places(places)) }
    var findings = DiagnosticBag()
    let others = inPlace(actual, tree, into: &findings)
    if findings.hasErrors { return .whole(nil) }
    if others.isEmpty { return moves(of: tree, actual) }
    switch StagedEdit(diff: self, actual: actual, tree: tree, others: others).extent {
    case .some(let stages, _): return .some(stages, findings)
    case .whole(let obstacle): return .whole(obstacle)
    }
  }

  /// The one change of a tree by which rows move, or a partition gets another bound.
  func moves(of tree: TreeDiff, _ actual: Table) -> Extent {
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
}
