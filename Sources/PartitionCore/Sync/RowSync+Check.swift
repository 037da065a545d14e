extension RowSync {
  /// The function that compares both tables row by row and byte by byte, and raises with up to
  /// ten keys that differ.
  ///
  /// One statement, so one snapshot: in it, rows differ only where the log still names their key.
  /// It may run beside writers. Drained first where a TRUNCATE is logged, which names no key.
  ///
  /// Each row of the source has its equal in the destination, and both have as many: keys are
  /// unique, so the two are the same. A full join would say as much, but only one process could
  /// work on it before PostgreSQL 16 (release notes, "parallel full hash join").
  func createCheck() -> Statement {
    Statement(
      """
      CREATE FUNCTION \(check)() RETURNS void
      LANGUAGE plpgsql
      AS \(.body("""
      DECLARE
        truncated constant text := 'truncated';
        differing text;
        tries integer := 0;
      BEGIN
        PERFORM pg_catalog.set_config('row_security', 'off', true);
        -- Keys are hashed; what maintenance may use is enough.
        PERFORM pg_catalog.set_config(
          'work_mem', pg_catalog.current_setting('maintenance_work_mem'), true);
        LOOP
          -- A TRUNCATE that is logged and not brought over makes all rows differ.
          IF EXISTS (SELECT FROM \(log) WHERE "pgparcel_op" = 't') THEN
            PERFORM \(drain)();
          END IF;
          -- Assigned: SELECT … INTO never uses parallel workers.
          differing := CASE
            WHEN EXISTS (SELECT FROM \(log) WHERE "pgparcel_op" = 't') THEN truncated
            ELSE COALESCE(
              \(missing),
              CASE WHEN \(count(of: from)) <> \(count(of: "\(destination.name)")) THEN COALESCE(
                \(surplus),
                'unknown keys') END)
          END;
          EXIT WHEN differing IS DISTINCT FROM truncated;
          tries := tries + 1;
          IF tries > 100 THEN
            RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
              \(literal: "pgparcel: \(source.name) is truncated again and again; run this again "
                + "when it is not");
          END IF;
        END LOOP;
        IF differing IS NOT NULL THEN
          RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
            \(literal: "pgparcel: \(destination.name) differs from \(source.name)") || ' at '
              || \(literal: "(\(logged.map(\.name).joined(separator: ", "))) = ") || differing;
        END IF;
      END
      """))
      """)
  }

  /// Keys of the source that the destination lacks or holds with other bytes.
  private var missing: SQLText {
    keys(
      of: "s",
      """
      FROM \(from) AS s LEFT JOIN \(destination.name) AS d ON \(sameKey("s", "d"))
                  WHERE (d.\(firstKey) IS NULL
                      OR NOT (\(row("s")) OPERATOR(pg_catalog.*=) \(row("d"))))
      """)
  }

  /// Keys of the destination that the source lacks.
  private var surplus: SQLText {
    keys(
      of: "d",
      """
      FROM \(destination.name) AS d LEFT JOIN \(from) AS s ON \(sameKey("s", "d"))
                  WHERE s.\(firstKey) IS NULL
      """)
  }

  private var firstKey: SQLText { logged.first.map { SQLText("\(name: $0.name)") } ?? "" }

  private func keys(of alias: SQLText, _ rows: SQLText) -> SQLText {
    let shown = SQLText.joined(logged.map { "\(alias).\(name: $0.name)" }, ", ")
    return """
      (SELECT pg_catalog.string_agg(key, '; ') FROM (
                  SELECT pg_catalog.concat_ws(', ', \(shown)) AS key
                  \(rows)
                    AND NOT \(isLogged(alias))
                  LIMIT 10) AS keys)
      """
  }

  private func count(of relation: SQLText) -> SQLText {
    """
    (SELECT pg_catalog.count(*) FROM \(relation) AS t
                    WHERE NOT \(isLogged("t")))
    """
  }

  private func isLogged(_ alias: SQLText) -> SQLText {
    "EXISTS (SELECT FROM \(log) AS l WHERE \(sameKey("l", alias)))"
  }
}
