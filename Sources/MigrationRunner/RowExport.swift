import Foundation
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

  /// - Throws: `.noExport`, `.postgres`, `.lockTimeout` after one try.
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
        .exported(file: file.fileName, table: table, into: entry.file, bytes: entry.bytes))
    }
    let members = try members(of: table, on: connection)
    let rows = try connection.ask(
      """
      SELECT pg_catalog.pg_export_snapshot(),
        pg_catalog.to_char(pg_catalog.clock_timestamp(), 'YYYYMMDD"T"HH24MISSUS"Z"')
      """)
    let name = "\(TableDump.fileName(of: table))-\(rows[0, 1] ?? "").dump"
    let entry: ExportTable.Entry
    do {
      entry = try written(members, rows[0, 0], to: "\(dump.directory)/\(name)", dump)
    } catch {
      throw .noExport(file: file.fileName, reason: "\(table): \(reason(error))")
    }
    try ExportTable.insert(entry, of: table, content, on: connection)
    report(.exported(file: file.fileName, table: table, into: entry.file, bytes: entry.bytes))
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

  /// The table and all partitions below it: `pg_dump` takes none along that is not named.
  private func members(
    of table: QualifiedName, on connection: borrowing Connection
  ) throws(RunnerError) -> [QualifiedName] {
    let name: SQLText = "\(table)"
    return try connection.ask(
      """
      SELECT n.nspname, c.relname FROM pg_catalog.pg_partition_tree($1::regclass) AS t
        JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      UNION SELECT n.nspname, c.relname FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = $1::regclass
      ORDER BY 1, 2
      """, [name.text]
    ).map { QualifiedName($0["nspname"] ?? "", $0["relname"] ?? "") }
  }

  private func isWhole(_ entry: ExportTable.Entry) -> Bool {
    guard let found = try? FileDigest.read(entry.file) else { return false }
    return found == (entry.bytes, entry.sha256)
  }

  /// Written under another name, and renamed once it is on disk, so that no half file looks whole.
  private func written(
    _ tables: [QualifiedName], _ snapshot: String?, to path: String, _ dump: TableDump
  ) throws -> ExportTable.Entry {
    let files = FileManager.default
    try files.createDirectory(
      atPath: dump.directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let part = path + ".part"
    defer { try? files.removeItem(atPath: part) }
    // Rows are for nobody else's eyes.
    guard files.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    try dump.write(tables, snapshot, part)
    try synchronize(part)
    let (bytes, sha256) = try FileDigest.read(part)
    try files.moveItem(atPath: part, toPath: path)
    try synchronize(dump.directory)
    return ExportTable.Entry(file: path, bytes: bytes, sha256: sha256)
  }

  private func synchronize(_ path: String) throws {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    try handle.synchronize()
    try handle.close()
  }

  private func reason(_ error: any Error) -> String {
    (error as? CocoaError)?.localizedDescription ?? "\(error)"
  }
}
