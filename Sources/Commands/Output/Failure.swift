package import Diagnostics

/// The end of a command that could not do its work: findings, and the status that they mean.
///
/// Every error becomes one of these before it is printed; nothing else maps errors to statuses.
package struct Failure: Error {
  package var findings: DiagnosticBag
  package var status: ExitStatus
  /// A command line that goes on from here.
  package var next: String?

  /// - Parameter status: nil follows from the findings.
  package init(_ findings: DiagnosticBag, status: ExitStatus? = nil, next: String? = nil) {
    self.findings = findings
    let implied = ExitStatus(of: findings)
    self.status = status ?? (implied == .ok ? .failure : implied)
    self.next = next
  }

  package init(_ finding: Diagnostic, status: ExitStatus? = nil, next: String? = nil) {
    var findings = DiagnosticBag()
    findings.add(finding)
    self.init(findings, status: status, next: next)
  }
}

/// Wrong use of the command line, found after the arguments were parsed.
struct UsageError: Error {
  let message: String
  let help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}

extension Failure: CustomStringConvertible {
  /// What was found, for a line of a log.
  package var description: String {
    findings.diagnostics.map(\.message).joined(separator: "; ")
  }
}
