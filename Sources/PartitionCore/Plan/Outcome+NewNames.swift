extension Planning.Outcome {
  /// The names that the plan gives and nothing of the table bears yet: of tables, and of what has no rows. None
  /// where rows are copied: halfway through, much of what is to come is there, and the first file looks itself.
  ///
  /// - Parameter actual: The live table that was planned.
  package func newNames(
    beside actual: Table?
  ) -> (tables: [QualifiedName], others: [QualifiedName]) {
    guard plan.conversion == nil, plan.rearrangement == nil, !plan.changes.isEmpty else {
      return ([], [])
    }
    var known = actual?.allNames ?? []
    for case .adoptPartition(_, _, let existing) in plan.changes {
      known.formUnion(existing.allNames)
    }
    let isNew = { (name: QualifiedName) in !known.contains(name) }
    let relations = desired.allRelations
    let indexes = relations.lazy.flatMap { relation in
      relation.indexes.lazy.map { relation.name.sibling($0.name) }
    }
    return (
      relations.map(\.name).filter(isNew),
      indexes.filter(isNew) + desired.sequences.map(\.name).filter(isNew)
    )
  }
}
