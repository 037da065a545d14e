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
  /// - Throws: any `RunnerError`; files before the failing one stay done.
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
    for file in parsed {
      if options.shouldStop() { throw .interrupted(file: nil) }
      try FileRun(
        file: file, options: options, report: report, phase: HistoryRow.maintenance
      ).run(from: 0, mayBeDone: false, on: connection)
    }
  }
}
