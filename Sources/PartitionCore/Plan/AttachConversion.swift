/// The conversion of a plain table by making it a partition of its successor: no row is copied.
///
/// What takes time is done beside readers and writers: indexes are built concurrently, and a
/// CHECK that says what the partition's bound will say is validated. Then, in one short
/// transaction, the names change hands and ATTACH, which finds everything proven, takes the table
/// (manual, ALTER TABLE, "ATTACH PARTITION"; facts 2 and 3).
struct AttachConversion {
  let handover: Handover
  /// The partition that the table becomes, under the names that it has then.
  let history: Partition
  /// The successor before the names change hands, without that partition.
  let new: StepAside
  /// The partition as what it is before: the table.
  let bound: PartitionSQL
  let matches: IndexMatches

  var from: Table { handover.from }
  var to: Table { handover.to }
  var name: QualifiedName { handover.name }

  /// Nil where no partition can be the table's; `AttachRules` says why.
  init?(handover: Handover, partition: String?) {
    guard let history = handover.to.partition(ofOldRows: partition),
      let level = handover.to.partitioning
    else { return nil }
    self.handover = handover
    self.history = history
    var shell = handover.to
    shell.partitioning?.partitions.removeAll { $0.name == history.name }
    new = StepAside(shell, successor: handover.from, rename: Naming.replacement)
    var itself = history
    itself.relation.name = handover.from.name
    bound = PartitionSQL(
      partition: itself, parent: new.aside.name, level: level, root: handover.to.relation)
    matches = IndexMatches(
      live: handover.from, wanted: history.relation.indexes, successor: handover.to)
  }

  func steps() -> [Step] {
    [build(), prepare()] + exchangeKey() + [attach()] + validate() + [finish()]
  }

  /// The table once its file `prepare` has run, or that of the key too.
  func prepared(keyed: Bool) -> Table {
    var table = from
    let notNull = Set(to.relation.columns.filter(\.notNull).map(\.name))
    for index in table.relation.columns.indices
    where notNull.contains(table.relation.columns[index].name) {
      table.relation.columns[index].notNull = true
    }
    table.relation.constraints.append(
      Constraint(name: bound.checkName, kind: .check, definition: ""))
    guard let exchange = matches.exchange else {
      table.relation.indexes += matches.built
      return table
    }
    if keyed { table.relation.indexes.removeAll { $0.name == exchange.old.name } }
    table.relation.indexes +=
      matches.built.map { $0.name == exchange.new.name && !keyed ? $0.bare : $0 }
      + [exchange.twin]
    return table
  }

  /// Incoming foreign keys that go with the old primary key; the others move with the names.
  var keysOfOthers: (dropped: [Dependent], moved: [Dependent]) {
    guard matches.exchange != nil else { return ([], handover.incoming) }
    let kept = handover.incoming(of: to)
    return (handover.incoming.filter { !kept.contains($0) }, kept)
  }

  // MARK: 1. Build

  private func build() -> Step {
    var guards = Guard()
    guards.require(name, kind: from.kindLetter, "\(name) is not \(from.kindInWords)")
    guards.requireColumns(from.relation.columns, of: name)
    guards.requireObjects(of: from)
    guards.requireAbsent(new.aside.name)
    guards.requireAbsent(history.name)
    let tree = TreeSQL(table: new.aside)
    var keyed = to
    keyed.relation.name = new.aside.name
    var statements = [guards.statement].compactMap { $0 }
    statements += commented(
      "The new table under another name, without the partition that \(name) will be.",
      tree.shell() + tree.indexes())
    statements += commented(
      "What hangs on it.",
      new.aside.allRelations.flatMap { relation in
        // Policies come with the names, which their expressions may use.
        var bare = relation
        bare.policies = []
        return PropertySQL(relation: bare).all()
      })
    statements += commented(
      "While it is empty, its foreign keys read nothing; ATTACH finds those of \(name) alike.",
      AttachedObjectSQL(table: keyed).createForeignKeys())
    return Step(
      name: "build",
      what: ["builds \(new.aside.name), empty and \(to.shapeInWords)"],
      downWhat: ["drops \(new.aside.name)"], transaction: .single, up: statements,
      down: [Statement("DROP TABLE \(new.aside.name)")],
      locks: handover.referenced.map { LockClaim($0, .shareRowExclusive) },
      downLocks: new.aside.allRelations.map {
        LockClaim($0.name, .accessExclusive, OnlineConversion.unused)
      } + handover.referenced.map { LockClaim($0, .accessExclusive) },
      hazards: handover.hazards().filter { $0 != .acquiresAccessExclusiveLock(name) })
  }

  // MARK: After the attach

  private func validate() -> [Step] {
    let up = handover.validateIncoming(on: to)
    guard !up.isEmpty else { return [] }
    return [
      Step(
        name: "validate",
        what: ["checks the foreign keys that reference \(name)"],
        downWhat: ["leaves the foreign keys as they are: they guard what is written"],
        transaction: .none, up: up, down: [],
        locks: handover.incomingTables.map {
          LockClaim($0, .shareUpdateExclusive, "while it is read")
        }, statementTimeout: "0")
    ]
  }

  private func finish() -> Step {
    let relation = history.name
    let rest = matches.rest
    return Step(
      name: "finish",
      what: [
        "drops what \(relation) needs no more: the CHECK of its bound"
          + (rest.isEmpty ? "" : " and \(rest.map(\.name).joined(separator: ", "))")
      ],
      downWhat: ["makes \(relation) ready for the way back: CHECK and old keys come again"],
      transaction: .none, phase: .afterDeploy,
      up: [Statement(bound.dropCheck(on: relation), why: "The bound says the same.")]
        + rest.map { Statement($0.concurrentRemoval(on: relation)) },
      down: rest.flatMap {
        $0.concurrentRemovals(on: relation) + $0.concurrentCreation(on: relation)
      }
        + bound.prove(on: relation),
      locks: [LockClaim(relation, .accessExclusive)],
      downLocks: [LockClaim(relation, .accessExclusive, "short, then SHARE UPDATE EXCLUSIVE")],
      hazards: rest.map { .indexDropped($0.name) }, statementTimeout: "0")
  }
}

extension Table {
  /// The partition that a plain table becomes without a copy: the one of that name, or the one from
  /// MINVALUE on.
  package func partition(ofOldRows name: String?) -> Partition? {
    partitioning?.partitions.first { partition in
      if let name { return partition.name.name == name }
      guard case .range(let from, _) = partition.bound else { return false }
      return from.allSatisfy { $0 == .minValue }
    }
  }
}
