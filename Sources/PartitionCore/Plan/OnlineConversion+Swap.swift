/// The exchange of the names, and the way back, which is the same with the roles exchanged.
extension OnlineConversion {
  func swap() -> Step {
    Step(
      name: "swap",
      what: [
        "puts \(new.aside.name) in the place of \(name), \(to.shapeInWords)",
        "keeps the old table as \(old.aside.name) and logs what it misses from now on",
      ],
      downWhat: [
        "brings what was written since into \(old.aside.name) and puts that in the place of \(name)",
        "keeps the new table as \(new.aside.name) and logs what it misses from now on",
      ],
      transaction: .single, up: swapUp(), down: swapDown(),
      locks: handover.swapLocks(new: new.aside), downLocks: handover.swapBackLocks(old: old.aside),
      hazards: handover.swapLocks(new: new.aside).filter {
        $0.mode == .accessExclusive && !$0.relation.isAny(of: new.aside)
      }.map { .acquiresAccessExclusiveLock($0.relation) }, statementTimeout: "30s",
      lockTimeout: Self.lockTimeout, catchUp: forward.catchUp, downCatchUp: backward.catchUp)
  }

  private func swapUp() -> [Statement] {
    var guards = Guard()
    state.require(.checked, in: &guards)
    guards.require(name, kind: from.kindLetter, "\(name) is not \(from.kindInWords)")
    guards.require(
      new.aside.name, kind: to.kindLetter, "\(new.aside.name) is not \(to.kindInWords)")
    let attached = AttachedObjectSQL(table: from)
    var statements = [guards.statement].compactMap { $0 }
    statements += gate.open(
      .checked,
      locking: [
        from.partitioning == nil ? "ONLY \(name)" : "\(name)", "ONLY \(new.aside.name)",
      ] + others)
    statements.append(lastDrain(of: forward, unchanged: from))
    statements += commented("The names change hands.", old.away + new.back)
    statements += commented(
      "What may exist only once goes along.", attached.drop(from: old.aside.name))
    statements += commented(
      "Policies may name the table in their expressions; after a way back they are there already.",
      to.relation.policies.map {
        Statement("DROP POLICY IF EXISTS \(name: $0.name) ON \(name)")
      } + PropertySQL(relation: to.relation).policies())
    statements += AttachedObjectSQL(table: to).create()
    statements += handover.positions(from: old.aside, to: to, margin: true)
    statements += handover.rebindDependents()
    statements += commented(
      "Writes are logged the other way from here on.",
      [KeyLog(sync: forward).silent(), KeyLog(sync: backward).live()])
    statements += gate.guardRetired(
      old.aside.allRelations, old.aside.name.description, live: name)
    statements += commented(
      "Foreign keys last: other tables are locked from here to COMMIT.",
      ForeignKeys(from.relation.foreignKeys, on: old.aside).drop()
        + ForeignKeys(to.relation.foreignKeys, on: to).create() + handover.dropIncoming(of: from)
        + handover.restoreIncoming(on: to, validated: false))
    statements.append(state.set(.swapped))
    return statements
  }

  private func swapDown() -> [Statement] {
    var guards = Guard()
    state.require(.swapped, in: &guards)
    guards.require(
      old.aside.name, kind: from.kindLetter, "\(old.aside.name) is gone; there is no way back")
    var statements = [guards.statement].compactMap { $0 }
    statements += gate.open(.swapped, locking: ["\(name)", "\(old.aside.name)"] + others)
    statements.append(lastDrain(of: backward, unchanged: to))
    statements += gate.dropGuards(old.aside.allRelations)
    statements += commented("The names change hands.", new.away + old.back)
    statements += commented(
      "What may exist only once goes along.",
      AttachedObjectSQL(table: to).drop(from: new.aside.name))
    statements += AttachedObjectSQL(table: from).createWithoutUnvalidated()
    statements += handover.positions(from: new.aside, to: from, margin: true)
    statements += handover.rebindDependents()
    statements += commented(
      "Writes are logged for another swap, which then needs no second copy.",
      [KeyLog(sync: backward).silent(), KeyLog(sync: forward).live()])
    statements += commented(
      "Other tables are locked from here to COMMIT.",
      ForeignKeys(to.relation.foreignKeys, on: new.aside).drop()
        + ForeignKeys(from.relation.foreignKeys, on: from).create() + handover.dropIncoming(of: to)
        + handover.restoreIncoming(on: from, validated: false))
    statements.append(state.set(.checked))
    return statements
  }

  // MARK: Parts

  /// Tables at the other ends of foreign keys, locked while nothing is done yet.
  private var others: [SQLText] {
    Set(handover.referenced + handover.incomingTables).sorted().map { "\($0)" }
  }

  /// Under the lock: the layout is still the one of the file, little is left to bring over, and it
  /// is brought over.
  private func lastDrain(of sync: RowSync, unchanged table: Table) -> Statement {
    var guards = Guard()
    guards.requireColumns(table.relation.columns, of: name)
    guards.requireObjects(
      of: table, whileCaptured: true,
      foreignKeys: sync.direction == .forward && from.partitioning == nil)
    guards.requirePartitions(of: table)
    guards.requireTexts(of: table)
    guards.requireAlike(table, sync.destination)
    guards.requireDependents(
      of: name, views: from.dependents.filter { $0.kind == .view }.compactMap(\.relation),
      foreignKeys: handover.incoming(of: table).compactMap(\.name))
    gate.drain(sync, in: &guards)
    return guards.statement(why: "Nothing has changed but rows, and the last of them come over.")
  }
}

extension QualifiedName {
  /// Whether a table or one of its partitions bears the name.
  fileprivate func isAny(of table: Table) -> Bool {
    table.allRelations.contains { $0.name == self }
  }
}
