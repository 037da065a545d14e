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
    try Hazards.refuseGuarded(parsed, options)
    var failures: [QualifiedName: RunnerError] = [:]
    var first: RunnerError?
    for file in parsed where failures[file.file.table] == nil {
      if options.shouldStop() { throw .interrupted(file: nil) }
      do throws(RunnerError) {
        try FileRun(
          file: file, options: options, report: report, phase: HistoryRow.maintenance
        ).run(from: 0, mayBeDone: false, on: connection)
      } catch {
        if case .interrupted = error { throw error }
        failures[file.file.table] = error
        first = first ?? error
      }
    }
    if let first { throw first }
  }
}
