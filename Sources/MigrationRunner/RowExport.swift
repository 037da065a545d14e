import PartitionCore
import PostgresClient

/// Writes the rows that a migration file is about to drop into files, as its header asks
/// (`exports=schema.name,…`).
///
/// What is written, counted and summed up is one snapshot; the migration file compares the sum under its
/// lock. A file gets its name when it is whole and on disk; one that is there already is not written again.
struct RowExport {
  let file: ParsedMigration
  let options: RunOptions
  let report: @Sendable (RunnerEvent) -> Void

  /// - Throws: `.noExport`; `.interrupted` between two tables; `.postgres`, with 55P03 where a table is locked.
  func run(on connection: borrowing Connection) throws(RunnerError) {
    let tables = file.file.exports
    guard file.file.direction == .up, !tables.isEmpty else { return }
    guard let dump = options.dump else {
      throw .noExport(file: file.fileName, reason: "nothing here writes rows into files")
    }
    try ExportTable.create(on: connection)
    for table in tables {
      if options.shouldStop() { throw .interrupted(file: file.fileName) }
      try connection.order("BEGIN ISOLATION LEVEL REPEATABLE READ")
      defer { connection.abandonTransaction() }
      try export(table, dump, on: connection)
      try connection.order("COMMIT")
    }
  }

  private func export(
    _ table: QualifiedName, _ dump: TableDump, on connection: borrowing Connection
  ) throws(RunnerError) {
    guard let content = try content(of: table, on: connection) else { return }
    for entry in try ExportTable.entries(of: content, on: connection) where isWhole(entry) {
      return report(
        .exported(file: file.fileName, table: table, into: entry.path, bytes: entry.bytes))
    }
    let snapshot = try connection.ask("SELECT pg_catalog.pg_export_snapshot()")[0, 0]
    let made: DumpFile
    do throws(DumpFailure) {
      made = try dump.file(of: table, in: snapshot, on: connection)
    } catch {
      throw .noExport(file: file.fileName, reason: "\(table): \(error.reason)")
    }
    try ExportTable.insert(made, of: table, content, on: connection)
    report(.exported(file: file.fileName, table: table, into: made.path, bytes: made.bytes))
  }

  /// Nil where the table is not there: the file itself says so.
  private func content(
    of table: QualifiedName, on connection: borrowing Connection
  ) throws(RunnerError) -> ExportTable.Content? {
    let name: SQLText = "\(table)"
    let there = try connection.ask(
      "SELECT pg_catalog.to_regclass($1)::oid", [name.text])
    guard let oid = there[0, 0] else { return nil }
    for (setting, value) in RowDigest.settings { try connection.set(setting, value, local: true) }
    try connection.set("lock_timeout", options.lockTimeout ?? "3s", local: true)
    let rows = try connection.ask(RowDigest.query(table).text)
    return ExportTable.Content(oid: oid, rows: rows[0, 0] ?? "", digest: rows[0, 1] ?? "")
  }

  private func isWhole(_ file: DumpFile) -> Bool {
    guard let found = try? FileDigest.read(file.path) else { return false }
    return found == (file.bytes, file.sha256)
  }
}
