extension RowSync {
  /// The functions that compare both tables row by row and byte by byte; the second raises with up
  /// to ten keys that differ.
  ///
  /// In one snapshot rows differ only where the log still names their key, so this may run beside
  /// writers. Drained first where a TRUNCATE is logged, which names no key.
  func createCheck() -> [Statement] { [createComparison(), createJudgement()] }

  /// True for equal, NULL where a TRUNCATE is logged.
  ///
  /// Each row of the source has its equal in the destination, and both have as many: keys are
  /// unique, so the two are the same. A full join would say as much, but only one process could
  /// work on it before PostgreSQL 16 (release notes, "parallel full hash join"). In PL/pgSQL parallel
  /// workers start for RETURN QUERY alone (release notes of 14), not for SELECT … INTO.
  private func createComparison() -> Statement {
    Statement(
      """
      CREATE FUNCTION \(comparison)() RETURNS SETOF boolean
      LANGUAGE plpgsql
      AS \(.body("""
      BEGIN
        RETURN QUERY SELECT
          CASE WHEN NOT EXISTS (SELECT FROM \(log) WHERE "pgparcel_op" = 't') THEN
            (SELECT pg_catalog.count(*)
            \(missing)) = 0
            AND \(count(of: from))
              = \(count(of: "\(destination.name)"))
          END;
      END
      """))
      """)
  }

  private func createJudgement() -> Statement {
    Statement(
      """
      CREATE FUNCTION \(check)() RETURNS void
      LANGUAGE plpgsql
      AS \(.body("""
      DECLARE
        alike boolean;
        differing text;
      BEGIN
        PERFORM pg_catalog.set_config('row_security', 'off', true);
        -- Keys are hashed; what maintenance may use is enough.
        PERFORM pg_catalog.set_config(
          'work_mem', pg_catalog.current_setting('maintenance_work_mem'), true);
        FOR i IN 1..100 LOOP
          -- A TRUNCATE that is logged and not brought over makes all rows differ.
          IF EXISTS (SELECT FROM \(log) WHERE "pgparcel_op" = 't') THEN
            PERFORM \(drain)();
          END IF;
          -- Each row is held against the log, whose size the statistics do not know.
          PERFORM pg_catalog.set_config('enable_nestloop', 'off', true);
          SELECT * INTO alike FROM \(comparison)();
          IF alike THEN
            RETURN;
          END IF;
          IF NOT alike THEN
            SELECT \(keys(of: "s", missing)) INTO differing;
            IF differing IS NULL THEN
              SELECT \(keys(of: "d", surplus)) INTO differing;
            END IF;
            IF differing IS NOT NULL THEN
              RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
                \(literal: "pgparcel: \(destination.name) differs from \(subject)") || ' at '
                  || \(literal: "(\(logged.map(\.name).joined(separator: ", "))) = ") || differing;
            END IF;
          END IF;
          PERFORM pg_catalog.set_config('enable_nestloop', 'on', true);
        END LOOP;
        RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
          \(literal: "pgparcel: no comparison of \(subject) came to an end: it is truncated again "
            + "and again; run this again when it is not");
      END
      """))
      """)
  }

  /// Rows of the source that the destination lacks or holds with other bytes.
  private var missing: SQLText {
    """
    FROM \(from) AS s LEFT JOIN \(destination.name) AS d ON \(sameKey("s", "d"))
            WHERE (d.\(firstKey) IS NULL
                OR NOT (\(row("s")) OPERATOR(pg_catalog.*=) \(row("d"))))
              AND NOT \(isLogged("s"))
    """
  }

  /// Rows of the destination that the source lacks.
  private var surplus: SQLText {
    """
    FROM \(destination.name) AS d LEFT JOIN \(from) AS s ON \(sameKey("s", "d"))
            WHERE s.\(firstKey) IS NULL
              AND NOT \(isLogged("d"))
    """
  }

  private var firstKey: SQLText { logged.first.map { SQLText("\(name: $0.name)") } ?? "" }

  /// Up to ten keys as text. Numbered instead of LIMIT, which would choose a plan for few rows.
  private func keys(of alias: SQLText, _ rows: SQLText) -> SQLText {
    let shown = SQLText.joined(logged.map { "\(alias).\(name: $0.name)" }, ", ")
    return """
      (SELECT pg_catalog.string_agg(key, '; ') FROM (
              SELECT pg_catalog.concat_ws(', ', \(shown)), pg_catalog.row_number() OVER ()
              \(rows)
            ) AS keys (key, n) WHERE n <= 10)
      """
  }

  private func count(of relation: SQLText) -> SQLText {
    "(SELECT pg_catalog.count(*) FROM \(relation) AS t WHERE NOT \(isLogged("t")))"
  }

  private func isLogged(_ alias: SQLText) -> SQLText {
    "EXISTS (SELECT FROM \(log) AS l WHERE \(sameKey("l", alias)))"
  }
}
