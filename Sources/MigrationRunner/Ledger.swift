import Diagnostics
package import PartitionCore
package import PostgresClient

/// The directory's migrations beside what the history says of them.
package struct Ledger: Sendable {
  package let migrations: [StoredMigration]
  package let state: AppliedState
  private let byVersion: [String: StoredMigration]

  package init(_ check: DirectoryCheck, _ rows: [HistoryRow]) {
    migrations = check.migrations
    let byVersion = Dictionary(
      check.migrations.map { ("\($0.version)", $0) }, uniquingKeysWith: { first, _ in first })
    self.byVersion = byVersion
    // Windows that were rolled are no business of the files.
    state = AppliedState(rows.filter { $0.phase != HistoryRow.maintenance }) { version, direction in
      let migration = byVersion[version]
      return (direction == .up ? migration?.up : migration?.down)?.traces ?? .none
    }
  }

  package func migration(_ version: String) -> StoredMigration? { byVersion[version] }

  package func standing(of migration: StoredMigration) -> AppliedState.Standing {
    state.standing(of: "\(migration.version)")
  }

  /// Opens a run: refuses a damaged directory, readies the session, takes the lock, closes what
  /// killed runs left open, and compares applied files with the history.
  ///
  /// - Throws: `.directory`, `.replica`, `.busy`, `.missingRights`, `.newerHistory`, `.changedFile`,
  ///   `.missingFile`, `.interrupted`, `.postgres`.
  static func opened(
    _ check: DirectoryCheck, _ options: RunOptions, comparing: Bool = true,
    report: (RunnerEvent) -> Void, on connection: borrowing Connection
  ) throws(RunnerError) -> Ledger {
    if check.findings.hasErrors { throw .directory(check.findings.sorted()) }
    try connection.prepareForMigrations()
    try RunLock.take(
      on: connection, wait: options.wait, shouldStop: options.shouldStop, report: report)
    do throws(RunnerError) {
      try RightsCheck.require(RightsCheck.keepingHistory, on: connection)
      try HistoryTable.create(on: connection)
      let interrupted = try HistoryTable.closeInterrupted(on: connection)
      let ledger = Ledger(check, try HistoryTable.rows(on: connection))
      for row in interrupted {
        guard let file = ledger.migration(row.version)?.up else { continue }
        HistoryTable.noteCopy(of: file, row.id, on: connection)
      }
      if comparing { try ledger.compareApplied(report: report) }
      return ledger
    } catch {
      close(connection)
      throw error
    }
  }

  /// Ends a run; a session that is gone has lost its lock already.
  static func close(_ connection: borrowing Connection) {
    connection.abandonTransaction()
    _ = try? RunLock.release(on: connection)
  }

  /// Applied files are as they were when they ran.
  ///
  /// - Throws: `.changedFile`, `.missingFile`.
  func compareApplied(report: (RunnerEvent) -> Void = { _ in }) throws(RunnerError) {
    for version in state.appliedOrder {
      guard let row = state.lastUp(of: version) else { continue }
      guard let file = byVersion[version]?.up else {
        // Files before a baseline may have been squashed away.
        if state.standing(of: version) == .baselined { continue }
        throw .missingFile("\(row.name).up.sql")
      }
      if file.checksum.sql != row.checksum.sql {
        throw .changedFile(file: file.fileName, appliedAt: row.finishedAt ?? row.startedAt)
      }
      if file.checksum.sha256 != row.checksum.sha256 {
        report(.commentChanged(file: file.fileName))
      }
    }
  }

  /// Where a file goes on, and whether the statement there may be done already.
  func position(of file: ParsedMigration) -> (done: Int, mayBeDone: Bool) {
    let version = "\(file.id.version)"
    guard case .partly(let direction, let done) = state.standing(of: version),
      direction == file.file.direction
    else { return (0, false) }
    let ended = state.rows.last { $0.version == version && $0.direction == direction }
    return (min(done, file.commands.count), ended?.endedUnknown ?? false)
  }
}

/// Reads the fingerprint of a live table without what windows roll at these depths; nil for a table
/// that is not there.
package typealias LiveFingerprint =
  (borrowing Connection, QualifiedName, _ rolling: Set<Int>) throws(RunnerError) -> Fingerprint?
