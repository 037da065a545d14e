import Diagnostics

/// Prints reports and failures: results on stdout, everything else on stderr.
struct ReportWriter: Sendable {
  let console: Console
  let options: OutputSettings
  /// The subcommand, for JSON documents.
  let command: String
  /// Where annotations look for files.
  var paths = AnnotationPaths()
  var summary: StepSummary?

  func write(_ report: Report) {
    switch options.format {
    case .json:
      document(report.members, report.findings)
    case .jsonl: object([("event", .string("end"))] + ending(report.members, report.findings))
    case .github, .sarif: annotations(report.findings)
    case .text:
      findings(report.findings)
      result(report.text)
    }
    for remark in report.remarks { remarkLine(remark) }
    if let next = report.next { remarkLine("Next: \(next)") }
  }

  func write(_ failure: Failure) {
    switch options.format {
    case .json: document([], failure.findings)
    case .jsonl: object([("event", .string("end"))] + ending([], failure.findings))
    case .github, .sarif: annotations(failure.findings)
    case .text: findings(failure.findings, always: true)
    }
    if let next = failure.next { error("Next: \(next)\n") }
  }

  /// A remark while the work goes on; silent with `-q`.
  func remarkLine(_ text: String) {
    guard !options.quiet else { return }
    error(text + "\n")
  }

  /// A line about the run itself, printed at once; made only where it is shown.
  func event(_ text: @autoclosure () -> String, detail: Bool = false) {
    guard !options.quiet, !detail || options.verbose else { return }
    error(text() + "\n")
  }

  /// What the user is about to be asked; never silent.
  func show(_ text: String) { error(text) }

  /// For `-v` only.
  func detail(_ text: String) {
    guard options.verbose else { return }
    error(text + "\n")
  }

  private func document(_ members: [(String, JSONValue)], _ bag: DiagnosticBag) {
    let document = JSONValue.object(heading + ending(members, bag))
    console.write(.output, document.rendered(pretty: true) + "\n")
  }

  /// One line of `jsonl`, printed at once.
  func object(_ members: [(String, JSONValue)]) {
    console.write(.output, JSONValue.object(heading + members).rendered() + "\n")
  }

  private var heading: [(String, JSONValue)] {
    [("schema_version", .int(1)), ("command", .string(command))]
  }

  private func ending(
    _ members: [(String, JSONValue)], _ bag: DiagnosticBag
  ) -> [(String, JSONValue)] {
    let findings = bag.sorted()
    return members + [
      ("diagnostics", .array(findings.map(JSONRenderer.value))),
      ("errors", .int(findings.count { $0.severity == .error })),
      ("warnings", .int(findings.count { $0.severity == .warning })),
    ]
  }

  /// For tools that show findings beside the lines of a file.
  private func annotations(_ bag: DiagnosticBag) {
    var shown = DiagnosticBag()
    shown.add(bag.relocated(paths.path).diagnostics.map(\.printable))
    let text =
      options.format == .github
      ? GitHubRenderer.rendered(shown)
      : SARIFRenderer(toolVersion: PgparcelCommand.version) { RulePages.text[$0.rawValue] }
        .rendered(shown)
    console.write(.output, text)
    guard options.format == .github, let summary else { return }
    let page = MarkdownRenderer.rendered(shown, title: "pgparcel \(command)")
    if !summary.append(page) { error("The step's summary could not be written.\n") }
  }

  private func findings(_ bag: DiagnosticBag, always: Bool = false) {
    var shown = DiagnosticBag()
    let chosen = bag.sorted().filter { always || !options.quiet || $0.severity == .error }
    shown.add(chosen.map(\.printable))
    guard !shown.diagnostics.isEmpty else { return }
    error(TextRenderer(colour: options.errorColour).rendered(shown))
  }

  private func result(_ text: String) {
    guard !text.isEmpty else { return }
    let line = text.hasSuffix("\n") ? text : text + "\n"
    console.write(.output, safe(line, colour: options.outputColour))
  }

  private func error(_ text: String) {
    console.write(.error, safe(text, colour: options.errorColour))
  }

  /// Escapes what would reach the terminal as a command, our own colours excepted.
  private func safe(_ text: String, colour: Bool) -> String {
    guard colour else { return Printable.lines(text) }
    return text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
      .map { index, part in
        let code = part.prefix { $0.isASCII && ($0.isNumber || $0 == ";") }
        let ours = index > 0 && !code.isEmpty && part.dropFirst(code.count).first == "m"
        if index == 0 { return Printable.lines(String(part)) }
        return (ours ? "\u{1B}[" : "\\u{1b}[") + Printable.lines(String(part))
      }.joined()
  }
}
