extension RowSync {
  /// Batches above this gain nothing (conversion notes, "Drains").
  static let batch = 2000

  /// The function that brings up to `most` logged keys, or all, to the state of the source.
  ///
  /// Each statement takes its own snapshot, never older than the one that saw the log's entries;
  /// READ COMMITTED is what makes that so. The advisory lock comes first and alone, so that no
  /// statement sees what another drain is about to write.
  func createDrain() -> Statement {
    Statement(
      """
      CREATE FUNCTION \(drain)(most integer DEFAULT NULL) RETURNS integer
      LANGUAGE plpgsql
      AS \(.body(drainBody))
      """)
  }

  private var drainBody: SQLText {
    """
    DECLARE
      taken \(log)[];
      gone \(log)[];
      rest \(log)[];\(isLarge ? "\n  one \(log);" : "")
      doubled text;
    BEGIN
      \(Self.readCommitted)
      PERFORM pg_catalog.pg_advisory_xact_lock(\(names.lockKey));
      PERFORM pg_catalog.set_config('pgparcel.role', 'sync', true);
      PERFORM pg_catalog.set_config('row_security', 'off', true);

      WITH oldest AS (
        SELECT "pgparcel_seq" FROM \(log) ORDER BY "pgparcel_seq" LIMIT most
      ), gone AS (
        DELETE FROM \(log) AS l USING oldest
        WHERE l."pgparcel_seq" = oldest."pgparcel_seq"
        RETURNING l
      )
      SELECT pg_catalog.array_agg(gone.l) INTO taken FROM gone;
      IF taken IS NULL THEN
        RETURN 0;
      END IF;
      -- Few keys against large tables: by index, whatever the statistics say.
      PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
      PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
      PERFORM pg_catalog.set_config('enable_mergejoin', 'off', true);
      -- What is compiled or planned for all partitions at once takes longer than to run.
      PERFORM pg_catalog.set_config('jit', 'off', true);
      PERFORM pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true);
    \(truncation)\(nulls)\(twins)
      BEGIN
    \(deletion)    INSERT INTO \(destination.name) AS d (\(columns))
          OVERRIDING SYSTEM VALUE
          SELECT \(columns(of: "s"))
          FROM \(from) AS s
            JOIN (\(distinctKeys)) AS k ON \(sameKey("s", "k"))
          ON CONFLICT (\(arbiter)) DO UPDATE SET
              \(assignments)
            WHERE NOT (\(row("d")) OPERATOR(pg_catalog.*=) \(row("excluded")));
      EXCEPTION WHEN unique_violation THEN
        -- Two rows exchanged a unique value and only one of them is in this batch: all that is
        -- logged goes in one go, so that no stale row is left to collide with.
        WITH gone AS (DELETE FROM \(log) AS l RETURNING l)
        SELECT pg_catalog.array_agg(gone.l) INTO rest FROM gone;
        taken := taken || rest;
        DELETE FROM \(destination.name) AS d
          USING (\(distinctKeys)) AS k
          WHERE \(sameKey("d", "k"));
        INSERT INTO \(destination.name) (\(columns))
          OVERRIDING SYSTEM VALUE
          SELECT \(columns(of: "s"))
          FROM \(from) AS s
            JOIN (\(distinctKeys)) AS k ON \(sameKey("s", "k"));
      END;
      PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
      PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
      PERFORM pg_catalog.set_config('enable_mergejoin', 'on', true);
      RETURN pg_catalog.cardinality(taken);
    END
    """
  }

  /// Keys that the source no longer has leave the destination.
  ///
  /// Of many partitions, few keys go one by one: then only their own partitions are planned for, which
  /// with a thousand others is what takes long.
  private var deletion: SQLText {
    let leaves = destination.allPartitions.filter { $0.partitioning == nil }.count
    let oneByOne: SQLText = """
      IF pg_catalog.cardinality(gone) <= \(leaves) THEN
            FOREACH one IN ARRAY gone LOOP
              DELETE FROM \(destination.name) AS d WHERE \(sameKey("d", "one"));
            END LOOP;
          ELSIF
      """
    return """
          SELECT pg_catalog.array_agg(t) INTO gone
            FROM pg_catalog.unnest(taken) AS t
            WHERE t."pgparcel_op" = 'k'
              AND NOT EXISTS (SELECT FROM \(from) AS s WHERE \(sameKey("s", "t")));
          \(isLarge ? oneByOne : "IF") gone IS NOT NULL THEN
            DELETE FROM \(destination.name) AS d
              USING pg_catalog.unnest(gone) AS k
              WHERE \(sameKey("d", "k"));
          END IF;

      """
  }

