extension Planning.Outcome {
  /// The names that the plan gives and nothing of the table bears yet, in order. None where rows are copied:
  /// halfway through, much of what is to come is there, and the first file looks itself.
  ///
  /// - Parameter actual: The live table that was planned.
  package func newNames(beside actual: Table?) -> [QualifiedName] {
    guard plan.conversion == nil, plan.rearrangement == nil, !plan.changes.isEmpty else {
      return []
    }
    var names = desired.allNames
    if let actual { names.subtract(actual.allNames) }
    for case .adoptPartition(_, _, let existing) in plan.changes {
      names.subtract(existing.allNames)
    }
    return names.sorted()
  }
}
