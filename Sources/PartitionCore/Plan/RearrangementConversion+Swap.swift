/// The exchange, and the way back, which is the same with the roles exchanged.
extension RearrangementConversion {
  func swap() -> Step {
    Step(
      name: "swap",
      what: [
        "puts \(newWords) in the place of \(oldWords)",
        "keeps the old partitions in \(aside) and logs what they miss from now on",
      ],
      downWhat: [
        "brings what was written since into \(oldWords) and puts them back in their place",
        "keeps the new partitions in \(aside) and logs what they miss from now on",
      ],
      transaction: .single, up: up(), down: down(),
      locks: swapLocks(oldRelations, working.allPartitions.map(\.relation)),
      downLocks: swapLocks(newRelations, retired.allPartitions.map(\.relation)),
      hazards: ([parent] + (oldRelations + remainderRelations).map(\.name) + referenced).map {
        .acquiresAccessExclusiveLock($0)
      } + checkedUnderLock, statementTimeout: "30s",
      lockTimeout: OnlineConversion.lockTimeout, catchUp: pair.forward.catchUp,
      downCatchUp: pair.backward.catchUp)
  }

  private func up() -> [Statement] {
    var guards = Guard()
    state.require(.checked, in: &guards)
    guards.requireMembers(change.from, of: parent)
    var statements = [guards.statement].compactMap { $0 }
    statements += gate.open(.checked, locking: locked(change.from))
    statements.append(lastDrain(of: pair.forward, unchanged: change.from))
    statements += move(exchange.from, from: parent, to: working, from: aside)
    statements += commented("The names change hands.", exchange.old.away + exchange.new.back)
    statements += commented(
      "The log of writes keeps them current; a foreign key of theirs would stop what is deleted.",
      dropForeignKeys(of: retired))
    statements += commented(
      "The bounds are proven.", attach(exchange.to, to: parent) + attach(retired, to: aside))
    statements += commented(
      "Writes are logged the other way from here on.",
      [KeyLog(sync: pair.forward).silent(), KeyLog(sync: pair.backward).live()])
    statements += gate.guardRetired(
      retired.allRelations, "a former partition of \(parent)", live: parent)
    statements.append(state.set(.swapped))
    return statements
  }

  private func down() -> [Statement] {
    var guards = Guard()
    state.require(.swapped, in: &guards)
    guards.requireMembers(retired.partitioning?.partitions ?? [], of: aside)
    var statements = [guards.statement].compactMap { $0 }
    statements += gate.open(.swapped, locking: locked(change.to))
    statements.append(lastDrain(of: pair.backward, unchanged: change.to))
    statements += gate.dropGuards(retired.allRelations)
    statements += move(exchange.to, from: parent, to: retired, from: aside)
    statements += commented(
      "The names change hands.", exchange.new.away + exchange.old.back)
    statements += dropForeignKeys(of: working)
    statements += commented(
      "The bounds are proven.", attach(exchange.from, to: parent) + attach(working, to: aside))
    statements += commented(
      "Writes are logged for another swap, which then needs no second copy.",
      [KeyLog(sync: pair.backward).silent(), KeyLog(sync: pair.forward).live()])
    statements.append(state.set(.checked))
    return statements
  }

  // MARK: Parts

  /// The parent first, as whoever writes through it locks it first.
  private func locked(_ partitions: [Partition]) -> [SQLText] {
    ["ONLY \(parent)"] + (partitions + [remainder].compactMap { $0 }).map { "\($0.name)" }
      + ["\(aside)"] + referenced.map { "\($0)" }
  }

  /// Takes partitions out of both parents, each under the name that it has there.
  private func move(
    _ leaving: Table, from parent: QualifiedName, to coming: Table, from aside: QualifiedName
  ) -> [Statement] {
    commented(
      "Both sets leave their parents.",
      [(leaving, parent), (coming, aside)].flatMap { table, parent in
        (table.partitioning?.partitions ?? []).map {
          Statement("ALTER TABLE \(parent) DETACH PARTITION \($0.name)")
        }
      })
  }

  /// A default partition last: attaching the others would ask it for their rows.
  private func attach(_ table: Table, to parent: QualifiedName) -> [Statement] {
    let partitions = table.partitioning?.partitions ?? []
    let ordered =
      partitions.filter { $0.bound != .default } + partitions.filter { $0.bound == .default }
    return ordered.map {
      Statement("ALTER TABLE \(parent)\n  ATTACH PARTITION \($0.name)\n  \($0.bound.clause)")
    }
  }

  private func dropForeignKeys(of table: Table) -> [Statement] {
    (table.partitioning?.partitions ?? []).flatMap {
      ForeignKeys(root.foreignKeys, on: $0.standingAlone).drop()
    }
  }

  /// Under the lock: the partitions are those of the file, and the last rows come over.
  private func lastDrain(of sync: RowSync, unchanged partitions: [Partition]) -> Statement {
    var guards = Guard()
    guards.requireColumns(root.columns, of: table.name)
    guards.requireMembers(partitions, of: parent)
    for partition in partitions {
      guards.requireOwnObjects(of: partition, besides: Self.checkName(partition))
    }
    for partition in sync.destination.partitioning?.partitions ?? [] {
      guards.requireIndexes(
        of: partition.name, like: parent,
        advice: "indexes changed since this file was generated; " + Guard.remedy)
    }
    gate.drain(sync, in: &guards)
    return guards.statement(why: "Nothing has changed but rows, and the last of them come over.")
  }

  var referenced: [QualifiedName] {
    Set(root.foreignKeys.compactMap(\.references)).sorted()
  }

  private func swapLocks(_ leaving: [Relation], _ coming: [Relation]) -> [LockClaim] {
    [LockClaim(parent, .accessExclusive, "milliseconds")]
      + claims(leaving + remainderRelations, .accessExclusive, "milliseconds")
      + claims([working.relation] + coming, .accessExclusive, OnlineConversion.unused)
      + referenced.map { LockClaim($0, .accessExclusive, "while foreign keys are checked") }
  }

  private var checkedUnderLock: [Hazard] {
    root.foreignKeys.map {
      .impactsPerformance(
        "foreign key \($0.name) of all rows of \(newWords) is checked while the table is locked: "
          + "about a second for two million rows")
    }
  }
}
