/// What others may change on a live table while its successor waits for the swap, and would lose
/// by it.
extension Guard {
  /// Raises when owner, privileges, row security, comments or column properties of the two tables
  /// differ, as far as the conversion itself leaves them alike.
  ///
  /// Compared as they are when this runs: neither needs to be what it was when the file was made.
  mutating func requireAlike(_ live: Table, _ other: Table) {
    let pair: SQLText = "(\(live.name.lookup), \(other.name.lookup))"
    let advice =
      "changed since \(other.name) was made and would be lost; make them alike, or take the "
      + "change back"
    let comment: SQLText =
      live.relation.comment == other.relation.comment
      ? ", pg_catalog.obj_description(c.oid, 'pg_class')" : ""
    refuse(
      when: """
        (SELECT pg_catalog.count(DISTINCT ROW(c.relowner, c.relrowsecurity, c.relforcerowsecurity,
                  \(Self.sorted("COALESCE(c.relacl, pg_catalog.acldefault('r', c.relowner))"))\(comment))::text)
           FROM pg_catalog.pg_class AS c WHERE c.oid IN \(pair)) > 1
        """,
      "owner, privileges, row security or comment of \(live.name) \(advice)")
    let changed = zip(live.relation.columns, other.relation.columns).filter {
      $0.notNull != $1.notNull || $0.identity != $1.identity
        || $0.defaultExpression != $1.defaultExpression
    }.map(\.0.name)
    let own: SQLText =
      changed.isEmpty
      ? "" : "\n          WHERE a.attname NOT IN (\(.joined(changed.map { "\(literal: $0)" })))"
    refuse(
      when: """
        (SELECT pg_catalog.count(DISTINCT columns) FROM (
            SELECT pg_catalog.string_agg(ROW(a.attname, a.attnotnull, a.attidentity,
                       pg_catalog.pg_get_expr(d.adbin, d.adrelid), \(Self.sorted("a.attacl")),
                       pg_catalog.col_description(a.attrelid, a.attnum))::text,
                     ' ' ORDER BY a.attnum) AS columns
              FROM (SELECT * FROM pg_catalog.pg_attribute
                      WHERE attrelid IN \(pair) AND attnum > 0 AND NOT attisdropped) AS a
                LEFT JOIN pg_catalog.pg_attrdef AS d
                  ON d.adrelid = a.attrelid AND d.adnum = a.attnum\(own)
              GROUP BY a.attrelid) AS t) > 1
        """,
      "defaults, NOT NULL, privileges or comments of columns of \(live.name) \(advice)")
  }

  /// One text for a list of privileges: their order means nothing.
  private static func sorted(_ privileges: SQLText) -> SQLText {
    """
    (SELECT pg_catalog.string_agg(p::text, ',' ORDER BY p::text COLLATE pg_catalog."C")
                     FROM pg_catalog.unnest(\(privileges)) AS p)
    """
  }

