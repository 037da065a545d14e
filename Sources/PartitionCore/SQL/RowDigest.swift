/// How many rows a table has, and a digest of all of them in whatever order: what shows that a file made
/// of them is still the whole truth.
///
/// The digest is the sum of a 64 bit hash of every row's text, so that it needs no sort and no memory.
/// `hashtextextended` keeps its values within a major version only, as hash indexes do: after an upgrade
/// an export is to be made again.
package enum RowDigest {
  /// Settings that decide how values print, for the session or transaction that computes a digest.
  package static let settings: [(name: String, value: String)] = [
    ("search_path", ""), ("DateStyle", "ISO, MDY"), ("IntervalStyle", "postgres"),
    ("TimeZone", "UTC"), ("bytea_output", "hex"), ("extra_float_digits", "1"), ("lc_monetary", "C"),
  ]

  /// `SELECT` of one row: `rows` (bigint) and `digest` (numeric).
  package static func query(_ table: QualifiedName, into target: SQLText = "") -> SQLText {
    """
    SELECT pg_catalog.count(*) AS rows,
        COALESCE(pg_catalog.sum(
          pg_catalog.hashtextextended((r.*)::text COLLATE pg_catalog."C", 0)), 0) AS digest
      \(target)FROM \(table) AS r
    """
  }
}

/// What keeps a table from being dropped before its rows are in a file.
///
/// `pgparcel apply` writes the file and notes it in `pgparcel.exports`; the migration file itself only
/// asks for the note, and whether it tells of the rows that are there now.
struct ExportGuard {
  let table: QualifiedName

  /// The lock, and the question under it.
  func statements() -> [Statement] {
    [
      Statement("LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE"),
      Statement(.block(body), why: "No row goes that is not in a file."),
    ]
  }

  private var body: SQLText {
    let settings = RowDigest.settings.map { name, value in
      "    PERFORM pg_catalog.set_config(\(literal: name), \(literal: value), true);" as SQLText
    }
    let message =
      "pgparcel: the rows of \(table) are in no file, or changed since they were written into one"
    let hint =
      "run it with  pgparcel apply , which writes the file first;"
      + " SET pgparcel.export = 'off' drops them all the same"
    return """
      DECLARE
        present record;
        exported boolean := false;
      BEGIN
        IF pg_catalog.current_setting('pgparcel.export', true) IS DISTINCT FROM 'off' THEN
      \(.joined(settings, "\n"))
          \(RowDigest.query(table, into: "INTO present "));
          IF pg_catalog.to_regclass('pgparcel.exports') IS NOT NULL THEN
            exported := EXISTS (
              SELECT FROM pgparcel.exports
              WHERE relation = \(table.lookup)::oid
                AND rows = present.rows AND digest = present.digest);
          END IF;
          IF NOT exported THEN
            RAISE EXCEPTION USING
              MESSAGE = \(literal: message),
              HINT = \(literal: hint);
          END IF;
        END IF;
      END
      """
  }
}
