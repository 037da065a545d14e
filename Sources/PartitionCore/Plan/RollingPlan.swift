package import Diagnostics

/// What rolling the windows of a table takes: partitions that come and partitions that go.
package struct WindowRoll: Sendable {
  /// A partition to come, at the level of this live parent.
  package struct Addition: Hashable, Sendable {
    package let name: QualifiedName
    package let parent: QualifiedName

    package init(name: QualifiedName, parent: QualifiedName) {
      self.name = name
      self.parent = parent
    }
  }

  package struct Removal: Hashable, Sendable {
    package let name: QualifiedName
    package let parent: QualifiedName
    package let departure: Departure

    package init(name: QualifiedName, parent: QualifiedName, departure: Departure) {
      self.name = name
      self.parent = parent
      self.departure = departure
    }
  }

  package let additions: [Addition]
  package let removals: [Removal]

  package init(additions: [Addition], removals: [Removal]) {
    self.additions = additions
    self.removals = removals
  }
}

/// The plan that rolls the windows of a live table, and nothing else of what the file says. A change of
/// the definition that is still to be planned does not stop it, and what is done already is left out.
package struct RollingPlan {
  private let input: Planning.Input
  private let actual: Table
  private let additions: [WindowRoll.Addition]
  private let removals: [(partition: Partition, removal: WindowRoll.Removal)]
  private let pending: PendingDetaches

  /// - Parameter input: With a declaration that names the partitions to come.
  package init(_ input: Planning.Input, actual: Table, _ roll: WindowRoll) {
    self.input = input
    self.actual = actual
    let live = Dictionary(
      actual.allPartitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    additions = roll.additions.filter { live[$0.name] == nil }
    removals = roll.removals.compactMap { removal in
      live[removal.name].map { ($0, removal) }
    }
    pending = PendingDetaches(
      in: actual, leaving: Set(removals.map(\.removal.name)),
      declared: Set(input.declaration.partitionNames))
  }

  /// Nil where the bag received an error.
  package func outcome(into bag: inout DiagnosticBag) -> Planning.Outcome? {
    guard let resolution = Resolver(input: input).resolution(into: &bag) else { return nil }
    let rolled = rolled(with: resolution.desired)
    let changes = changes(rolled)
    AdoptionFindings(actual: actual, changes: changes, declaration: input.declaration)
      .add(to: &bag)
    DefaultPartitionFindings(actual: actual, changes: changes, declaration: input.declaration)
      .add(to: &bag)
    guard !bag.hasErrors else { return nil }
    let plan = Planner(
      actual: actual,
      resolution: Resolution(
        desired: rolled, conversion: resolution.conversion, rollingDepths: resolution.rollingDepths),
      changes: changes, addsFirst: true
    ).plan()
    return Planning.Outcome(desired: rolled, plan: plan)
  }

  /// The live table without those that go and with those that come, which have the indexes that the
  /// live ones ask for.
  private func rolled(with desired: Table) -> Table {
    let going = Set(removals.map(\.removal.name)).union(pending.leaving)
    let wanted = Dictionary(grouping: additions, by: \.parent)
    let declared = Dictionary(
      desired.allPartitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var table = actual
    func visit(_ partitioning: inout Partitioning?, parent: QualifiedName) {
      guard var level = partitioning else { return }
      partitioning = nil
      for position in level.partitions.indices {
        let name = level.partitions[position].name
        visit(&level.partitions[position].partitioning, parent: name)
        level.partitions[position].detachPending = false
      }
      level.partitions.removeAll { going.contains($0.name) }
      level.partitions += (wanted[parent] ?? []).compactMap { declared[$0.name]?.bare }
      partitioning = level
    }
    visit(&table.partitioning, parent: table.name)
    let origins = Dictionary(
      uniqueKeysWithValues: actual.relation.indexes.map { ($0.name, $0.name) })
    IndexPropagation(actual: actual, desired: table, origins: origins).propagate(to: &table)
    return table
  }

  private func changes(_ rolled: Table) -> [Change] {
    var changes: [Change] = []
    changes += pending.ends
    for (partition, removal) in removals {
      changes.append(
        .removePartition(partition, parent: removal.parent, removal.departure))
    }
    let parents = Dictionary(
      additions.map { ($0.name, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for partition in rolled.allPartitions {
      if let change = pending.return(of: partition) { changes.append(change) }
      guard let parent = parents[partition.name] else { continue }
      if let existing = input.standalone[partition.name] {
        changes.append(.adoptPartition(partition, parent: parent, existing: existing))
      } else {
        changes.append(.addPartition(partition, parent: parent))
      }
    }
    return changes
  }
}

extension Partition {
  /// Without the indexes that come from above, which may be those of a change still to come.
  fileprivate var bare: Partition {
    var partition = self
    partition.relation.indexes.removeAll { $0.parent != nil || $0.constraint != nil }
    if var level = partitioning {
      level.partitions = level.partitions.map(\.bare)
      partition.partitioning = level
    }
    return partition
  }
}
