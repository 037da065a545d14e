package import Diagnostics

/// What the process tells its caller. The numbers are documented and never change.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case ok = 0
  /// An error, or findings at the failing level.
  case failure = 1
  /// Changes or pending files exist; only where the caller asked to be told.
  case differences = 2
  /// Cannot connect, authenticate or read the catalogs.
  case connection = 3
  /// Busy, safe to retry.
  case busy = 4
  /// Stopped part-way in a file without transaction; `apply` resumes it.
  case partial = 5
  /// Refused: stale plan, changed checksum, order conflict, hazard not allowed.
  case refused = 6
  /// Wrong arguments.
  case usage = 64
  /// A mistake in pgparcel itself.
  case bug = 70
  /// Ended by SIGINT.
  case interrupted = 130
  /// Ended by SIGTERM.
  case terminated = 143
}

extension ExitStatus {
  /// The status that a finding of this code leads to when it is an error.
  package init(code: Diagnostic.Code) {
    switch code {
    case .connection, .serverVersion, .transactionPooler, .connectionParameter: self = .connection
    case .busy: self = .busy
    case .partial: self = .partial
    case .unplannedChange, .uncarriedObject, .destructiveChange, .unsupportedTable, .stalePlan,
      .oldTableKept, .changedFile, .missingFile, .orderConflict, .diskSpace, .notExportable:
      self = .refused
    case .pruningAssertion, .drift, .windowShort: self = .differences
    default: self = .failure
    }
  }

  /// The status of a run with these findings: that of its first kind of error, plain failures
  /// before refusals, because they come from the input that the refusals are about.
  package init(of bag: DiagnosticBag) {
    let errors = bag.diagnostics.filter { $0.severity == .error }.map { ExitStatus(code: $0.code) }
    let order: [ExitStatus] = [.connection, .failure, .partial, .busy, .refused, .differences]
    self = order.first(where: errors.contains) ?? .ok
  }
}
