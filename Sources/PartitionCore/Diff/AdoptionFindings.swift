import Diagnostics

/// Tables that bear the names of partitions to come, and cannot become them.
struct AdoptionFindings {
  let actual: Table
  let changes: [Change]
  let declaration: TableDeclaration?

  /// ATTACH takes no table that lacks a column, has one more, or holds one in another type (manual,
  /// ALTER TABLE, "ATTACH PARTITION").
  func add(to bag: inout DiagnosticBag) {
    // One whose detach is pending comes back; it has the columns of its table.
    let returning = Set(actual.allPartitions.filter(\.detachPending).map(\.name))
    for case .adoptPartition(let partition, _, let existing) in changes
    where !returning.contains(partition.name) {
      guard shape(of: existing.relation) != shape(of: actual.relation) else { continue }
      bag.add(
        Diagnostic(
          .duplicateName,
          "a table \(partition.name) is there already, with other columns, so no partition can take "
            + "its name", at: declaration?.place(ofPartition: partition.name.name),
          help: ["rename or drop that table, or give the partition another name"]))
    }
  }

  private func shape(of relation: Relation) -> Set<[String]> {
    Set(relation.columns.map { [$0.name, $0.type, $0.collation ?? ""] })
  }
}
