/// Partitions that come: built aside and attached, or adopted from tables that exist.
///
/// As many in one transaction as the smallest lock table has room for, the rest in further files.
struct AdditionSteps {
  let live: LiveLevels
  private var preparation = StepBuilder(name: "prepare", transaction: .none)
  private var waves: Waves

  init(live: LiveLevels) {
    self.live = live
    var step = StepBuilder(name: "partitions", transaction: .single)
    step.statementTimeout = "0"
    waves = Waves(step)
  }

  mutating func add(_ partition: Partition, to parent: QualifiedName) {
    guard let level = live.levelForAdditions(to: parent) else { return }
    waves.makeRoom(for: partition.standingAlone)
    let sql = PartitionSQL(partition: partition, parent: parent, level: level, root: live.root)
    waves.step.what.append("adds partition \(sql.name), \(partition.bound.words)")
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
      down += StaleBounds(partition: other).forgetting + sql.giveRows(to: other)
      waves.step.claim(parent, .accessExclusive, "while rows leave the default partition")
      claimDefault(other)
      if other.accepted != nil, waves.step.reversal == .exact {
        waves.step.reversal = .refuses("rows of what it drops fit no partition of \(other.name)")
      }
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
      waves.step.claimUp(parent, .shareUpdateExclusive)
      waves.step.claimDown(parent, .accessExclusive)
      waves.step.reversal = .refuses("a partition that it drops has rows")
    }
    up += sql.properties()
    up.append(Statement(sql.attach))
    if hasCheck { up.append(Statement(sql.dropCheck, why: "The bound says the same now.")) }
    down.append(Statement("DROP TABLE \(sql.name)"))
    waves.step.add(up: up, down: down)
    for relation in partition.standingAlone.allRelations {
      waves.step.claimDown(relation.name, .accessExclusive)
    }
    claimForeignKeys()
  }

  /// An existing table becomes the partition: everything slow happens before ATTACH.
  mutating func adopt(_ partition: Partition, to parent: QualifiedName, existing: Table) {
    guard let level = live.levelForAdditions(to: parent) else { return }
    waves.makeRoom(for: partition.standingAlone)
    let sql = PartitionSQL(partition: partition, parent: parent, level: level, root: live.root)
    preparation.what.append("prepares \(sql.name) for becoming a partition")
    let adoption = Adoption(sql: sql, existing: existing.relation)
    preparation.add(up: adoption.up, down: adoption.down)
    preparation.claim(sql.name, .accessExclusive, "short, then SHARE UPDATE EXCLUSIVE")
    preparation.hazards.append(.indexBuild("indexes of \(sql.name), concurrently"))

    waves.step.what.append("attaches \(sql.name) as a partition, \(partition.bound.words)")
    var up: [Statement] = []
    if let other = sql.defaultPartition {
      up = [sql.lockParent] + sql.takeRows(from: other)
      waves.step.claim(parent, .accessExclusive, "while rows leave the default partition")
      claimDefault(other)
    } else {
      waves.step.claimUp(parent, .shareUpdateExclusive)
      waves.step.claimDown(parent, .accessExclusive)
    }
    up.append(Statement(sql.attach))
    var down = [Statement("ALTER TABLE \(parent) DETACH PARTITION \(sql.name)")]
    if let other = sql.defaultPartition { down += StaleBounds(partition: other).forgetting }
    if let condition = sql.condition {
      up.append(Statement(sql.dropCheck, why: "The bound says the same now."))
      down.append(
        Statement(
          """
          ALTER TABLE \(sql.name)
            ADD CONSTRAINT \(name: sql.checkName) CHECK (\(condition)) NOT VALID
          """))
    }
    waves.step.add(up: up, down: down)
    for relation in partition.standingAlone.allRelations {
      waves.step.claim(relation.name, .accessExclusive)
    }
    claimForeignKeys()
  }

  private mutating func claimDefault(_ other: Partition) {
    // DETACH reads none of its rows.
    waves.step.claimDown(other.name, .accessExclusive, "while it is scanned")
    for name in StaleBounds(partition: other).relations {
      waves.step.claimDown(name, .shareUpdateExclusive)
    }
    for relation in other.standingAlone.allRelations {
      waves.step.claimUp(relation.name, .accessExclusive, "while it is scanned")
    }
  }

  private mutating func claimForeignKeys() {
    for referenced in live.referenced {
      waves.step.claimUp(referenced, .accessExclusive)
      waves.step.claimDown(referenced, .accessExclusive)
    }
    for referencing in live.referencing {
      waves.step.claimUp(referencing, .shareRowExclusive)
      waves.step.claimDown(referencing, .accessExclusive)
    }
  }

  func steps() -> [Step] {
    ([preparation] + waves.builders).filter { !$0.isEmpty }.map { $0.step() }
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
