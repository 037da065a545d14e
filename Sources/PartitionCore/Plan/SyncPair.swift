/// The two directions of one conversion, and the steps that are the same whatever its rows are
/// copied from and into: the logs come, the rows are copied, the copy is brought up to date.
struct SyncPair {
  /// While the old rows are live.
  let forward: RowSync
  /// While the new ones are.
  let backward: RowSync
  let settings: ConversionSettings

  var names: SyncNames { forward.names }
  var state: ConversionState { ConversionState(names: names) }
  var copy: BlockCopy { BlockCopy(sync: forward, pause: settings.batchPause ?? 0) }
  /// What is live, in words, and the table that is to hold its rows.
  private var subject: String { forward.subject }
  private var successor: Table { forward.destination }

  /// Entries that may be drained while the table is locked: fractions of a millisecond each.
  static let smallBacklog = 500

  // MARK: Capture

  func capture() -> Step {
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
      "From COMMIT on every write to \(subject) is logged.", logs[0].createTriggers())
    up.append(state.set(.armed))
    return Step(
      name: "capture",
      what: ["logs the keys of all rows of \(subject) that are written from now on"],
      downWhat: ["stops logging what is written to \(subject) and drops the logs"],
      transaction: .single, up: up,
      down: commented(
        "Triggers first: without its log a trigger fails.",
        logs[0].disarm() + dropObjects())
        + [state.set(.built)],
      locks: forward.sourceRelations.map { LockClaim($0.name, .shareRowExclusive) },
      downLocks: forward.sourceRelations.map { LockClaim($0.name, .accessExclusive) },
      hazards: [
        .impactsPerformance("each written row of \(subject) writes its key to a log as well")
      ],
      lockTimeout: OnlineConversion.lockTimeout)
  }

  private func catchUpProcedure(_ sync: RowSync) -> Statement {
    sync.createCatchUp(rows: settings.batchRows ?? RowSync.batch, small: Self.smallBacklog / 4)
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

  // MARK: Copy

  func copyRows() -> Step {
    var guards = Guard()
    state.require(.armed, .copied, in: &guards)
    return Step(
      name: "copy",
      what: ["copies the rows of \(subject) into \(successor.name), range by range"],
      downWhat: ["empties \(successor.name)"],
      transaction: .none,
      up: [guards.statement].compactMap { $0 } + [
        copy.divide(state),
        Statement(
          "CALL \(names.copy)()",
          why: "Several sessions may run this at once; what is copied stays copied."),
        copy.requireCopied(), state.set(.copied),
      ],
      down: [
        Statement("TRUNCATE TABLE \(successor.name)", why: "Nobody reads the copy yet."),
        Statement("TRUNCATE TABLE \(names.ranges)"), state.set(.armed),
      ],
      locks: forward.sources.map { LockClaim($0.name, .accessShare, "while a range is copied") },
      downLocks: successor.allRelations.map {
        LockClaim($0.name, .accessExclusive, OnlineConversion.unused)
      },
      hazards: [.impactsPerformance("reads all of \(subject) and writes it again")],
      statementTimeout: "0", parallel: "CALL \(names.copy)()",
      copies: forward.extent == .table ? [] : forward.sources.map(\.name))
  }

  // MARK: Catch up

  /// - Parameter down: What the way back of the swap left to be done, with its locks.
  func catchUp(down: [Statement] = [], downLocks: [LockClaim] = []) -> Step {
    var guards = Guard()
    state.require(.indexed, .checked, in: &guards)
    return Step(
      name: "catch_up",
      what: [
        "brings \(successor.name) up to date and compares it with \(subject) row by row",
        "run it again when the swap finds too much left to do",
      ],
      downWhat: [
        down.isEmpty
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
      down: down + [state.set(.indexed)],
      locks: forward.sources.map { LockClaim($0.name, .accessShare, "while rows are compared") }
        + [LockClaim(successor.name, .rowExclusive, OnlineConversion.unused)],
      downLocks: downLocks, statementTimeout: "0")
  }

  // MARK: Finish

  /// Raises until the rows that retired have been kept for as long as the author wants.
  func requireKept(_ retired: QualifiedName, in guards: inout Guard) {
    state.require(.swapped, .validated, in: &guards)
    guards.refuse(
      when: """
        (SELECT swapped_at + keep_old > pg_catalog.now() FROM pgparcel.conversions
            WHERE name = \(literal: names.base))
          AND COALESCE(pg_catalog.current_setting('pgparcel.keep_old', true), '') <> 'off'
        """,
      "\(retired) is to be kept for \(settings.keepOld) after the swap; wait, or drop "
        + "it earlier with PGOPTIONS='-c pgparcel.keep_old=off'")
  }
}
