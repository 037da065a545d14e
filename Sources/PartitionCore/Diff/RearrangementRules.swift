/// Whether partitions can be exchanged for others beside their readers and writers, with nothing
/// lost that hangs on them; where not, the whole table is converted, or refused by name.
struct RearrangementRules {
  let actual: Table
  let resolution: Resolution

  /// - Returns: Nil where it can be done.
  func obstacle(to change: Rearrangement) -> LocalObstacle? {
    if resolution.conversion.strategy != .online { return .strategy }
    if let obstacle = ofTable { return obstacle }
    if let partition = change.from.first(where: { !mayLeave($0) }) {
      return .ownObjects(of: partition.name)
    }
    if let partition = change.to.first(where: { !mayCome($0) }) {
      return .foreign(partition.name)
    }
    if let dependent = bound(to: change.from) { return .dependent(dependent) }
    if !comeBack(change.from + change.to) { return .identityColumns }
    return RearrangementConversion(change, from: actual, to: resolution) == nil ? .levels : nil
  }

  /// A partition goes and comes back in one transaction: only foreign keys that point here mind.
  func obstacle(to change: Rebound) -> LocalObstacle? {
    if let key = actual.incomingForeignKey { return .dependent(key) }
    if actual.relation.foreignKeys.contains(where: { $0.references == actual.name || !$0.validated }
    ) {
      return .foreignKeys
    }
    if !comeBack([change.from]) { return .identityColumns }
    return ReboundSteps(change, from: actual, to: resolution.desired) == nil ? .levels : nil
  }

  /// Rows are followed by their key; while foreign keys point here, a partition that leaves would
  /// have to leave with all rows that are referenced (facts 2, DETACH).
  private var ofTable: LocalObstacle? {
    let relation = actual.relation
    let notNull = Set(relation.columns.filter(\.notNull).map(\.name))
    guard let key = actual.identityColumns, notNull.isSuperset(of: key) else { return .noKey }
    if relation.persistence != .permanent { return .persistence }
    if let key = actual.incomingForeignKey { return .dependent(key) }
    if relation.foreignKeys.contains(where: { $0.references == actual.name }) {
      return .foreignKeys
    }
    return relation.constraints.allSatisfy { $0.kind != .exclusion && $0.validated }
      ? nil : .constraints
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
  private func bound(to partitions: [Partition]) -> Dependent? {
    let names = Set(partitions.flatMap { $0.standingAlone.allRelations.map(\.name) })
    return actual.dependents.first { $0.partition.map(names.contains) ?? false }
  }
}

extension Table {
  fileprivate var incomingForeignKey: Dependent? {
    dependents.first { $0.kind == .incomingForeignKey }
  }
}
