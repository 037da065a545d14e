import Diagnostics
import PartitionCore
import PostgresClient

/// Reads `columns:`: what they would be in a new table, and where they differ from a live one.
struct ColumnElaboration {
  let declaration: TableDeclaration
  let bench: Workbench

  private var declared: [ColumnDeclaration] { declaration.columns ?? [] }

  /// The columns of a table that does not exist yet, as PostgreSQL makes them; nil if it refuses.
  func columns(
    _ connection: borrowing Connection, into bag: inout DiagnosticBag
  ) throws(PostgresError) -> [Column]? {
    for column in declared where column.type == nil {
      bag.add(
        Diagnostic(
          .missingKey, "column `\(column.name.value)` has no type", at: column.name.span,
          help: ["\(declaration.table.value) does not exist; its columns need types"]))
    }
    guard bench.isAvailable else {
      bag.add(
        bench.isMissing(
          "new columns can only be read by trying them on a temporary table",
          at: declaration.table.span))
      return nil
    }
    guard !bag.hasErrors else { return nil }
    let notNull = Set(declaration.primaryKey?.value.map(\.value) ?? [])
    let definitions = declared.map { column in
      definition(column, type: column.type?.value ?? "", notNull: notNull, whole: true)
    }
    return try built(definitions, connection, into: &bag)?.map { column in
      guard let sequence = sequences.first(where: { $0.column == column.name }) else {
        return column
      }
      var serial = column
      serial.notNull = true
      let name: SQLText = "\(sequence.name)"
      let call: SQLText = "nextval(\(literal: name.text)::regclass)"
      serial.defaultExpression = call.text
      return serial
    }
  }

  /// The sequences behind serial columns of a table that does not exist yet, named as PostgreSQL
  /// names them (manual, "Serial Types").
  var sequences: [PartitionCore.Sequence] {
    let table = declaration.table.value
    return declared.compactMap { column in
      guard let type = column.type.flatMap({ Self.serials[$0.value.lowercased()] }) else {
        return nil
      }
      let name = Naming.fitted("\(table.name)_\(column.name.value)_seq")
      return .serial(table.sibling(name), column: column.name.value, type: type)
    }
  }

