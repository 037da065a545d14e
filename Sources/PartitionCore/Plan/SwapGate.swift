/// What a short exchange under ACCESS EXCLUSIVE begins and ends with, whatever it exchanges.
struct SwapGate {
  let state: ConversionState

  private var names: SyncNames { state.names }

  /// Waits for nothing for long: whoever comes after a waiting ACCESS EXCLUSIVE waits behind it.
  func open(_ phase: ConversionState.Phase, locking tables: [SQLText]) -> [Statement] {
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

  /// Adds to a guard under the lock: little is left to bring over, and it is brought over.
  func drain(_ sync: RowSync, in guards: inout Guard) {
    guards.refuse(
      when: """
        (SELECT pg_catalog.count(*) FROM (
            SELECT FROM \(sync.log) LIMIT \(SyncPair.smallBacklog + 1)) AS l) > \(SyncPair.smallBacklog)
          OR EXISTS (SELECT FROM \(sync.log) WHERE "pgparcel_op" = 't')
        """,
      "too much is logged to be brought over under the lock; run CALL "
        + "\(sync.catchUp)() and then this file again", errorCode: "55P03")
    guards.perform("PERFORM \(sync.drain)();")
    guards.refuse(
      when: "EXISTS (SELECT FROM \(sync.log))",
      "the log of \(sync.subject) is not empty under the lock")
  }

  /// A writer that is bound to what retired by its OID fails aloud instead of losing rows.
  ///
  /// - Parameters:
  ///   - relations: each that could be written by its own name.
  ///   - retired: what they are, in words, and where to write instead.
  func guardRetired(
    _ relations: [Relation], _ retired: String, live: QualifiedName
  ) -> [Statement] {
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
          \(literal: "\(retired) is retired: write to \(live)");
      END
      """))
      """)
    return commented(
      "Nobody writes to what is retired by mistake.",
      [function]
        + relations.map {
          Statement(
            """
            CREATE TRIGGER \(name: SyncNames.guardTrigger)
              BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON \($0.name)
              FOR EACH STATEMENT EXECUTE FUNCTION \(names.guardian)()
            """)
        })
  }

  func dropGuards(_ relations: [Relation]) -> [Statement] {
    relations.map {
      Statement("DROP TRIGGER \(name: SyncNames.guardTrigger) ON \($0.name)")
    }
  }
}
