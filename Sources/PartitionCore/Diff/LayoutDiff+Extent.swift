import Diagnostics

/// How much of a table has to be copied.
extension LayoutDiff {
  enum Extent {
    /// The rows of some partitions, or none.
    case some([Stage])
    /// All rows; nil where all of them move anyway.
    case whole(LocalObstacle?)
  }

  /// What concerns one level only is done there, apart from all that moves no row.
  ///
  /// - Parameter findings: What is to be said where not all rows are copied.
  func extent(
    of tree: TreeDiff, _ actual: Table, into findings: inout DiagnosticBag
  ) -> Extent {
    if tree.needsConversion { return .whole(nil) }
    let places = tree.rearrangements.count + tree.rebounds.count
    if places > 1 { return .whole(.places(places)) }
    let others = inPlace(actual, tree, into: &findings)
    if findings.hasErrors { return .whole(nil) }
    if others.isEmpty { return moves(of: tree, actual) }
    return StagedEdit(diff: self, actual: actual, tree: tree, others: others).extent
  }

  /// The one change of a tree by which rows move, or a partition gets another bound.
  func moves(of tree: TreeDiff, _ actual: Table) -> Extent {
    let rules = RearrangementRules(actual: actual, resolution: resolution)
    if let change = tree.rearrangements.first {
      return rules.obstacle(to: change).map { .whole($0) }
        ?? .some([stage([.rearrange(change)])])
    }
    if let change = tree.rebounds.first {
      return rules.obstacle(to: change).map { .whole($0) }
        ?? .some([stage([.rebound(change)])])
    }
    return .whole(nil)
  }
}
