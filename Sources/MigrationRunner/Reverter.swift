import Diagnostics
package import PartitionCore
package import PostgresClient

/// Takes migrations back, the last applied first.
package struct Reverter {
  /// How far back.
  package enum Extent: Hashable, Sendable {
    /// That many files.
    case last(Int)
    /// Everything above a version, which itself stays.
    case downTo(MigrationVersion)
    case all
  }

  private let check: DirectoryCheck
  private let extent: Extent
  private let options: RunOptions
  private let live: LiveFingerprint?
  private let report: @Sendable (RunnerEvent) -> Void

  package init(
    _ check: DirectoryCheck, _ extent: Extent, options: RunOptions = RunOptions(),
    live: LiveFingerprint? = nil, report: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) {
    self.check = check
    self.extent = extent
    self.options = options
    self.live = live
    self.report = report
  }

  /// The down files that would run, in order, without asking whether their hazards are allowed. Writes
  /// nothing and takes no lock.
  ///
  /// - Throws: `.directory`, `.missingFile`, `.changedFile`, `.orderConflict`, `.noWayBack`,
  ///   `.unknownVersion`, `.postgres`.
  package func dryRun(
    on connection: borrowing Connection
  ) throws(RunnerError) -> [ParsedMigration] {
    if check.findings.hasErrors { throw .directory(check.findings.sorted()) }
    let ledger = Ledger(check, try HistoryTable.rows(on: connection))
    try ledger.compareApplied(report: report)
    return try chosen(ledger)
  }

  /// Runs the down files, stopping at the first failure.
  ///
  /// A file without transaction that was applied in part is taken back by its whole down file:
  /// down statements accept that what they undo is not there. A detach that it left pending is
  /// finished first.
  ///
  /// - Returns: What was taken back.
  /// - Throws: any `RunnerError`; what ran before the failing one stays taken back.
  package func revert(on connection: borrowing Connection) throws(RunnerError) -> [MigrationID] {
    if check.findings.hasErrors { throw .directory(check.findings.sorted()) }
    // Before the lock is taken and the history made: a role that lacks rights changes nothing.
    try RightsCheck.require(
      before: try chosen(Ledger(check, try HistoryTable.rows(on: connection))), on: connection)
    let ledger = try Ledger.opened(check, options, report: report, on: connection)
    defer { Ledger.close(connection) }
    let files = try chosen(ledger)
    try Hazards.refuseGuarded(files, options)
    var reverted: [MigrationID] = []
    for file in files {
      if options.shouldStop() { throw .interrupted(file: nil) }
      let whole = ledger.state.standing(of: "\(file.id.version)") == .applied
      if let live, whole, file.id.step == file.file.steps {
        let actual = try live(connection, file.file.table, file.file.rolling)
        guard actual == file.file.from else {
          throw .stale(
            file: file.fileName, table: file.file.table, expected: file.file.from, actual: actual)
        }
      }
      if !whole, let up = ledger.migration("\(file.id.version)")?.up {
        try PendingDetach.finish(up, report: report, on: connection)
      }
      let position = ledger.position(of: file)
      try FileRun(file: file, options: options, report: report).run(
        from: position.done, mayBeDone: position.mayBeDone, on: connection)
      reverted.append(file.id)
    }
    return reverted
  }

  private func chosen(_ ledger: Ledger) throws(RunnerError) -> [ParsedMigration] {
    var versions = Array(
      ledger.state.appliedOrder.reversed().filter { ledger.state.standing(of: $0) != .baselined })
    switch extent {
    case .last(let count): versions = Array(versions.prefix(max(count, 0)))
    case .downTo(let version):
      if ledger.migration("\(version)") == nil { throw .unknownVersion("\(version)") }
      versions.removeAll { $0 <= "\(version)" }
    case .all: break
    }
    var layouts: [QualifiedName: Fingerprint] = [:]
    var files: [ParsedMigration] = []
    for version in versions {
      guard let file = ledger.migration(version)?.down else {
        let name = ledger.state.lastRow(of: version)?.name ?? version
        throw .missingFile("\(name).down.sql")
      }
      let table = file.file.table
      let present = layouts[table] ?? ledger.state.layout(of: table)?.layout
      layouts[table] = file.file.to
      if ledger.state.standing(of: version) == .applied, present != file.file.from {
        throw .orderConflict(
          file: file.fileName, table: table,
          applied: ledger.state.layout(of: table).flatMap { ledger.migration($0.version) }?.up
            .fileName)
      }
      if let note = file.file.hazards.first(where: { $0.word == "IRREVERSIBLE" }) {
        throw .noWayBack(file: file.fileName, reason: note.detail, after: files.count)
      }
      files.append(file)
    }
    return files
  }
}
