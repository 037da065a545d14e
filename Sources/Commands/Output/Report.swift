import Diagnostics

/// What a command has to say when it is done, before anything is printed.
struct Report {
  /// The result as text, for stdout.
  var text = ""
  /// The result as the members of one JSON document, for stdout.
  var members: [(String, JSONValue)] = []
  /// Findings that do not stop the command.
  var findings = DiagnosticBag()
  /// Remarks for people, one a line, for stderr.
  var remarks: [String] = []
  /// What to type next, for stderr.
  var next: String?
  /// Nil follows from the findings.
  var status: ExitStatus?

  var exitStatus: ExitStatus { status ?? ExitStatus(of: findings) }
}
