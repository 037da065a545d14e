/// Conditions under which a file must not run, checked by its first statement.
///
/// A wrong database, or a table that changed since the file was written, stops there, before
/// anything was touched.
struct Guard {
  private var checks: [SQLText] = []

  /// Raises `message` when `condition` is true or unknown.
  mutating func refuse(
    when condition: SQLText, _ message: String, errorCode: StaticString = "P0001"
  ) {
    let code = SQLText(stringLiteral: errorCode)
    checks.append(
      """
        IF (\(condition)) IS NOT FALSE THEN
          RAISE EXCEPTION USING ERRCODE = '\(code)', MESSAGE =
            \(literal: "pgparcel: " + message);
        END IF;
      """)
  }

  /// Raises unless the relation exists with one of these `pg_class.relkind` letters.
  mutating func require(_ relation: QualifiedName, kind: String, _ message: String) {
    refuse(
      when: """
        NOT EXISTS (
            SELECT FROM pg_catalog.pg_class
            WHERE oid = \(relation.lookup) AND relkind = \(literal: kind))
        """, message)
  }

  mutating func requireAbsent(_ relation: QualifiedName) {
    refuse(
      when: "\(relation.lookup) IS NOT NULL",
      "\(relation) exists already; rename it or drop it, then run this file again")
  }

  /// Raises when the columns are no longer those that the file lists by name.
  mutating func requireColumns(_ columns: [Column], of relation: QualifiedName) {
    let expected = columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
    refuse(
      when: """
        (SELECT pg_catalog.string_agg(
                  attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
                  ORDER BY attnum)
           FROM pg_catalog.pg_attribute
           WHERE attrelid = \(relation.lookup) AND attnum > 0 AND NOT attisdropped)
          IS DISTINCT FROM
          \(literal: expected)
        """,
      "the columns of \(relation) changed since this file was generated; generate it again")
  }

  /// Nil when there is nothing to check.
  var statement: Statement? {
    checks.isEmpty
      ? nil : statement(why: "Stop here if the database is not what this file was generated for.")
  }

  func statement(why: String) -> Statement {
    Statement(.block("BEGIN\n\(.joined(checks, "\n"))\nEND"), why: why)
  }

  var isEmpty: Bool { checks.isEmpty }
}

extension QualifiedName {
  /// The relation's OID, or NULL when there is none.
  var lookup: SQLText {
    let name: SQLText = "\(self)"
    return "pg_catalog.to_regclass(\(literal: name.text))"
  }
}

extension SQLText {
  /// A DO block, quoted with a dollar tag that its body does not contain.
  static func block(_ body: SQLText) -> SQLText {
    let mark = dollarMark(absentIn: body.text)
    return "DO \(deparsed: mark)\n\(body)\n\(deparsed: mark)"
  }
}