  /// Warns of every declared property that the live column does not have.
  func compare(
    _ actual: Table, _ connection: borrowing Connection, into bag: inout DiagnosticBag
  ) throws(PostgresError) {
    let live = Dictionary(
      actual.relation.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var compared: [(declared: ColumnDeclaration, live: Column)] = []
    for column in declared {
      guard let found = live[column.name.value] else {
        let near = EditDistance.suggestion(for: column.name.value, among: live.keys.sorted())
        bag.add(
          Diagnostic(
            .columnDrift, "\(actual.name) has no column `\(column.name.value)`",
            severity: .warning, at: column.name.span,
            help: near.map { ["did you mean `\($0)`?"] } ?? [],
            fix: near.flatMap { Fix(column.name.span, replacing: column.name.value, by: $0) }))
        continue
      }
      compared.append((column, found))
    }
    let spelledAlike = compared.allSatisfy { declared, live in
      (declared.type.map { $0.value == live.type } ?? true)
        && (declared.defaultExpression.map { $0.value == live.defaultExpression } ?? true)
        && (declared.generated.map { $0.value == live.generated?.expression } ?? true)
        && (declared.collation.map { $0.value == live.collation } ?? true)
    }
    var canonical: [String: Column] = [:]
    if !spelledAlike, bench.isAvailable {
      let definitions = compared.map { declared, live in
        definition(declared, type: live.type, notNull: [], whole: false)
      }
      guard let columns = try built(definitions, connection, into: &bag) else { return }
      for column in columns { canonical[column.name] = column }
    }
    for (declared, live) in compared {
      compare(declared, canonical[live.name] ?? live, with: live, into: &bag)
    }
  }

  private func compare(
    _ declared: ColumnDeclaration, _ canonical: Column, with live: Column,
    into bag: inout DiagnosticBag
  ) {
    func drift(_ what: String, _ file: String, _ database: String, at span: Span) {
      guard file != database else { return }
      bag.add(
        Diagnostic(
          .columnDrift,
          "\(what) of column `\(live.name)` is \(file) in the file and \(database) in the database",
          severity: .warning, at: span,
          help: ["change the file, or the column with the tool that owns columns"]))
    }
    if let type = declared.type { drift("the type", canonical.type, live.type, at: type.span) }
    if let nullable = declared.nullable {
      drift(
        "NULL", nullable.value ? "allowed" : "refused", live.notNull ? "refused" : "allowed",
        at: nullable.span)
    }
    if let sql = declared.defaultExpression {
      drift(
        "the default", canonical.defaultExpression ?? "none", live.defaultExpression ?? "none",
        at: sql.span)
    }
    if let sql = declared.generated {
      drift(
        "the expression", canonical.generated?.expression ?? "none",
        live.generated?.expression ?? "none", at: sql.span)
    }
    if let identity = declared.identity {
      drift(
        "identity", identity.value.rawValue, live.identity?.rawValue ?? "none",
        at: identity.span)
    }
    if let collation = declared.collation {
      drift(
        "the collation", canonical.collation ?? "the type's own",
        live.collation ?? "the type's own", at: collation.span)
    }
  }

  // MARK: - Trying on a temporary table

  private struct Definition {
    let column: ColumnDeclaration
    let sql: SQLText
    /// Name and type alone, for expressions of other columns.
    let bare: SQLText
  }

  /// What the pseudo-types stand for (manual, "Serial Types").
  private static let serials = [
    "smallserial": "smallint", "serial2": "smallint", "serial": "integer", "serial4": "integer",
    "bigserial": "bigint", "serial8": "bigint",
  ]

  /// `whole` says identity and NOT NULL too.
  private func definition(
    _ column: ColumnDeclaration, type: String, notNull: Set<String>, whole: Bool
  ) -> Definition {
    let written = column.type?.value ?? type
    let type = Self.serials[written.lowercased()] ?? written
    let bare: SQLText = "\(name: column.name.value) \(deparsed: type)"
    var sql = bare
    if let collation = column.collation { sql = "\(sql) COLLATE \(SQLText(declared: collation))" }
    if let generated = column.generated {
      sql = "\(sql) GENERATED ALWAYS AS (\(SQLText(declared: generated))) STORED"
    } else if let expression = column.defaultExpression {
      sql = "\(sql) DEFAULT \(SQLText(declared: expression))"
    } else if whole, let identity = column.identity {
      sql = "\(sql) GENERATED \(deparsed: identity.value.rawValue) AS IDENTITY"
    }
    if whole, column.nullable?.value == false || notNull.contains(column.name.value) {
      sql = "\(sql) NOT NULL"
    }
    return Definition(column: column, sql: sql, bare: bare)
  }

  private func built(
    _ definitions: [Definition], _ connection: borrowing Connection,
    into bag: inout DiagnosticBag
  ) throws(PostgresError) -> [Column]? {
    let name = "pgparcel_columns"
    func create(_ list: [SQLText]) -> SQLText {
      "CREATE TEMPORARY TABLE \(name: name) (\(.joined(list)))"
    }
    guard let error = try bench.attempt(connection, create(definitions.map(\.sql))) else {
      return try bench.read(connection, [name])[name]?.relation.columns
    }
    // Which one was it? Each is tried with the others reduced to their types.
    var blamed = false
    for definition in definitions {
      let others = definitions.filter { $0.column.name != definition.column.name }.map(\.bare)
      try connection.execute("SAVEPOINT pgparcel_column")
      let own = try bench.attempt(connection, create([definition.sql] + others))
      try connection.execute(
        "ROLLBACK TO SAVEPOINT pgparcel_column; RELEASE SAVEPOINT pgparcel_column")
      guard let own, own.position.map({ $0 <= create([definition.sql]).text.count }) ?? true
      else { continue }
      blamed = true
      bag.add(refusal(own, at: span(of: definition.column)))
    }
    if !blamed { bag.add(refusal(error, at: declaration.table.span)) }
    return nil
  }

  private func span(of column: ColumnDeclaration) -> Span {
    column.generated?.span ?? column.defaultExpression?.span ?? column.type?.span
      ?? column.name.span
  }

  private func refusal(_ error: PostgresError, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidValue, "PostgreSQL refuses this column: \(error.message)", at: span,
      notes: error.notes)
  }
}
