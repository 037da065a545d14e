import PartitionCore
import PostgresClient

/// What PostgreSQL makes of a recorded statement: its plan for any values, without running it.
struct ExplainedStatement {
  let plan: ExplainedPlan
  /// Whether it locks the table asked for: it reads or writes it, by whatever name.
  let concernsTable: Bool

  /// - Throws: What the server says of it, or `DecodingError` for a plan of unknown form.
  init(
    _ statement: RecordedStatement, of table: QualifiedName, on session: borrowing Connection
  ) throws {
    try session.execute("BEGIN READ ONLY")
    // Takes back the settings and the locks; the prepared statement is given back by name.
    defer {
      _ = try? session.execute("ROLLBACK")
      _ = try? session.execute("DEALLOCATE ALL")
    }
    let (schema, name): (SQLText, SQLText) = ("\(name: table.schema)", "\(table)")
    for (setting, value) in [
      ("search_path", schema.text + ", public"), ("plan_cache_mode", "force_generic_plan"),
      ("statement_timeout", "5s"),
    ] {
      try session.query("SELECT pg_catalog.set_config($1, $2, true)", [setting, value])
    }
    var types = try Self.prepare(statement.preparable(), on: session)
    var arrays: [Int: String] = [:]
    for (place, type) in types.enumerated() where type.hasSuffix("[]") { arrays[place + 1] = type }
    if !arrays.isEmpty {
      try session.execute("SAVEPOINT spelled; DEALLOCATE ALL")
      do {
        types = try Self.prepare(statement.preparable(arrays: arrays), on: session)
      } catch {
        // DEALLOCATE is not taken back.
        try session.execute("ROLLBACK TO spelled")
        types = try Self.prepare(statement.preparable(), on: session)
      }
    }
    let list = types.isEmpty ? "" : "(\(types.map { _ in "NULL" }.joined(separator: ", ")))"
    let rows = try session.query(
      "EXPLAIN (COSTS OFF, VERBOSE, FORMAT JSON) EXECUTE pgparcel_statement\(list)")
    plan = try ExplainedPlan(json: rows[0, 0] ?? "[]")
    let locked = try session.query(
      """
      SELECT EXISTS (
        SELECT FROM pg_catalog.pg_locks
         WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation'
           AND relation = pg_catalog.to_regclass($1)) AS locked
      """, [name.text])
    concernsTable = try locked[0].bool("locked")
  }

  /// - Returns: The types of its parameters.
  private static func prepare(
    _ text: String, on session: borrowing Connection
  ) throws(PostgresError) -> [String] {
    // One statement by protocol: what follows a semicolon is refused by the server.
    try session.query("PREPARE pgparcel_statement AS \(text)")
    let rows = try session.query(
      """
      SELECT parameter_types::text[] AS types FROM pg_catalog.pg_prepared_statements
       WHERE name = 'pgparcel_statement'
      """)
    return try rows[0].textArray("types").compactMap { $0 }
  }
}
