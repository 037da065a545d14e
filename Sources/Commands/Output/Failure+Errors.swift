import Diagnostics
import MigrationRunner
import PostgresClient
import ScratchServer

extension Failure {
  /// The one place that knows what an error means.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as PostgresError: self.init(error)
    case let error as RunnerError: self.init(error)
    case let error as ScratchError:
      self.init(
        Diagnostic(.noScratchServer, error.message, help: error.hint.map { [$0] } ?? []))
    default:
      self.init(
        Diagnostic(
          .fileAccess, "pgparcel met an error that it does not know: \(error)",
          help: ["this is a mistake in pgparcel; please report it with the command line"]),
        status: .bug)
    }
  }

  private init(_ error: PostgresError) {
    let notes = [error.detail.flatMap { error.quotesRows ? nil : $0 }].compactMap { $0 }
    let state = error.sqlState.map { ["SQLSTATE \($0)"] } ?? []
    let help = error.hint.map { [$0] } ?? []
    func finding(_ code: Diagnostic.Code, _ message: String, _ more: String...) -> Diagnostic {
      Diagnostic(code, message, help: help + more, notes: notes + state)
    }
    switch error.kind {
    case .address: self.init(finding(.connectionParameter, error.message))
    case .connection:
      self.init(
        finding(
          .connection, LoginAdvice.sentence(error.message), LoginAdvice.help(for: error.message)))
    case .connectionLost:
      self.init(finding(.connection, "the connection was lost: \(error.message)"))
    case .outOfMemory, .usage:
      self.init(finding(.serverError, error.message), status: .bug)
    case .cancelled: self.init(finding(.serverError, error.message))
    case .server where error.sqlState == "55P03":
      self.init(
        finding(
          .busy, "another session has locked a table that is to be looked at",
          "run it again when that session has ended; it is one of these:  SELECT pid,"
            + " relation::regclass, application_name, query FROM pg_locks JOIN pg_stat_activity"
            + " USING (pid) WHERE granted AND mode = 'AccessExclusiveLock'"
        ))
    case .server:
      // What is asked for beforehand says which right; here only PostgreSQL's words do.
      self.init(
        error.isDenial
          ? finding(
            .missingRights, error.message, "GRANT the right, or connect as the table's owner")
          : finding(.serverError, error.message))
    }
  }

  private init(_ error: RunnerError) {
    if case .postgres(let cause) = error {
      self.init(cause)
      return
    }
    var findings = DiagnosticBag()
    findings.add(error.diagnostics)
    let status: ExitStatus? =
      switch error {
      case .busy, .lockTimeout: .busy
      case .partial, .halfWayBack: .partial
      case .replica: nil
      case .failed, .missingRights, .fileAccess, .interrupted, .noExport, .noBackup: .failure
      default: .refused
      }
    self.init(findings, status: status)
  }
}

extension PostgresError {
  /// Details of data errors and violated constraints quote rows.
  fileprivate var quotesRows: Bool {
    sqlState.map { $0.hasPrefix("22") || $0.hasPrefix("23") } ?? false
  }
}
