/// Whether partitions can be exchanged for others beside their readers and writers, with nothing
/// lost that hangs on them; where not, the whole table is converted, or refused by name.
struct RearrangementRules {
  let actual: Table
  let resolution: Resolution

  func allow(_ change: Rearrangement) -> Bool {
    resolution.conversion.strategy == .online && tableAllows && change.from.allSatisfy(mayLeave)
      && change.to.allSatisfy(mayCome) && !isBound(change.from)
      && comeBack(change.from + change.to)
      && RearrangementConversion(change, from: actual, to: resolution) != nil
  }

  /// A partition goes and comes back in one transaction: only foreign keys that point here mind.
  func allow(_ change: Rebound) -> Bool {
    !actual.dependents.contains { $0.kind == .incomingForeignKey }
      && !actual.relation.foreignKeys.contains { $0.references == actual.name || !$0.validated }
      && comeBack([change.from])
      && ReboundSteps(change, from: actual, to: resolution.desired) != nil
  }

  /// Rows are followed by their key; while foreign keys point here, a partition that leaves would
  /// have to leave with all rows that are referenced (facts 2, DETACH).
  private var tableAllows: Bool {
    let relation = actual.relation
    let notNull = Set(relation.columns.filter(\.notNull).map(\.name))
    guard relation.persistence == .permanent, let key = actual.identityColumns,
      notNull.isSuperset(of: key)
    else { return false }
    return !actual.dependents.contains { $0.kind == .incomingForeignKey }
      && !relation.foreignKeys.contains { $0.references == actual.name }
      && relation.constraints.allSatisfy { $0.kind != .exclusion && $0.validated }
  }

  /// What a partition has for itself has no place in others.
  private func mayLeave(_ partition: Partition) -> Bool {
    guard !partition.detachPending else { return false }
    return partition.standingAlone.allRelations.allSatisfy { relation in
      !relation.isForeign && relation.persistence == .permanent && relation.triggers.isEmpty
        && relation.policies.isEmpty && relation.rules.isEmpty && relation.statistics.isEmpty
        && relation.publications.isEmpty
        && relation.constraints.allSatisfy { $0.kind == .notNull }
    }
  }

  private func mayCome(_ partition: Partition) -> Bool {
    partition.standingAlone.allRelations.allSatisfy { !$0.isForeign }
  }

  /// From 17 on a partition that is divided loses its identity columns below when it is attached, and
  /// then DETACH fails: "is not an identity column" (measured on 18.4).
  private func comeBack(_ partitions: [Partition]) -> Bool {
    !actual.relation.columns.contains { $0.identity != nil }
      || partitions.allSatisfy { $0.partitioning == nil }
  }

  /// Views and the like that name a partition would stay with the one that retires.
  private func isBound(_ partitions: [Partition]) -> Bool {
    let names = Set(partitions.flatMap { $0.standingAlone.allRelations.map(\.name) })
    return actual.dependents.contains { $0.partition.map(names.contains) ?? false }
  }
}
