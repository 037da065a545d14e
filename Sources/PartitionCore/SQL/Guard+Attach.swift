/// What ATTACH must find, or it reads every row and builds indexes under its lock (facts 2 and 3).
extension Guard {
  /// Raises unless the table has this CHECK, validated, as the sample table has it.
  mutating func requireProof(_ check: String, of table: QualifiedName, as sample: StaticString) {
    let other = SQLText(stringLiteral: sample)
    refuse(
      when: """
        (SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint
           WHERE conrelid = \(table.lookup) AND conname = \(literal: check) AND contype = 'c'
             AND convalidated)
          IS DISTINCT FROM
          (SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint
             WHERE conrelid = pg_catalog.to_regclass('\(other)') AND contype = 'c'
               AND conname = \(literal: check))
        """,
      "the CHECK \(check) of \(table) is gone, not validated or not what its bound says, so that "
        + "attaching would read every row under the lock; " + Self.prepareAgain)
  }

  static let prepareAgain =
    "take the file prepare back (pgparcel down --to its version, which pgparcel status shows), then "
    + "run pgparcel apply"

  /// Raises where the future parent has an index that the table has no equal of.
  mutating func requireIndexes(
    of table: QualifiedName, like parent: QualifiedName, advice: String = Self.prepareAgain
  ) {
    refuse(
      when: """
        EXISTS (
            \(Self.shapes(of: parent))
            EXCEPT
            \(Self.shapes(of: table)) AND i.indisvalid)
        """,
      "\(table) lacks an index that \(parent) has, so that attaching would build it under the "
        + "lock; " + advice)
  }

  /// What PostgreSQL compares before it adopts an index, and whether it backs a constraint.
  private static func shapes(of table: QualifiedName) -> SQLText {
    """
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
                (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
                   FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                     LEFT JOIN pg_catalog.pg_attribute AS a
                       ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
                pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
                pg_catalog.pg_get_expr(i.indpred, i.indrelid),
                EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                          WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                            AND p.conrelid = i.indrelid)
              FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
              WHERE i.indrelid = \(table.lookup)
    """
  }
}
