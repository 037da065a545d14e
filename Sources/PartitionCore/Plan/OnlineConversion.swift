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
  var copy: BlockCopy { BlockCopy(sync: forward, pause: settings.batchPause ?? 0) }

  /// Entries that may be drained while the table is locked: fractions of a millisecond each.
  static let smallBacklog = 500

  /// How long the first lock on the live table is waited for; whoever comes later waits behind it
  /// (facts 7.4).
  static let lockTimeout = "80ms"

  func steps() -> [Step] {
    [build(), capture(), copyRows(), indexes(), catchUp(), swap()] + validate() + [finish()]
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

  // MARK: 2. Capture

  private func capture() -> Step {
    var guards = Guard()
    state.require(.built, in: &guards)
    let logs = [forward, backward].map { KeyLog(sync: $0) }
    var up = [guards.statement].compactMap { $0 }
    up += commented(
      "Keys of what is written here and, after the swap, there.", logs.map { $0.table() })
    up.append(logs[0].live())
    up.append(logs[1].silent())
    up += commented(
      "What copies, purges, drains and compares; the later files call it.",
      [
        copy.rangesTable(), copy.createProcedure(), copy.createPurge(),
      ]
        + [forward, backward].flatMap {
          [$0.createDrain(), catchUpProcedure($0)] + $0.createCheck()
        })
    up += commented(
      "From COMMIT on every write to \(name) is logged.", logs[0].createTriggers())
    up.append(state.set(.armed))
    return Step(
      name: "capture",
      what: ["logs the keys of all rows of \(name) that are written from now on"],
      downWhat: ["stops logging what is written to \(name) and drops the logs"],
      transaction: .single, up: up,
      down: commented("Triggers first: without its log a trigger fails.", dropCapture())
        + [state.set(.built)],
      locks: from.allRelations.map { LockClaim($0.name, .shareRowExclusive) },
      downLocks: from.allRelations.map { LockClaim($0.name, .accessExclusive) },
      hazards: [.impactsPerformance("each written row of \(name) writes its key to a log as well")],
      lockTimeout: Self.lockTimeout)
  }

  private func catchUpProcedure(_ sync: RowSync) -> Statement {
    sync.createCatchUp(rows: settings.batchRows ?? RowSync.batch, small: Self.smallBacklog / 4)
  }

  private func dropCapture() -> [Statement] {
    KeyLog(sync: forward).dropTriggers(from: from) + dropObjects()
  }

  /// What the conversion has in the schema `pgparcel`.
  func dropObjects() -> [Statement] {
    var statements: [Statement] = []
    for sync in [forward, backward] {
      statements += [
        Statement("DROP FUNCTION IF EXISTS \(sync.capture)()"),
        Statement("DROP FUNCTION IF EXISTS \(sync.check)()"),
        Statement("DROP FUNCTION IF EXISTS \(sync.comparison)()"),
        Statement("DROP PROCEDURE IF EXISTS \(sync.catchUp)()"),
        Statement("DROP FUNCTION IF EXISTS \(sync.drain)(integer)"),
        Statement("DROP TABLE IF EXISTS \(sync.log)"),
      ]
    }
    return statements + [
      Statement("DROP FUNCTION IF EXISTS \(names.guardian)()"),
      Statement("DROP FUNCTION IF EXISTS \(names.purge)()"),
      Statement("DROP PROCEDURE IF EXISTS \(names.copy)()"),
      Statement("DROP TABLE IF EXISTS \(names.ranges)"),
    ]
  }

  // MARK: 3. Copy

  private func copyRows() -> Step {
    var guards = Guard()
    state.require(.armed, .copied, in: &guards)
    return Step(
      name: "copy",
      what: ["copies the rows of \(name) into \(new.aside.name), range by range"],
      downWhat: ["empties \(new.aside.name)"],
      transaction: .none,
      up: [guards.statement].compactMap { $0 } + [
        copy.divide(state),
        Statement(
          "CALL \(names.copy)()",
          why: "Several sessions may run this at once; what is copied stays copied."),
        copy.requireCopied(), state.set(.copied),
      ],
      down: [
        Statement("TRUNCATE TABLE \(new.aside.name)", why: "Nobody reads the copy yet."),
        Statement("TRUNCATE TABLE \(names.ranges)"), state.set(.armed),
      ],
      locks: [LockClaim(name, .accessShare, "while a range is copied")],
      downLocks: new.aside.allRelations.map {
        LockClaim($0.name, .accessExclusive, Self.unused)
      },
      hazards: [.impactsPerformance("reads all of \(name) and writes it again")],
      statementTimeout: "0", parallel: "CALL \(names.copy)()")
  }

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
      down: reverse.dropTriggers(from: new.aside) + tree.dropIndexes() + [state.set(.copied)],
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

  private func catchUp() -> Step {
    var guards = Guard()
    state.require(.indexed, .checked, in: &guards)
    return Step(
      name: "catch_up",
      what: [
        "brings \(new.aside.name) up to date and compares it with \(name) row by row",
        "run it again when the swap finds too much left to do",
      ],
      downWhat: [
        validateOld().isEmpty
          ? "changes no row"
          : "checks the foreign keys that came back with the way back of the swap"
      ],
      transaction: .none,
      up: [guards.statement].compactMap { $0 } + [
        Statement("CALL \(forward.catchUp)()", why: "Batch by batch, until little is left."),
        Statement(
          "SELECT \(forward.check)()",
          why: "Every row, byte by byte, but for those that the log still names."),
        state.set(.checked),
      ],
      down: validateOld() + [state.set(.indexed)],
      locks: [
        LockClaim(name, .accessShare, "while rows are compared"),
        LockClaim(new.aside.name, .rowExclusive, Self.unused),
      ], downLocks: validationLocks(of: from, adopts: from.partitioning != nil),
      statementTimeout: "0")
  }

  /// Foreign keys that came back with the swap's way back, NOT VALID.
  private func validateOld() -> [Statement] {
    ForeignKeys(from.relation.foreignKeys, on: from).validate()
      + handover.validateIncoming(on: from)
  }
}
