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
    statements += gate(
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
    statements += guardRetired()
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
    statements += gate(.swapped, locking: ["\(name)", "\(old.aside.name)"] + others)
    statements.append(lastDrain(of: backward, unchanged: to))
    statements += old.aside.allRelations.map {
      Statement("DROP TRIGGER \(name: SyncNames.guardTrigger) ON \($0.name)")
    }
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

  /// Waits for nothing for long: whoever comes after a waiting ACCESS EXCLUSIVE waits behind it.
  private func gate(_ phase: ConversionState.Phase, locking tables: [SQLText]) -> [Statement] {
    var guards = Guard()
    state.require(phase, in: &guards)
    return [
      snapshotGate(why: "An old snapshot would miss what the last drain brings."),
      Statement(
        "SELECT pg_catalog.pg_advisory_xact_lock(\(names.lockKey))",
        why: "No copy and no drain is under way."),
      guards.statement(why: "Asked again: who was waited for may have done the same."),
    ]
      + commented(
        "One lock, the strongest at once: nobody reads or writes until COMMIT.",
        tables.map { Statement("LOCK TABLE \($0) IN ACCESS EXCLUSIVE MODE") })
  }

  /// Raises like a lock timeout, so that `apply` tries again, while some transaction of this
  /// database holds a snapshot: an idle one with `backend_xmin` has a snapshot of REPEATABLE READ or
  /// a cursor, an active one may have (facts 7.1).
  private func snapshotGate(why: String) -> Statement {
    Statement(
      .block(
        """
        DECLARE
          holders text;
        BEGIN
          -- A vacuum makes room after deadlock_timeout, which only some roles may lower.
          BEGIN
            PERFORM pg_catalog.set_config('deadlock_timeout', '50ms', true);
          EXCEPTION WHEN insufficient_privilege THEN
            NULL;
          END;
          IF COALESCE(pg_catalog.current_setting('pgparcel.snapshots', true), '') = 'ignore' THEN
            RETURN;
          END IF;
          -- Sessions of others are hidden otherwise, and with them their snapshots.
          IF NOT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE') THEN
            RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE =
              'pgparcel: ' || current_user || ' may not see the snapshots of other sessions',
              HINT = 'GRANT pg_read_all_stats to it, or go on without a look at them: '
                || 'PGOPTIONS=''-c pgparcel.snapshots=ignore'' pgparcel apply';
          END IF;
          SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', 'pid', pid, application_name), ', ')
            INTO holders
            FROM pg_catalog.pg_stat_activity
            WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
              AND backend_type = 'client backend' AND backend_xmin IS NOT NULL
              AND (state LIKE 'idle in transaction%'
                OR xact_start < pg_catalog.clock_timestamp() - INTERVAL '1 second');
          IF holders IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
              'pgparcel: transactions with an old snapshot are open: ' || holders,
              HINT = 'Run it again when they have ended, or all the same with '
                || 'PGOPTIONS=''-c pgparcel.snapshots=ignore'' pgparcel apply';
          END IF;
        END
        """), why: why)
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
    guards.refuse(
      when: """
        (SELECT pg_catalog.count(*) FROM (
            SELECT FROM \(sync.log) LIMIT \(Self.smallBacklog + 1)) AS l) > \(Self.smallBacklog)
          OR EXISTS (SELECT FROM \(sync.log) WHERE "pgparcel_op" = 't')
        """,
      "too much is logged to be brought over under the lock; run CALL "
        + "\(sync.catchUp)() and then this file again", errorCode: "55P03")
    guards.perform("PERFORM \(sync.drain)();")
    guards.refuse(
      when: "EXISTS (SELECT FROM \(sync.log))", "the log of \(name) is not empty under the lock")
    return guards.statement(why: "Nothing has changed but rows, and the last of them come over.")
  }

  /// A writer that is bound to the old table by its OID fails aloud instead of losing rows.
  private func guardRetired() -> [Statement] {
    let retired = old.aside
    let function = Statement(
      """
      CREATE OR REPLACE FUNCTION \(names.guardian)() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
      AS \(.body("""
      BEGIN
        IF pg_catalog.current_setting('pgparcel.role', true) = 'sync' THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE =
          \(literal: "\(retired.name) is retired: write to \(name)");
      END
      """))
      """)
    return commented(
      "Nobody writes to the old table by mistake.",
      [function]
        + retired.allRelations.map {
          Statement(
            """
            CREATE TRIGGER \(name: SyncNames.guardTrigger)
              BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON \($0.name)
              FOR EACH STATEMENT EXECUTE FUNCTION \(names.guardian)()
            """)
        })
  }
}

extension QualifiedName {
  /// Whether a table or one of its partitions bears the name.
  fileprivate func isAny(of table: Table) -> Bool {
    table.allRelations.contains { $0.name == self }
  }
}
