/// Partitions that come: built aside and attached, or adopted from tables that exist.
///
/// As many in one transaction as the smallest lock table has room for, the rest in further files.
struct AdditionSteps {
  let live: LiveLevels
  private var preparation = StepBuilder(name: "prepare", transaction: .none)
  private var waves: [StepBuilder] = []
  private var step = Self.wave()
  /// Locks that the present wave holds at its end.
  private var locks = 0

  init(live: LiveLevels) { self.live = live }

  private static func wave() -> StepBuilder {
    var step = StepBuilder(name: "partitions", transaction: .single)
    step.statementTimeout = "0"
    return step
  }

  /// Begins another wave where the present one has no room for the partition.
  private mutating func makeRoom(for partition: Partition) {
    let need = LockNeed.count(adding: partition.standingAlone)
    if locks + need > LockNeed.small, !step.isEmpty {
      waves.append(step)
      step = Self.wave()
      locks = 0
    }
    locks += need
  }

  mutating func add(_ partition: Partition, to parent: QualifiedName) {
    guard let level = live.levelForAdditions(to: parent) else { return }
    makeRoom(for: partition)
    let sql = PartitionSQL(partition: partition, parent: parent, level: level, root: live.root)
    step.what.append("adds partition \(sql.name), \(partition.bound.words)")
    let hasCheck = sql.condition != nil
    var up: [Statement] = []
    var down: [Statement] = []
    if let other = sql.defaultPartition {
      up.append(sql.lockParent)
      up += commented(
        "Built beside the table.", sql.standalone(check: hasCheck) + sql.indexes())
      up += sql.takeRows(from: other)
      down.append(sql.lockParent)
      down.append(Statement("ALTER TABLE \(parent) DETACH PARTITION \(sql.name)"))
      down += sql.giveRows(to: other)
      step.claim(parent, .accessExclusive, "while rows leave the default partition")
      claimDefault(other)
    } else {
      up += commented(
        "Built beside the table, with the bound as CHECK: ATTACH then scans nothing.",
        sql.standalone(check: hasCheck) + sql.indexes())
      var guards = Guard()
      guards.refuse(
        when: "EXISTS (SELECT FROM \(sql.name))",
        "\(sql.name) has rows, which no other partition would take; move or delete them first")
      down.append(sql.lockBoth)
      down.append(guards.statement(why: "No row may be lost."))
      down.append(Statement("ALTER TABLE \(parent) DETACH PARTITION \(sql.name)"))
      step.claimUp(parent, .shareUpdateExclusive)
      step.claimDown(parent, .accessExclusive)
      step.reversal = .refuses("a partition that it drops has rows")
    }
    up += sql.properties()
    up.append(Statement(sql.attach))
    if hasCheck { up.append(Statement(sql.dropCheck, why: "The bound says the same now.")) }
    down.append(Statement("DROP TABLE \(sql.name)"))
    step.add(up: up, down: down)
    for relation in partition.standingAlone.allRelations {
      step.claimDown(relation.name, .accessExclusive)
    }
    claimForeignKeys()
  }

  /// An existing table becomes the partition: everything slow happens before ATTACH.
  mutating func adopt(_ partition: Partition, to parent: QualifiedName, existing: Table) {
    guard let level = live.levelForAdditions(to: parent) else { return }
    makeRoom(for: partition)
    let sql = PartitionSQL(partition: partition, parent: parent, level: level, root: live.root)
    preparation.what.append("prepares \(sql.name) for becoming a partition")
    let adoption = Adoption(sql: sql, existing: existing.relation)
    preparation.add(up: adoption.up, down: adoption.down)
    preparation.claim(sql.name, .accessExclusive, "short, then SHARE UPDATE EXCLUSIVE")
    preparation.hazards.append(.indexBuild("indexes of \(sql.name), concurrently"))

    step.what.append("attaches \(sql.name) as a partition, \(partition.bound.words)")
    var up: [Statement] = []
    if let other = sql.defaultPartition {
      up = [sql.lockParent] + sql.takeRows(from: other)
      step.claim(parent, .accessExclusive, "while rows leave the default partition")
      claimDefault(other)
    } else {
      step.claimUp(parent, .shareUpdateExclusive)
      step.claimDown(parent, .accessExclusive)
    }
    up.append(Statement(sql.attach))
    var down = [Statement("ALTER TABLE \(parent) DETACH PARTITION \(sql.name)")]
    if let condition = sql.condition {
      up.append(Statement(sql.dropCheck, why: "The bound says the same now."))
      down.append(
        Statement(
          """
          ALTER TABLE \(sql.name)
            ADD CONSTRAINT \(name: sql.checkName) CHECK (\(condition)) NOT VALID
          """))
    }
    step.add(up: up, down: down)
    for relation in partition.standingAlone.allRelations {
      step.claim(relation.name, .accessExclusive)
    }
    claimForeignKeys()
  }

  private mutating func claimDefault(_ other: Partition) {
    for relation in other.standingAlone.allRelations {
      step.claim(relation.name, .accessExclusive, "while it is scanned")
    }
  }

  private mutating func claimForeignKeys() {
    for referenced in live.referenced {
      step.claimUp(referenced, .accessExclusive)
      step.claimDown(referenced, .accessExclusive)
    }
    for referencing in live.referencing {
      step.claimUp(referencing, .shareRowExclusive)
      step.claimDown(referencing, .accessExclusive)
    }
  }

  func steps() -> [Step] {
    ([preparation] + waves + [step]).filter { !$0.isEmpty }.map { $0.step() }
  }
}

extension PartitionBound {
  /// For headers and views: `2026-01-01 .. 2026-02-01`, `values (false)`, `remainder 1 of 4`.
  package var words: String {
    switch self {
    case .default: "the default"
    case .hash(let modulus, let remainder): "remainder \(remainder) of \(modulus)"
    case .list(let values): "values (\(values.map(\.words).joined(separator: ", ")))"
    case .range(let from, let to):
      "\(from.map(\.words).joined(separator: ", ")) .. \(to.map(\.words).joined(separator: ", "))"
    }
  }
}

extension BoundValue {
  package var words: String {
    switch self {
    case .null: "NULL"
    case .minValue: "MINVALUE"
    case .maxValue: "MAXVALUE"
    case .value(let text): text
    }
  }
}
