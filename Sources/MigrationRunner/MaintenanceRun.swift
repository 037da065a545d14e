import Diagnostics
package import PartitionCore
package import PostgresClient

/// Rolls windows: runs files that were made from the live tables a moment ago and lie in no directory.
///
/// A run that fails is not resumed; the next one begins with what the tables are then.
package struct MaintenanceRun {
  private let files: [MigrationFile]
  private let options: RunOptions
  private let report: @Sendable (RunnerEvent) -> Void

  /// - Parameter files: Up files, in order.
  package init(
    _ files: [MigrationFile], options: RunOptions = RunOptions(),
    report: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) {
    self.files = files
    self.options = options
    self.report = report
  }

  /// Runs the files with all care of `Applier`, and notes them in the history under a phase of their own.
  ///
  /// Where a file fails, the other files of its table are left out, and other tables are rolled all the
  /// same: partitions that one of them lacks tomorrow are no less urgent.
  ///
  /// Of a table with a file that is not allowed nothing leaves: what is only detached would never be
  /// dropped. What is to come comes all the same.
  ///
  /// - Throws: the first `RunnerError`; files before the failing one stay done.
  package func run(on connection: borrowing Connection) throws(RunnerError) {
    var findings = DiagnosticBag()
    let parsed = files.compactMap { file in
      MigrationFileParser.parsed(
        name: file.fileName, bytes: Array(MigrationFilePrinter.printed(file).utf8), into: &findings)
    }
    if findings.hasErrors { throw .directory(findings.sorted()) }
    _ = try Ledger.opened(
      DirectoryCheck(files: [], sum: nil), options, comparing: false, report: report,
      on: connection)
    defer { Ledger.close(connection) }
    let refusals = refusals(parsed)
    var failed: Set<QualifiedName> = []
    var first = parsed.lazy.compactMap { refusals[$0.file.table] }.first
    for file in parsed where !failed.contains(file.file.table) {
      if refusals[file.file.table] != nil, RemovalStep(rawValue: file.id.name) != nil { continue }
      if options.shouldStop() { throw .interrupted(file: nil) }
      do throws(RunnerError) {
        try FileRun(
          file: file, options: options, report: report, phase: HistoryRow.maintenance
        ).run(from: 0, mayBeDone: false, on: connection)
      } catch {
        if case .interrupted = error { throw error }
        failed.insert(file.file.table)
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  /// The first refusal of each table that has one.
  private func refusals(_ files: [ParsedMigration]) -> [QualifiedName: RunnerError] {
    var refusals: [QualifiedName: RunnerError] = [:]
    for file in files where refusals[file.file.table] == nil {
      refusals[file.file.table] = Hazards.refusal(of: file, options)
    }
    return refusals
  }
}
