/// The copy of all rows by ranges of blocks, before the destination has any index.
///
/// A range is claimed and copied in one transaction: a killed session leaves nothing behind, and
/// several may copy at once. A row that nobody changes stays where it is and is copied once; all
/// others are in the log, and the purge takes out whatever was copied of them.
struct BlockCopy {
  let sync: RowSync
  /// Milliseconds between two ranges.
  let pause: Int

  private var names: SyncNames { sync.names }
  private var destination: QualifiedName { sync.destination.name }

  /// Eight megabytes: a transaction of a fraction of a second.
  private static let blocks = 1024

  func rangesTable() -> Statement {
    Statement(
      """
      CREATE TABLE \(names.ranges) (
        "first_block" bigint PRIMARY KEY,
        "end_block" bigint NOT NULL,
        "copied_rows" bigint
      )
      """)
  }

  /// Divides the source as large as it is now, once. A partitioned source is read in the same range
  /// of all its partitions.
  func divide(_ state: ConversionState) -> Statement {
    Statement(
      .block(
        """
        BEGIN
          IF EXISTS (SELECT FROM \(names.ranges)) THEN
            RETURN;
          END IF;
          INSERT INTO \(names.ranges) ("first_block", "end_block")
            SELECT first, first + \(Self.blocks)
            FROM pg_catalog.generate_series(
              0, (SELECT pg_catalog.max(pg_catalog.pg_relation_size(oid))
                    / pg_catalog.current_setting('block_size')::bigint
                  FROM pg_catalog.unnest(\(relations)) AS t (oid)), \(Self.blocks)) AS first;
          UPDATE pgparcel.conversions SET source_files = \(files), copying_since = pg_catalog.now()
            WHERE name = \(literal: names.base);
        END
        """),
      why: "Block ranges of \(sync.subject), each copied in a transaction of its own.")
  }

  private var relations: SQLText {
    let list = SQLText.joined(
      sync.sourceRelations.map { relation in
        let name: SQLText = "\(relation.name)"
        return "\(literal: name.text)::pg_catalog.regclass"
      }, ",\n        ")
    return "ARRAY[\(list)]"
  }

  /// File numbers of the source: they change when a table is rewritten, and rows change places.
  private var files: SQLText {
    """
    (SELECT pg_catalog.string_agg(
              COALESCE(pg_catalog.pg_relation_filenode(oid), 0)::text, ' ' ORDER BY oid)
        FROM pg_catalog.unnest(\(relations)) AS t (oid))
    """
  }

  func createProcedure() -> Statement {
    Statement(
      """
      CREATE PROCEDURE \(names.copy)()
      LANGUAGE plpgsql
      AS \(.body(procedure))
      """)
  }

  private var procedure: SQLText {
    """
    DECLARE
      pause_seconds CONSTANT double precision := \(deparsed: seconds);
      -- Bytes that a standby may be behind before the copy waits for it.
      standby_lag CONSTANT bigint := 268435456;
      range_start bigint;
      range_end bigint;
      copied bigint;
      files text;
      halted boolean;
    BEGIN
      LOOP
        LOOP
          SELECT c.paused OR EXISTS (
              SELECT FROM pg_catalog.pg_stat_replication AS r
              WHERE pg_catalog.pg_wal_lsn_diff(
                pg_catalog.pg_current_wal_lsn(), r.replay_lsn) > standby_lag)
            INTO halted
            FROM pgparcel.conversions AS c WHERE c.name = \(literal: names.base);
          COMMIT;
          EXIT WHEN halted IS NOT TRUE;
          PERFORM pg_catalog.pg_sleep(0.5);
        END LOOP;
        -- Shared among copies, apart from purge and drain.
        PERFORM pg_catalog.pg_advisory_xact_lock_shared(\(names.lockKey));
        SELECT r."first_block", r."end_block" INTO range_start, range_end
          FROM \(names.ranges) AS r
          WHERE r."copied_rows" IS NULL
          ORDER BY r."first_block" LIMIT 1 FOR UPDATE SKIP LOCKED;
        EXIT WHEN NOT FOUND;
        SELECT c.source_files INTO files
          FROM pgparcel.conversions AS c WHERE c.name = \(literal: names.base);
        IF files IS DISTINCT FROM \(files)
          AND NOT EXISTS (SELECT FROM \(sync.log) WHERE "pgparcel_op" = 't')
        THEN
          RAISE EXCEPTION USING MESSAGE =
            \(literal: "pgparcel: \(sync.subject) was rewritten while it was copied (VACUUM "
              + "FULL, CLUSTER, ALTER TABLE); take this file back and run it again");
        END IF;
        PERFORM pg_catalog.set_config('row_security', 'off', true);
        -- A lost commit loses the range's rows and its mark together.
        PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
        INSERT INTO \(destination) (\(sync.columns))
          OVERRIDING SYSTEM VALUE
          SELECT \(sync.columns(of: "s"))
          FROM \(sync.from) AS s
          WHERE s.ctid >= ('(' || range_start || ',0)')::pg_catalog.tid
            AND s.ctid < ('(' || range_end || ',0)')::pg_catalog.tid;
        GET DIAGNOSTICS copied = ROW_COUNT;
        UPDATE \(names.ranges) SET "copied_rows" = copied WHERE "first_block" = range_start;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(pause_seconds);
      END LOOP;
      COMMIT;
    END
    """
  }

  private var seconds: String { "\(pause / 1000).\(String(pause % 1000 + 1000).dropFirst())" }

  /// Raises unless every range is copied.
  func requireCopied() -> Statement {
    var check = Guard()
    check.refuse(
      when: "EXISTS (SELECT FROM \(names.ranges) WHERE \"copied_rows\" IS NULL)",
      "some block ranges of \(sync.subject) are not copied; run this file again",
      errorCode: "55P03")
    return check.statement(why: "Every range is copied.")
  }

  /// The function that takes out of the copy every row that the log names.
  ///
  /// What is left was changed by nobody since the triggers came, and was copied once.
  func createPurge() -> Statement {
    Statement(
      """
      CREATE FUNCTION \(names.purge)() RETURNS void
      LANGUAGE plpgsql
      AS \(.body("""
      BEGIN
        \(RowSync.readCommitted)
        -- Alone: after the last copy, before the first drain.
        PERFORM pg_catalog.pg_advisory_xact_lock(\(names.lockKey));
        PERFORM pg_catalog.set_config('row_security', 'off', true);
        DELETE FROM \(destination) AS d
          USING (SELECT DISTINCT \(sync.key(of: "l"))
                 FROM \(sync.log) AS l WHERE l."pgparcel_op" = 'k') AS k
          WHERE \(sync.sameKey("d", "k"));
        IF EXISTS (SELECT FROM \(sync.log) WHERE "pgparcel_op" = 't') THEN
          DELETE FROM \(destination) AS d
            WHERE NOT EXISTS (
              SELECT FROM \(sync.from) AS s WHERE \(sync.sameKey("s", "d")));
        END IF;
      END
      """))
      """)
  }
}
