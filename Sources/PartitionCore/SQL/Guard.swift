/// Conditions under which a file must not run, checked by its first statement.
///
/// A wrong database, or a table that changed since the file was written, stops there, before
/// anything was touched.
struct Guard {
  private var checks: [SQLText] = []

  /// What to do about a table that changed under the files of a change.
  static let remedy =
    "take that change back; or take back what ran of these files, delete them and generate again"

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

  /// Does something between two checks.
  mutating func perform(_ statement: SQLText) { checks.append("  \(statement)") }

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
      "the columns of \(relation) changed since this file was generated; \(Self.remedy)")
  }

  /// Raises when indexes, constraints, triggers or policies came or went since the file was
  /// written: it would leave them behind, or bring back what is no more.
  ///
  /// - Parameters:
  ///   - whileCaptured: The table has pgparcel's own triggers besides.
  ///   - foreignKeys: Whether the table has its foreign keys.
  mutating func requireObjects(
    of table: Table, whileCaptured: Bool = false, foreignKeys: Bool = true
  ) {
    let relation = table.relation
    let captured: SQLText =
      whileCaptured ? " AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'" : ""
    let kinds: SQLText = foreignKeys ? "'c', 'f', 'p', 'u', 'x'" : "'c', 'p', 'u', 'x'"
    let names =
      relation.indexes.map { "index \($0.name)" }
      + relation.constraints.filter {
        $0.kind != .notNull && (foreignKeys || $0.kind != .foreignKey)
      }.map { "constraint \($0.name)" }
      + relation.indexes.filter { $0.constraint != nil }.map { "constraint \($0.name)" }
      + relation.triggers.map { "trigger \($0.name)" }
      + relation.policies.map { "policy \($0.name)" }
    let expected = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .joined(separator: ", ")
    let oid = table.name.lookup
    refuse(
      when: """
        (SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
           FROM (
             SELECT 'index ' || c.relname
               FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
               WHERE i.indrelid = \(oid)
             UNION ALL
             SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
               WHERE conrelid = \(oid) AND contype IN (\(kinds))
                 AND conparentid = 0
             UNION ALL
             SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
               WHERE tgrelid = \(oid) AND NOT tgisinternal\(captured)
             UNION ALL
             SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = \(oid)
           ) AS objects (name))
          IS DISTINCT FROM
          \(expected.isEmpty ? "NULL" : "\(literal: expected)")
        """,
      "indexes, constraints, triggers or policies of \(table.name) changed since this file was "
        + "generated, and it would lose them; \(Self.remedy)")
  }

  /// Nil when there is nothing to check.
  var statement: Statement? {
    checks.isEmpty
      ? nil : statement(why: "Stop here if the database is not what this file was generated for.")
  }

  func statement(why: String) -> Statement {
    Statement(.block("BEGIN\n\(checked)\nEND"), why: why)
  }

  /// The checks alone, for a body of PL/pgSQL.
  var checked: SQLText { .joined(checks, "\n") }

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
  package static func block(_ body: SQLText) -> SQLText {
    let mark = dollarMark(absentIn: body.text)
    return "DO \(deparsed: mark)\n\(body)\n\(deparsed: mark)"
  }
}
