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
  /// Where a file fails, or needs rights that the role lacks, the files of its table behind it are left
  /// out, and other tables are rolled all the same: partitions that one of them lacks tomorrow are no
  /// less urgent.
  ///
  /// Of a table with a file that is not allowed, or lacks rights, nothing leaves: what is only detached
  /// would never be dropped. What is to come comes all the same.
  ///
  /// - Throws: the first `RunnerError`; files before the failing one stay done.
  package func run(on connection: borrowing Connection) throws(RunnerError) {
    var findings = DiagnosticBag()
    let parsed = files.compactMap { file in
      MigrationFileParser.parsed(
        name: file.fileName, bytes: Array(MigrationFilePrinter.printed(file).utf8), into: &findings)
    }
    if findings.hasErrors { throw .directory(findings.sorted()) }
    let lacking = try lacking(parsed, on: connection)
    // What is detached without the right to archive or drop it would never be.
    let staying = Set(parsed.filter { lacking[$0.id] != nil }.map(\.file.table))
    var closed: Set<QualifiedName> = []
    let allowed = parsed.filter { file in
      if lacking[file.id] != nil { closed.insert(file.file.table) }
      let leaves = RemovalStep(rawValue: file.id.name) != nil
      return !closed.contains(file.file.table) && !(leaves && staying.contains(file.file.table))
    }
    var failed: Set<QualifiedName> = []
    let refusals = refusals(parsed)
    // Rights first: without them leave to drop rows is of no use.
    var first =
      parsed.lazy.compactMap { lacking[$0.id] }.first.map { .missingRights($0) }
      ?? parsed.lazy.compactMap { refusals[$0.file.table] }.first
    if allowed.isEmpty, let first { throw first }
    _ = try Ledger.opened(
      DirectoryCheck(files: [], sum: nil), options, comparing: false, report: report,
      on: connection)
    defer { Ledger.close(connection) }
    for file in allowed where !failed.contains(file.file.table) {
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

  /// The rights that the role lacks for each file that needs more than it has.
  private func lacking(
    _ files: [ParsedMigration], on connection: borrowing Connection
  ) throws(RunnerError) -> [MigrationID: [MissingRight]] {
    let needs = files.map { ($0.id, FileRights($0).rights) }
    let all = needs.reduce(into: Set<Right>()) { $0.formUnion($1.1) }
    let missing = try RightsCheck.missing(all, on: connection)
    var lacking: [MigrationID: [MissingRight]] = [:]
    for (id, rights) in needs {
      let own = missing.filter { rights.contains($0.right) }
      if !own.isEmpty { lacking[id] = own }
    }
    return lacking
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
