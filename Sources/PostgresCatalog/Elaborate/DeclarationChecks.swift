import Diagnostics
import PartitionCore
import PostgresClient

/// Checks of a declaration against what the snapshot already knows.
struct DeclarationChecks {
  let declaration: TableDeclaration
  let texts: DeclaredTexts
  let server: ServerFacts

  /// Whether a table that does not exist can be created from the declaration.
  func canCreate(
    _ connection: borrowing Connection, _ snapshot: CatalogSnapshot,
    into bag: inout DiagnosticBag
  ) throws(PostgresError) -> Bool {
    let table = declaration.table
    if let root = snapshot.partitionParents[table.value] {
      bag.add(
        Diagnostic(
          .unsupportedTable, "\(table.value) is a partition of \(root)", at: table.span,
          help: ["declare it under `partitions:` in the file of \(root)"]))
      return false
    }
    let near = try similarTable(connection, snapshot)
    if declaration.columns != nil {
      // To plan a new table is right, unless the name is a mistake.
      if let near {
        bag.add(
          Diagnostic(
            .tableMissing,
            "no table \(table.value) in database \(server.database), so it would be created",
            severity: .warning, at: table.span, help: ["did you mean \(near)?"]))
      }
      return true
    }
    bag.add(
      Diagnostic(
        .tableMissing, "no table \(table.value) in database \(server.database)", at: table.span,
        help: (near.map { ["did you mean \($0)?"] } ?? [])
          + ["wrong database? name another with -d; to create the table, add `columns:`"]))
    return false
  }

  /// The table of the database whose name is nearest, and which no file declares.
  private func similarTable(
    _ connection: borrowing Connection, _ snapshot: CatalogSnapshot
  ) throws(PostgresError) -> String? {
    let rows = try connection.query(
      """
      SELECT n.nspname, c.relname
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND n.nspname NOT IN ('pg_catalog', 'information_schema')
       ORDER BY 1, 2
      """)
    var names: [String] = []
    for row in rows {
      let name = QualifiedName(try row.text("nspname"), try row.text("relname"))
      if snapshot.tables[name] == nil { names.append(name.description) }
    }
    return EditDistance.suggestion(for: declaration.table.value.description, among: names)
  }

  func checkTablespaces(into bag: inout DiagnosticBag) {
    let declared =
      texts.partitions.map(\.tablespace) + texts.indexes.map(\.tablespace)
      + texts.layouts.map(\.defaultTablespace)
    // `pg_global` is there, but not for tables.
    let usable = server.tablespaces.filter { $0 != "pg_global" }
    var seen: Set<String> = []
    for case .some(let name) in declared where !usable.contains(name.value) {
      guard seen.insert(name.value).inserted else { continue }
      let near = EditDistance.suggestion(for: name.value, among: usable)
      bag.add(
        Diagnostic(
          .tablespaceMissing,
          "no tablespace \(name.value) on this server (has: \(usable.joined(separator: ", ")))",
          at: name.span,
          help: (near.map { ["did you mean `\($0)`?"] } ?? [])
            + ["CREATE TABLESPACE needs a superuser"],
          fix: near.flatMap { Fix(name.span, replacing: name.value, by: $0) }))
    }
  }

  /// A plan can be made without owning the table, but not applied.
  func checkRights(
    _ actual: Table, _ snapshot: CatalogSnapshot, into bag: inout DiagnosticBag
  ) {
    guard let rights = snapshot.rights[actual.name], !rights.isOwner else { return }
    let owners = Set([actual.relation.owner] + actual.allPartitions.map(\.relation.owner)).sorted()
    bag.add(
      Diagnostic(
        .missingRights,
        "role \(server.currentUser) does not own \(actual.name) and all its partitions "
          + "(owner \(owners.joined(separator: ", ")))",
        severity: .warning, at: declaration.table.span,
        help: ["a role that only plans needs no more; `pgparcel apply` names what is missing"]))
  }
}
