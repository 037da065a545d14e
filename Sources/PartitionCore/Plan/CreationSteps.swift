/// A table that does not exist yet, with its partitions and indexes.
struct CreationSteps {
  let table: Table

  /// Of a table with more partitions than one transaction has room to lock, the first ones come with the
  /// table and the others in further files.
  func steps() -> [Step] {
    let (first, rest) = parts
    let create = CreationSteps(table: first).step()
    guard !rest.isEmpty else { return [create] }
    var additions = AdditionSteps(live: LiveLevels(actual: first, changes: [], fallback: table))
    for partition in rest { additions.add(partition, to: table.name) }
    return [create] + additions.steps()
  }

  /// A default partition comes last: beside it others would have to look for their rows in it.
  private var parts: (first: Table, rest: [Partition]) {
    guard let level = table.partitioning else { return (table, []) }
    let ordered =
      level.partitions.filter { $0.bound != .default }
      + level.partitions.filter { $0.bound == .default }
    var need = 0
    let count = ordered.prefix { partition in
      need += LockNeed.count(adding: partition.standingAlone)
      return need <= LockNeed.small
    }.count
    if count == ordered.count { return (table, []) }
    var first = table
    first.partitioning?.partitions = Array(ordered.prefix(max(count, 1)))
    return (first, Array(ordered.dropFirst(max(count, 1))))
  }

  private func step() -> Step {
    var step = StepBuilder(name: "create", transaction: .single)
    let partitions = table.allPartitions.count
    step.what.append("creates \(table.name) with \(partitions) partitions")
    var guards = Guard()
    guards.requireAbsent(table.name)
    let tree = TreeSQL(table: table)
    step.up = [guards.statement].compactMap { $0 }
    step.up += table.sequences.filter { !$0.identity }.map {
      Statement("CREATE SEQUENCE \($0.name) AS \(deparsed: $0.type)")
    }
    step.up += tree.shell() + tree.indexes()
    step.up += table.allRelations.flatMap { PropertySQL(relation: $0).all() }
    step.up += AttachedObjectSQL(table: table).create()
    step.up += AttachedObjectSQL(table: table).createForeignKeys()
    var occupied = Guard()
    occupied.refuse(
      when: "EXISTS (SELECT FROM \(table.name))",
      "\(table.name) has rows, which dropping it would destroy; empty it first")
    step.down = [
      Statement(
        "LOCK TABLE \(table.name) IN ACCESS EXCLUSIVE MODE",
        why: "No row may come between the look and the drop."),
      occupied.statement(why: "No row may be lost."),
    ]
    step.down.append(Statement("DROP TABLE \(table.name)"))
    for relation in table.allRelations { step.claimDown(relation.name, .accessExclusive) }
    step.reversal = .refuses("\(table.name) has rows")
    return step.step()
  }
}