  /// Raises when policies read otherwise, or triggers were enabled or disabled, since the file was
  /// made: names alone are what `requireObjects` compares.
  mutating func requireTexts(of table: Table) {
    let oid = table.name.lookup
    // Expressions print dates and intervals as the session likes them.
    perform("PERFORM pg_catalog.set_config('DateStyle', 'ISO, MDY', true);")
    perform("PERFORM pg_catalog.set_config('IntervalStyle', 'postgres', true);")
    let policies = table.relation.policies.map { policy in
      [
        policy.name, policy.command, Self.sorted(policy.roles).joined(separator: ", "),
        policy.using.map { "USING (\($0))" }, policy.withCheck.map { "WITH CHECK (\($0))" },
      ].compactMap { $0 }.joined(separator: " ")
    }
    refuse(
      when: """
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', polname,
                  CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                    WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT COALESCE(pg_catalog.string_agg(rolname, ', '
                       ORDER BY rolname COLLATE pg_catalog."C"), '')
                     FROM pg_catalog.pg_roles WHERE oid = ANY (polroles)),
                  'USING (' || pg_catalog.pg_get_expr(polqual, polrelid) || ')',
                  'WITH CHECK (' || pg_catalog.pg_get_expr(polwithcheck, polrelid) || ')'),
                '; ' ORDER BY polname COLLATE pg_catalog."C")
           FROM pg_catalog.pg_policy WHERE polrelid = \(oid))
          IS DISTINCT FROM
          \(Self.list(policies, "; "))
        """,
      "policies of \(table.name) changed since this file was generated, and it would lose that; "
        + Self.remedy)
    let triggers = table.relation.triggers.map { "\($0.name) \($0.enabled.letter)" }
    refuse(
      when: """
        (SELECT pg_catalog.string_agg(tgname || ' ' || tgenabled::text, ', '
                  ORDER BY tgname COLLATE pg_catalog."C")
           FROM pg_catalog.pg_trigger
           WHERE tgrelid = \(oid) AND NOT tgisinternal
             AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_')
          IS DISTINCT FROM
          \(Self.list(triggers, ", "))
        """,
      "triggers of \(table.name) were enabled or disabled, which changed since this file was "
        + "generated; \(Self.remedy)")
  }

  /// Raises when partitions came or went.
  mutating func requirePartitions(of table: Table) {
    let oid = table.name.lookup
    refuse(
      when: """
        (SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
           FROM pg_catalog.pg_partition_tree(\(oid)) AS t
             JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
           WHERE t.relid <> \(oid))
          IS DISTINCT FROM
          \(Self.list(table.allPartitions.map(\.name.name), ", "))
        """,
      "partitions of \(table.name) changed since this file was generated: no log knows the rows "
        + "that came or went with them; take that change back")
  }

  /// Raises when views or foreign keys of others that are bound to the table came or went: they
  /// would stay with the table that retires, or come back.
  mutating func requireDependents(
    of table: QualifiedName, views: [QualifiedName], foreignKeys: [String]
  ) {
    let known = SQLText.joined(views.map { "(\($0.lookup))" }, ", ")
    let list: SQLText =
      views.isEmpty
      ? ""
      : " AND r.ev_class NOT IN (SELECT oid FROM (VALUES \(known)) AS v (oid) WHERE oid IS NOT NULL)"
    let gone: SQLText =
      views.isEmpty
      ? "" : "\n          OR EXISTS (SELECT FROM (VALUES \(known)) AS v (oid) WHERE oid IS NULL)"
    refuse(
      when: """
        EXISTS (
            SELECT FROM pg_catalog.pg_depend AS d
              JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
            WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
              AND d.refobjid = \(table.lookup) AND r.ev_class <> d.refobjid\(list))\(gone)
          OR (SELECT pg_catalog.string_agg(conname, ', ' ORDER BY conname COLLATE pg_catalog."C")
                FROM pg_catalog.pg_constraint
                WHERE confrelid = \(table.lookup) AND conrelid <> confrelid AND contype = 'f'
                  AND conparentid = 0)
            IS DISTINCT FROM
            \(Self.list(foreignKeys, ", "))
        """,
      "views or foreign keys that are bound to \(table) changed since this file was generated; "
        + Self.remedy)
  }

  /// What `string_agg` makes of sorted names; of none it makes NULL.
  static func list(_ names: [String], _ separator: String) -> SQLText {
    let text = sorted(names).joined(separator: separator)
    return names.isEmpty ? "NULL" : "\(literal: text)"
  }

  /// As `COLLATE "C"` sorts.
  private static func sorted(_ names: [String]) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Trigger.Enabled {
  /// `pg_trigger.tgenabled`.
  fileprivate var letter: String {
    switch self {
    case .origin: "O"
    case .disabled: "D"
    case .replica: "R"
    case .always: "A"
    }
  }
}
