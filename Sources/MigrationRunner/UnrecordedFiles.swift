package import PartitionCore
package import PostgresClient

/// Pending files whose change a table shows already, because another tool ran them.
///
/// Layouts have fingerprints at the ends of a change only, so a change shows as a whole or not at
/// all. What its files after the deploy do leaves no trace in the layout; they stay pending.
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
      let actual = try live(connection, table)
      guard actual != first.up.file.from,
        let end = files.lastIndex(where: {
          $0.id.step == $0.up.file.steps && $0.up.file.to == actual
        }), let last = files[...end].lastIndex(where: { $0.up.file.phase == .beforeDeploy })
      else { continue }
      found += files[...last]
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
}
