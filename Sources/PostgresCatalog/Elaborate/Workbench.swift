import Diagnostics
import PartitionCore
import PostgresClient

/// Temporary tables on which declared SQL is tried, all in a transaction that is rolled back.
///
/// They are made from the columns that the catalogs told, not with LIKE: that would need the
/// SELECT privilege on the table and a lock on it.
struct Workbench {
  let queries: CatalogQueries
  /// Where names in declared SQL are looked for: the table's schema, then `public`.
  let path: String
  /// False without the TEMPORARY privilege and on a standby.
  private(set) var isAvailable: Bool
  private let grant: SQLText

  init(server: ServerFacts, schema: String) {
    queries = CatalogQueries(serverVersion: server.version)
    path = SQLText("\(name: schema), public").text
    isAvailable = server.mayCreateTemporary
    grant =
      "GRANT TEMPORARY ON DATABASE \(name: server.database) TO \(name: server.currentUser)"
  }

  /// Says that something cannot be read where the bench is not available.
  func isMissing(_ message: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .missingRights, message, at: span,
      help: ["run  \(grant.text)", "a standby makes no tables: plan on the primary"])
  }

  /// Runs `body` and undoes all it did, in a transaction of its own or inside the current one.
  mutating func undone<Result>(
    _ connection: borrowing Connection,
    _ body: (inout Workbench, borrowing Connection) throws(PostgresError) -> Result
  ) throws(PostgresError) -> Result {
    let isNested = connection.transactionStatus != .idle
    if isNested {
      try connection.execute("SAVEPOINT pgparcel_workbench")
    } else {
      try begin(connection)
    }
    let end =
      isNested
      ? "ROLLBACK TO SAVEPOINT pgparcel_workbench; RELEASE SAVEPOINT pgparcel_workbench"
      : "ROLLBACK"
    let result: Result
    do throws(PostgresError) {
      result = try body(&self, connection)
    } catch {
      // The first error is the one to tell.
      _ = try? connection.execute(end)
      throw error
    }
    try connection.execute(end)
    return result
  }

  /// A standby refuses READ WRITE; there the workbench does without tables.
  private mutating func begin(_ connection: borrowing Connection) throws(PostgresError) {
    do throws(PostgresError) {
      try connection.execute("BEGIN READ WRITE")
    } catch  where error.kind == .server {
      isAvailable = false
      try connection.execute("ROLLBACK; BEGIN READ ONLY")
    }
  }

  /// Runs one statement that holds declared SQL; what PostgreSQL says against it, or nil.
  ///
  /// `query` sends one statement only: a semicolon in declared SQL is a syntax error.
  func attempt(
    _ connection: borrowing Connection, _ statement: SQLText
  ) throws(PostgresError) -> PostgresError? {
    try connection.execute("SAVEPOINT pgparcel_try")
    do throws(PostgresError) {
      try connection.query(statement.text)
    } catch  where error.kind == .server {
      try connection.execute(
        "ROLLBACK TO SAVEPOINT pgparcel_try; RELEASE SAVEPOINT pgparcel_try")
      return error
    }
    try connection.execute("RELEASE SAVEPOINT pgparcel_try")
    return nil
  }

  func readDeclaredNames(_ connection: borrowing Connection) throws(PostgresError) {
    try setPath(connection, path)
  }

  /// The deparsers qualify every name under an empty path.
  func readCanonicalNames(_ connection: borrowing Connection) throws(PostgresError) {
    try setPath(connection, "")
  }

  private func setPath(
    _ connection: borrowing Connection, _ path: String
  ) throws(PostgresError) {
    try connection.query("SELECT pg_catalog.set_config('search_path', $1, true)", [path])
  }

  /// What the catalogs say of temporary tables of ours, by name, read as any table is.
  func read(
    _ connection: borrowing Connection, _ names: [String], indexes: Bool = false
  ) throws(PostgresError) -> [String: Table] {
    guard !names.isEmpty else { return [:] }
    try readCanonicalNames(connection)
    let found = try connection.query(
      """
      SELECT c.oid FROM pg_class c
       WHERE c.relnamespace = pg_my_temp_schema() AND c.relname = ANY ($1::text[])
      """, [arrayText(names)])
    var assembler = LayoutAssembler(pageSize: 0)
    let roots = try found.map { (row) throws(PostgresError) in try row.text("oid") }
    try assembler.readRelations(connection.query(queries.relations, [listText(roots)]))
    let all = [listText(assembler.oids)]
    try assembler.readColumns(connection.query(queries.columns, all + all))
    try assembler.readKeys(connection.query(queries.keys, all))
    if let query = assembler.keyTypesQuery {
      try assembler.readKeyTypes(connection.query(query))
    }
    if indexes {
      try assembler.readIndexes(connection.query(queries.indexes, all + all + ["{}"]))
    }
    try readDeclaredNames(connection)
    return Dictionary(
      assembler.tables.map { ($0.name.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension [Column] {
  /// The columns as a temporary table needs them: names, types, collations, and which are
  /// generated. Defaults, identity and NOT NULL matter neither to keys nor to indexes.
  var benchList: SQLText {
    .joined(
      map { column in
        var sql: SQLText = "\(name: column.name) \(deparsed: column.type)"
        if let collation = column.collation { sql = "\(sql) COLLATE \(deparsed: collation)" }
        if let generated = column.generated {
          let kind: SQLText = generated.stored ? "STORED" : "VIRTUAL"
          sql = "\(sql) GENERATED ALWAYS AS (\(deparsed: generated.expression)) \(kind)"
        }
        return sql
      })
  }
}
