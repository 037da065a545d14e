extension RowSync {
  /// The function that compares both tables row by row and byte by byte, and raises with up to
  /// ten keys that differ.
  ///
  /// One statement, so one snapshot: in it, rows differ only where the log still names their key.
  /// It may run beside writers. Drained first where a TRUNCATE is logged, which names no key.
  func createCheck() -> Statement {
    let shown = SQLText.joined(
      logged.map { "COALESCE(s.\(name: $0.name)::text, d.\(name: $0.name)::text)" }, ", ")
    let logged = SQLText.joined(
      logged.map {
        "l.\(name: $0.name) \($0.equals) COALESCE(s.\(name: $0.name), d.\(name: $0.name))"
      }, " AND ")
    let first = self.logged.first.map { SQLText("\(name: $0.name)") } ?? ""
    return Statement(
      """
      CREATE FUNCTION \(check)() RETURNS void
      LANGUAGE plpgsql
      AS \(.body("""
      DECLARE
        differing text;
        truncated boolean;
        tries integer := 0;
      BEGIN
        PERFORM pg_catalog.set_config('row_security', 'off', true);
        LOOP
          -- A TRUNCATE that is logged and not brought over makes all rows differ.
          IF EXISTS (SELECT FROM \(log) WHERE "pgparcel_op" = 't') THEN
            PERFORM \(drain)();
          END IF;
          SELECT pg_catalog.string_agg(key, '; '),
              EXISTS (SELECT FROM \(log) WHERE "pgparcel_op" = 't')
            INTO differing, truncated FROM (
            SELECT pg_catalog.concat_ws(', ', \(shown)) AS key
            FROM (SELECT * FROM \(from)) AS s
              FULL JOIN \(destination.name) AS d ON \(sameKey("s", "d"))
            WHERE (s.\(first) IS NULL OR d.\(first) IS NULL
                OR NOT (\(row("s")) OPERATOR(pg_catalog.*=) \(row("d"))))
              AND NOT EXISTS (SELECT FROM \(log) AS l WHERE \(logged))
            LIMIT 10
          ) AS differences;
          EXIT WHEN NOT truncated;
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
              || \(literal: "(\(self.logged.map(\.name).joined(separator: ", "))) = ") || differing;
        END IF;
      END
      """))
      """)
  }
}
