package import PartitionCore
package import PostgresClient

/// Pending files whose change a table shows already, because another tool ran them.
///
/// Layouts have fingerprints at the ends of a change only, so a change shows as a whole or not at
/// all. Its files after the deploy leave no trace in the layout: they have run if what they drop is
/// gone.
package struct UnrecordedFiles: Sendable {
  /// In the order of versions.
  package let ids: [MigrationID]
  /// The command lines that note them in the history.
  package let cure: [String]

  /// - Throws: what `live` throws.
  package init(
    _ ledger: Ledger, live: LiveFingerprint, on connection: borrowing Connection
  ) throws(RunnerError) {
    let open = ledger.migrations.filter { ledger.standing(of: $0) == .pending }
    let byTable = Dictionary(grouping: open, by: \.up.file.table)
    var found: [StoredMigration] = []
    for (table, files) in byTable.sorted(by: { $0.key < $1.key }) {
      // Of a change that has begun, the history knows how far it is.
      guard let first = files.first, first.id.step == 1 else { continue }
      let actual = try live(connection, table, first.up.file.rolling)
      guard actual != first.up.file.from,
        let end = files.lastIndex(where: {
          $0.id.step == $0.up.file.steps && $0.up.file.to == actual
        }), let last = files[...end].lastIndex(where: { $0.up.file.phase == .beforeDeploy })
      else { continue }
      found += files[...last]
      for file in files[...end].dropFirst(last + 1) {
        guard try Self.hasDropped(file.up, on: connection) else { break }
        found.append(file)
      }
    }
    let ids = found.sorted { $0.version < $1.version }.map(\.id)
    self.ids = ids
    let versions = Set(ids.map(\.version))
    let covered = open.filter { file in ids.last.map { file.version <= $0.version } ?? false }
    if let last = ids.last, covered.allSatisfy({ versions.contains($0.version) }) {
      cure = ["pgparcel baseline --to \(last.version)"]
    } else {
      cure = ids.map { "pgparcel resolve \($0.version) --applied --reason TEXT" }
    }
  }

  /// Whether the file drops tables, and none of them is there.
  private static func hasDropped(
    _ file: ParsedMigration, on connection: borrowing Connection
  ) throws(RunnerError) -> Bool {
    let names = file.commands.filter { $0.words == ["DROP", "TABLE"] }.map {
      String($0.sql.drop { $0 != "\"" })
    }
    for name in names {
      let rows = try connection.ask("SELECT pg_catalog.to_regclass($1) IS NULL", [name])
      guard rows[0, 0] == "t" else { return false }
    }
    return !names.isEmpty
  }
}
