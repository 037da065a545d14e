extension Planning.Outcome {
  /// The names that the plan gives and nothing of the table bears yet, in order: of tables, and of what has no
  /// rows. None where rows are copied: halfway through, much of what is to come is there, and the first file
  /// looks itself.
  ///
  /// - Parameter actual: The live table that was planned.
  package func newNames(
    beside actual: Table?
  ) -> (tables: [QualifiedName], others: [QualifiedName]) {
    guard plan.conversion == nil, plan.rearrangement == nil, !plan.changes.isEmpty else {
      return ([], [])
    }
    var names = desired.allNames
    if let actual { names.subtract(actual.allNames) }
    for case .adoptPartition(_, _, let existing) in plan.changes {
      names.subtract(existing.allNames)
    }
    let tables = names.intersection(desired.allRelations.map(\.name))
    return (tables.sorted(), names.subtracting(tables).sorted())
  }
}
