import PartitionCore
import PostgresCatalog
package import PostgresClient

/// Asks which of many rights the role of a session lacks, in one query.
package enum RightsCheck {
  /// What every run needs that writes the history.
  static let keepingHistory: Set<Right> = [.use(schema: "pgparcel"), .keepHistory]

  /// - Throws: `.missingRights` with all that is missing; `.postgres`.
  package static func require(
    _ rights: some Collection<Right>, on connection: borrowing Connection
  ) throws(RunnerError) {
    let missing = try missing(rights, on: connection)
    if !missing.isEmpty { throw .missingRights(missing) }
  }

  /// All that these files and their history need, before the first of them runs.
  ///
  /// - Throws: as `require`.
  static func require(
    before files: [ParsedMigration], on connection: borrowing Connection
  ) throws(RunnerError) {
    var rights = keepingHistory
    for file in files { rights.formUnion(FileRights(file).rights) }
    try require(rights, on: connection)
  }

  /// In the order of the commands that would help; what is not there yet is no reason to refuse.
  ///
  /// - Throws: `.postgres`.
  package static func missing(
    _ rights: some Collection<Right>, on connection: borrowing Connection
  ) throws(RunnerError) -> [MissingRight] {
    guard !rights.isEmpty else { return [] }
    let asked = Array(needed(rights))
    let questions = asked.map(\.question)
    let rows = try connection.ask(
      query(serverVersion: connection.serverVersion),
      [
        arrayText(questions.map(\.kind)), arrayText(questions.map(\.first)),
        arrayText(questions.map(\.second)),
      ])
    var answers: [RightsAnswer] = []
    do throws(PostgresError) {
      for row in rows {
        answers.append(
          RightsAnswer(
            right: asked[try row.int("place") - 1], role: try row.text("role"),
            database: try row.text("database"), owner: row["owner"],
            isMember: try row.optionalBool("member") ?? false,
            ownerIsSuperuser: try row.optionalBool("superuser") ?? false,
            isThere: try row.bool("there"), schemaIsThere: try row.bool("schema_there"),
            serverVersion: connection.serverVersion))
      }
    } catch {
      throw .postgres(error)
    }
    return MissingRight.all(answers)
  }

  /// Without those that come with another one.
  private static func needed(_ rights: some Collection<Right>) -> Set<Right> {
    var needed = Set(rights)
    for right in rights {
      switch right {
      // Who gives a table away is a member of its new owner, and may create where the owner may.
      case .create(let schema, .some): needed.remove(.create(schema: schema, owner: nil))
      case .own(let name): needed.subtract([.lock(name), .reference(name), .read(name)])
      default: break
      }
    }
    return needed
  }

  /// Joins the catalogs by name, so that nothing has to be looked up with rights of its own. What is
  /// asked of something that is not there is NULL, and so no answer.
  private static func query(serverVersion: Int) -> String {
    // Memberships have options of their own since 16: SET for OWNER TO (manual, GRANT on roles).
    let giving = serverVersion >= 160_000 ? "AND pg_catalog.pg_has_role(r.oid, 'SET')" : ""
    // MAINTAIN came with 17 and allows LOCK TABLE (manual, "Privileges").
    let locking = serverVersion >= 170_000 ? ", MAINTAIN" : ""
    return """
      SELECT asked.place, current_user AS role, pg_catalog.current_database() AS database,
        pg_catalog.pg_get_userbyid(COALESCE(c.relowner, p.pubowner, r.oid)) AS owner,
        pg_catalog.pg_has_role(COALESCE(c.relowner, p.pubowner, r.oid), 'MEMBER') AS member,
        (SELECT o.rolsuper FROM pg_catalog.pg_roles o
          WHERE o.oid = COALESCE(c.relowner, p.pubowner, r.oid)) AS superuser,
        c.oid IS NOT NULL AS there, n.oid IS NOT NULL AS schema_there
      FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]),
          pg_catalog.unnest($3::text[])) WITH ORDINALITY AS asked (kind, first, second, place)
        JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
        LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = asked.first
        LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = asked.second
          AND asked.kind <> 'create'
        LEFT JOIN pg_catalog.pg_publication p
          ON asked.kind = 'publication' AND p.pubname = asked.first
        LEFT JOIN pg_catalog.pg_tablespace t
          ON asked.kind = 'place' AND t.spcname = asked.first AND t.oid <> d.dattablespace
        LEFT JOIN pg_catalog.pg_roles r
          ON r.rolname = CASE asked.kind WHEN 'give' THEN asked.first
            WHEN 'sessions' THEN 'pg_read_all_stats'
            WHEN 'create' THEN COALESCE(NULLIF(asked.second, ''), current_user) END
      WHERE CASE asked.kind
        WHEN 'own' THEN NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
        WHEN 'publication' THEN NOT pg_catalog.pg_has_role(p.pubowner, 'USAGE')
        WHEN 'create' THEN
          CASE WHEN n.oid IS NULL THEN NOT pg_catalog.has_database_privilege(d.oid, 'CREATE')
            ELSE NOT pg_catalog.has_schema_privilege(r.oid, n.oid, 'CREATE') END
        WHEN 'give' THEN NOT (pg_catalog.pg_has_role(r.oid, 'USAGE') \(giving))
        WHEN 'reference' THEN
          NOT pg_catalog.has_any_column_privilege(c.oid, 'REFERENCES')
        WHEN 'lock' THEN
          NOT pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE\(locking)')
        WHEN 'place' THEN NOT pg_catalog.has_tablespace_privilege(t.oid, 'CREATE')
        WHEN 'temporary' THEN NOT pg_catalog.has_database_privilege(d.oid, 'TEMPORARY')
        WHEN 'rows' THEN c.relforcerowsecurity AND NOT (
          SELECT me.rolsuper OR me.rolbypassrls FROM pg_catalog.pg_roles me
          WHERE me.rolname = current_user)
        WHEN 'sessions' THEN
          NOT pg_catalog.pg_has_role(r.oid, 'USAGE')
          AND COALESCE(pg_catalog.current_setting('pgparcel.snapshots', true), '') <> 'ignore'
        WHEN 'use' THEN NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        WHEN 'read' THEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
        WHEN 'all' THEN EXISTS (
          SELECT FROM pg_catalog.pg_class every
          WHERE every.relnamespace = n.oid AND every.relkind IN ('r', 'p')
            AND NOT pg_catalog.has_table_privilege(every.oid, 'SELECT'))
        WHEN 'history' THEN
          CASE WHEN c.oid IS NOT NULL THEN NOT (
              pg_catalog.has_table_privilege(c.oid, 'SELECT')
              AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
              AND pg_catalog.has_table_privilege(c.oid, 'UPDATE'))
            WHEN n.oid IS NOT NULL THEN NOT pg_catalog.has_schema_privilege(n.oid, 'CREATE')
            ELSE NOT pg_catalog.has_database_privilege(d.oid, 'CREATE') END
        END
      """
  }
}