  /// Whether planning for all partitions takes longer than bringing over some rows.
  private var isLarge: Bool { destination.allPartitions.count > 50 }

  private var distinctKeys: SQLText {
    """
    SELECT DISTINCT \(key(of: "t")) FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k'
    """
  }

  /// A TRUNCATE of the table or of a partition: whatever the source no longer holds goes. What was
  /// inserted since is in the log.
  private var truncation: SQLText {
    """

      IF EXISTS (SELECT FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 't') THEN
        PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
        PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
        DELETE FROM \(destination.name) AS d
          WHERE NOT EXISTS (SELECT FROM \(from) AS s WHERE \(sameKey("s", "d")));
        PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
        PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
      END IF;
    """
  }

  /// A column of the destination's key that is not NOT NULL in the source: no `=` finds a row
  /// that holds NULL in it, and so it would be left behind.
  private var nulls: SQLText {
    let nullable = logged.filter { !$0.notNull }
    guard !nullable.isEmpty else { return "" }
    let same = SQLText.joined(
      logged.filter(\.notNull).map { "s.\(name: $0.name) \($0.equals) t.\(name: $0.name)" }, " AND "
    )
    let holdsNull = SQLText.joined(nullable.map { "s.\(name: $0.name) IS NULL" }, " OR ")
    return """

        IF EXISTS (
          SELECT FROM \(from) AS s
            JOIN pg_catalog.unnest(taken) AS t ON \(same)
          WHERE t."pgparcel_op" = 'k' AND (\(holdsNull))
        ) THEN
          RAISE EXCEPTION USING ERRCODE = '23502', MESSAGE =
            \(literal: "pgparcel: rows of \(subject) hold NULL in "
              + "\(nullable.map(\.name).joined(separator: ", ")), which is part of the key of "
              + "\(destination.name); give them a value first");
        END IF;
      """
  }

  /// Rows that share what is unique in the destination: one of them would be lost.
  private var twins: SQLText {
    guard mayHoldTwins else { return "" }
    let names = destination.identityColumns ?? []
    let columns = source.relation.columns.filter { names.contains($0.name) }
    let list = SQLText.joined(columns.map { "s.\(name: $0.name)" })
    let same = SQLText.joined(
      columns.map { "s.\(name: $0.name) \($0.equals) t.\(name: $0.name)" }, " AND ")
    let keys = SQLText.joined(columns.map { "t.\(name: $0.name)" })
    return """

        SELECT pg_catalog.string_agg(key, '; ' ORDER BY key) INTO doubled FROM (
          SELECT pg_catalog.concat_ws(', ', \(list)) AS key
          FROM \(from) AS s
            JOIN (SELECT DISTINCT \(keys) FROM pg_catalog.unnest(taken) AS t) AS t ON \(same)
          GROUP BY \(list) HAVING pg_catalog.count(*) > 1
          LIMIT 10
        ) AS keys;
        IF doubled IS NOT NULL THEN
          RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
            \(literal: "pgparcel: several rows of \(subject) share one "
              + "(\(columns.map(\.name).joined(separator: ", "))), which is unique in "
              + "\(destination.name); make it unique again first: ") || doubled;
        END IF;
      """
  }

  /// The procedure that drains, a transaction a batch, until little is left.
  func createCatchUp(rows: Int, small: Int) -> Statement {
    Statement(
      """
      CREATE PROCEDURE \(catchUp)()
      LANGUAGE plpgsql
      AS \(.body("""
      DECLARE
        batch CONSTANT integer := \(rows);
        small CONSTANT integer := \(small);
        backlog bigint;
        smallest bigint;
        in_vain integer := 0;
      BEGIN
        LOOP
          SELECT pg_catalog.count(*) INTO backlog FROM \(log);
          EXIT WHEN backlog <= small AND NOT EXISTS (SELECT FROM \(log) WHERE "pgparcel_op" = 't');
          IF backlog < smallest OR smallest IS NULL THEN
            smallest := backlog;
            in_vain := 0;
          ELSE
            in_vain := in_vain + 1;
            IF in_vain > 100 THEN
              RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
                \(literal: "pgparcel: \(subject) is written faster than its log is drained; "
                  + "run this again when there is less load");
            END IF;
          END IF;
          COMMIT;
          -- Not all at once: what is written meanwhile may be more, and is to be noticed.
          FOR i IN 1..LEAST(pg_catalog.ceil(backlog / batch::numeric), 50) LOOP
            PERFORM \(drain)(batch);
            COMMIT;
          END LOOP;
        END LOOP;
        COMMIT;
      END
      """))
      """)
  }
}
