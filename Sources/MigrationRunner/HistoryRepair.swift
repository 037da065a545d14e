package import PartitionCore
package import PostgresClient

/// Says in the history what happened outside it. Runs nothing of a file.
package enum HistoryRepair {
  /// What a hand repair left behind.
  package enum Resolution: String, Hashable, Sendable { case applied, reverted }

  /// Notes that a version is applied, or is not, whatever its last attempt did.
  ///
  /// - Throws: `.unknownVersion`, and what opening a run throws.
  package static func resolve(
    _ version: MigrationVersion, as resolution: Resolution, reason: String, _ check: DirectoryCheck,
    options: RunOptions = RunOptions(), on connection: borrowing Connection
  ) throws(RunnerError) {
    guard let migration = check.migrations.first(where: { $0.version == version }),
      let file = resolution == .applied ? migration.up : migration.down
    else { throw .unknownVersion("\(version)") }
    // A file that had to be edited to repair it differs from the history just here.
    _ = try Ledger.opened(check, options, comparing: false, report: { _ in }, on: connection)
    defer { Ledger.close(connection) }
    _ = try HistoryTable.insert(
      file, state: resolution == .applied ? .applied : .reverted,
      done: resolution == .applied ? file.commands.count : 0, note: "resolved by hand: \(reason)",
      options, on: connection)
  }

  /// Notes that everything up to and with a version was there before pgparcel.
  ///
  /// - Returns: What was noted; versions that the history knows as applied stay as they are.
  /// - Throws: `.unknownVersion`, and what opening a run throws.
  package static func baseline(
    to version: MigrationVersion, _ check: DirectoryCheck, options: RunOptions = RunOptions(),
    on connection: borrowing Connection
  ) throws(RunnerError) -> [MigrationID] {
    let ledger = try Ledger.opened(check, options, report: { _ in }, on: connection)
    defer { Ledger.close(connection) }
    let files = try pending(to: version, ledger)
    for migration in files {
      _ = try HistoryTable.insert(
        migration.up, state: .baselined, done: 0, options, on: connection)
    }
    return files.map(\.id)
  }

  /// What `baseline` would note. Writes nothing and takes no lock.
  ///
  /// - Throws: `.unknownVersion`, `.newerHistory`, `.postgres`.
  package static func baselineDryRun(
    to version: MigrationVersion, _ check: DirectoryCheck, on connection: borrowing Connection
  ) throws(RunnerError) -> [MigrationID] {
    try pending(to: version, Ledger(check, try HistoryTable.rows(on: connection))).map(\.id)
  }

  private static func pending(
    to version: MigrationVersion, _ ledger: Ledger
  ) throws(RunnerError) -> [StoredMigration] {
    guard ledger.migration("\(version)") != nil else { throw .unknownVersion("\(version)") }
    return ledger.migrations.filter {
      $0.version <= version && ledger.standing(of: $0) == .pending
    }
  }
}
