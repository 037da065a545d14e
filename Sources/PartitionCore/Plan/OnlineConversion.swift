/// The conversion of a live table beside its readers and writers, and the way back.
///
/// A successor is built under another name; triggers log the keys of what is written; the rows
/// are copied by ranges of blocks; what the log names is purged from the copy; indexes are built;
/// the log is drained; then, in one short transaction, the names change hands. Until `finish` the
/// old table is kept current by a log the other way, so that the way back loses nothing.
///
/// What the steps do is SQL made for this one table; `apply` runs the text that psql runs.
struct OnlineConversion {
  let handover: Handover
  let settings: ConversionSettings

  var from: Table { handover.from }
  var to: Table { handover.to }
  var name: QualifiedName { handover.name }
  /// The old table once it stepped aside, and the new one before it took the name.
  var old: StepAside { handover.old }
  var new: StepAside { handover.undone }

  var names: SyncNames { SyncNames(name) }
  var state: ConversionState { ConversionState(names: names) }
  /// While the old table is live.
  var forward: RowSync {
    RowSync(direction: .forward, source: from, destination: new.aside, names: names)
  }
  /// While the new table is live.
  var backward: RowSync {
    RowSync(direction: .backward, source: to, destination: old.aside, names: names)
  }
  var pair: SyncPair { SyncPair(forward: forward, backward: backward, settings: settings) }
  var gate: SwapGate { SwapGate(state: state) }

  /// How long the first lock on the live table is waited for; whoever comes later waits behind it
  /// (facts 7.4).
  static let lockTimeout = "80ms"

  func steps() -> [Step] {
    let catchUp = pair.catchUp(
      down: validateOld(),
      downLocks: validationLocks(of: from, adopts: from.partitioning != nil))
    return [build(), pair.capture(), pair.copyRows(), indexes(), catchUp, swap()] + validate()
      + [finish()]
  }

  // MARK: 1. Build

  private func build() -> Step {
    var guards = Guard()
    guards.require(name, kind: from.kindLetter, "\(name) is not \(from.kindInWords)")
    guards.requireColumns(from.relation.columns, of: name)
    guards.requireObjects(of: from)
    guards.requireAbsent(new.aside.name)
    guards.requireAbsent(old.aside.name)
    guards.requireAbsent(forward.log)
    LockNeed(from: from, to: to).require(in: &guards)
    let tree = TreeSQL(table: new.aside)
    var statements = [guards.statement].compactMap { $0 }
    statements += handover.nullGuard().map { [$0] } ?? []
    statements += state.open(keepOld: settings.keepOld)
    statements += commented("The new table under another name, without indexes.", tree.shell())
    statements += commented(
      "What hangs on it and needs no index.",
      new.aside.allRelations.flatMap { relation in
        // Policies come with the swap, under the name that their expressions use.
        var bare = relation
        bare.policies = []
        return PropertySQL(relation: bare).withoutIndexes()
      })
    return Step(
      name: "build",
      what: ["builds \(new.aside.name), empty and \(to.shapeInWords)"],
      downWhat: ["drops \(new.aside.name)"],
      transaction: .single, up: statements,
      down: [Statement("DROP TABLE \(new.aside.name)")] + state.close(),
      locks: [LockClaim(name, .accessShare)],
      downLocks: new.aside.allRelations.map {
        LockClaim($0.name, .accessExclusive, Self.unused)
      }, hazards: handover.hazards().filter { $0 != .acquiresAccessExclusiveLock(name) },
      statementTimeout: "0")
  }

  static let unused = "which nobody uses yet"

  // MARK: 4. Indexes

  private func indexes() -> Step {
    var guards = Guard()
    state.require(.copied, in: &guards)
    let reverse = reverseLog()
    let tree = TreeSQL(table: new.aside)
    var up = [guards.statement].compactMap { $0 }
    up.append(
      Statement(
        "SELECT \(names.purge)()", why: "Whatever was written meanwhile leaves the copy again."))
    up += commented("Each index is built once, over all rows.", tree.indexes())
    up += new.aside.allRelations.flatMap { PropertySQL(relation: $0).replicaIdentity() }
    up += commented("Silent until the swap.", reverse.createTriggers())
    up.append(
      Statement(
        "VACUUM (ANALYZE) \(new.aside.name)",
        why: "Statistics, which autovacuum never gathers for a partitioned table."))
    up.append(state.set(.indexed))
    return Step(
      name: "indexes",
      what: ["builds the keys and indexes of \(new.aside.name)"],
      downWhat: ["drops the keys and indexes of \(new.aside.name)"],
      transaction: .none, up: up,
      down: reverse.dropTriggers() + tree.dropIndexes() + [state.set(.copied)],
      locks: new.aside.allRelations.map {
        LockClaim($0.name, .accessExclusive, Self.unused)
      },
      downLocks: new.aside.allRelations.map {
        LockClaim($0.name, .accessExclusive, Self.unused)
      }, statementTimeout: "0")
  }

  /// The log of the new table, whose triggers come before it bears its name: made under the lock
  /// of the swap they would cost time for every partition.
  func reverseLog() -> KeyLog {
    KeyLog(
      sync: RowSync(
        direction: .backward, source: new.aside, destination: old.aside, names: names))
  }

  // MARK: 5. Catch up

  /// Foreign keys that came back with the swap's way back, NOT VALID.
  private func validateOld() -> [Statement] {
    ForeignKeys(from.relation.foreignKeys, on: from).validate()
      + handover.validateIncoming(on: from)
  }
}
