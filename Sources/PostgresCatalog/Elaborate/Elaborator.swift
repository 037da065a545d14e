package import Diagnostics
package import PartitionCore
package import PostgresClient

/// Asks PostgreSQL what the texts of a declaration mean.
package enum Elaborator {
  /// The server's answers, or nil where it refused something, which the bag then tells.
  ///
  /// Works in a transaction that is rolled back (a savepoint inside the session's current one).
  /// The number of statements grows with the distinct keys, indexes and types that are not live
  /// yet, never with partitions or values. Names in declared SQL are looked for in the table's
  /// schema, then in `public`.
  ///
  /// - Throws: what is not about the declaration, such as a lost connection.
  package static func elaborate(
    _ declaration: TableDeclaration, actual: Table?, snapshot: CatalogSnapshot,
    connection: borrowing Connection, bag: inout DiagnosticBag
  ) throws(PostgresError) -> Elaboration? {
    try connection.pinCatalogSettings()
    let checks = DeclarationChecks(
      declaration: declaration, texts: DeclaredTexts(declaration), server: snapshot.server)
    var found = DiagnosticBag()
    defer { bag.add(found.diagnostics) }
    if actual == nil {
      guard try checks.canCreate(connection, snapshot, into: &found) else { return nil }
    }
    checks.checkTablespaces(into: &found)
    if let actual { checks.checkRights(actual, snapshot, into: &found) }

    var bench = Workbench(server: snapshot.server, schema: declaration.table.value.schema)
    let elaboration = try bench.undone(connection) {
      (bench, connection) throws(PostgresError) -> Elaboration? in
      try bench.readDeclaredNames(connection)
      var elaboration = Elaboration()
      let columns = ColumnElaboration(declaration: declaration, bench: bench)
      if let actual {
        try columns.compare(actual, connection, into: &found)
      } else {
        elaboration.columns = try columns.columns(connection, into: &found)
        elaboration.sequences = columns.sequences
      }
      guard let known = actual?.relation.columns ?? elaboration.columns else { return nil }
      let work = ElaborationWork(
        table: declaration.table.value, columns: known, actual: actual, texts: checks.texts,
        bench: bench)
      work.checkKeyColumns(of: declaration, into: &found)
      elaboration.quotedNames = try work.quotedNames(connection)
      elaboration.keys = try work.keys(connection, elaboration.quotedNames, into: &found)
      elaboration.indexes = try work.indexes(connection, elaboration.quotedNames, into: &found)
      try work.checkStorageParameters(connection, into: &found)
      elaboration.values = try work.values(connection, elaboration.keys, into: &found)
      return elaboration
    }
    return found.hasErrors ? nil : elaboration
  }
}

/// What the parts of an elaboration share.
struct ElaborationWork {
  let table: QualifiedName
  /// Live ones, or those that the declaration creates.
  let columns: [Column]
  let actual: Table?
  let texts: DeclaredTexts
  let bench: Workbench

  /// Names as the deparsers print them; which words need quotes only the server knows.
  func quotedNames(
    _ connection: borrowing Connection
  ) throws(PostgresError) -> [String: String] {
    let rows = try connection.query(
      "SELECT name, pg_catalog.quote_ident(name) AS quoted FROM unnest($1::text[]) AS name",
      [arrayText(columns.map(\.name))])
    var names: [String: String] = [:]
    for row in rows { names[try row.text("name")] = try row.text("quoted") }
    return names
  }

  func has(_ column: String) -> Bool { columns.contains { $0.name == column } }

  /// E101 with the nearest column that there is.
  func unknownColumn(_ name: String, at span: Span) -> Diagnostic {
    let near = EditDistance.suggestion(for: name, among: columns.map(\.name))
      .flatMap { near in columns.first { $0.name == near } }
    return Diagnostic(
      .unknownColumn, "\(table) has no column `\(name)`", at: span,
      help: near.map { ["did you mean `\($0.name)` (\($0.type))?"] } ?? [],
      fix: near.flatMap { Fix(span, replacing: name, by: $0.name) })
  }

  /// Where elaboration needs a temporary table and the user may make none.
  func needsTemporaryTables(_ what: String, at span: Span) -> Diagnostic {
    bench.isMissing("\(what) can only be read by trying it on a temporary table", at: span)
  }

  /// Columns of the primary key and of unique constraints must be there.
  func checkKeyColumns(of declaration: TableDeclaration, into bag: inout DiagnosticBag) {
    let lists = [declaration.primaryKey].compactMap { $0 } + declaration.unique.map(\.columns)
    for column in lists.flatMap(\.value) where !has(column.value) {
      bag.add(unknownColumn(column.value, at: column.span))
    }
  }
}

extension PostgresError {
  /// The first quoted word of the message: the name it is about.
  var namedObject: String? {
    let parts = message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }

  /// What PostgreSQL says besides its sentence.
  var notes: [String] { [detail, hint].compactMap { $0 } }
}
