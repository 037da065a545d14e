import PartitionCore
import PostgresClient

/// Copies of the tables that a run is about to change, as they are before its first file.
struct Backup {
  let dump: TableDump
  let report: @Sendable (RunnerEvent) -> Void

  /// One file for each table, with its partitions; none for a table that is not there yet.
  ///
  /// - Throws: `.noBackup` before anything was changed; `.postgres`.
  func run(
    before files: [ParsedMigration], on connection: borrowing Connection
  ) throws(RunnerError) {
    var seen: Set<QualifiedName> = []
    for table in files.map(\.file.table) where seen.insert(table).inserted {
      let name: SQLText = "\(table)"
      guard try connection.ask("SELECT pg_catalog.to_regclass($1)", [name.text])[0, 0] != nil else {
        continue
      }
      do throws(DumpFailure) {
        let made = try dump.file(of: table, on: connection)
        report(.backedUp(table: table, into: made.path, bytes: made.bytes))
      } catch {
        throw .noBackup(table: table, reason: error.reason)
      }
    }
  }
}
