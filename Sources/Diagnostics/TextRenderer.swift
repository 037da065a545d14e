/// Findings as text for people: code, sentence, place, excerpt with carets, help.
package struct TextRenderer: Sendable {
  /// ANSI colours; the text says the same without them.
  package var colour: Bool

  package init(colour: Bool = false) { self.colour = colour }

  /// All findings, sorted by place, and a count line; empty for none.
  package func rendered(_ bag: DiagnosticBag) -> String {
    let findings = bag.sorted()
    guard !findings.isEmpty else { return "" }
    let blocks = findings.map { rendered($0) + "\n" }
    return blocks.joined(separator: "\n") + "\n" + Self.countLine(findings) + "\n"
  }

  /// `2 errors, 1 warning`.
  package static func countLine(_ findings: [Diagnostic]) -> String {
    let kinds: [(Diagnostic.Severity, String)] = [
      (.error, "error"), (.warning, "warning"), (.note, "note"),
    ]
    return kinds.compactMap { severity, noun in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  /// One finding, without a line break at its end.
  package func rendered(_ finding: Diagnostic) -> String {
    let head = paint("\(finding.severity.rawValue)[\(finding.code.rawValue)]", finding.severity)
    var lines = ["\(head): \(finding.message)"]
    var gutter = 1
    if let span = finding.span {
      let excerpts = Excerpt.all(of: finding, at: span)
      gutter = excerpts.map { String($0.line).count }.max() ?? 1
      lines += excerptLines(excerpts, gutter: gutter, severity: finding.severity)
    }
    let margin = String(repeating: " ", count: gutter + 2)
    for help in finding.help { lines += trailer("help", help, margin) }
    for note in finding.notes { lines += trailer("note", note, margin) }
    return lines.joined(separator: "\n")
  }

  private func trailer(_ word: String, _ text: String, _ margin: String) -> [String] {
    let indent = margin + String(repeating: " ", count: word.count + 4)
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    return parts.enumerated().map { $0 == 0 ? "\(margin)= \(word): \($1)" : indent + $1 }
  }

  private func excerptLines(
    _ excerpts: [Excerpt], gutter: Int, severity: Diagnostic.Severity
  ) -> [String] {
    guard let first = excerpts.first(where: \.primary) else { return [] }
    let margin = String(repeating: " ", count: gutter + 1)
    var lines = ["\(margin)--> \(first.place)", "\(margin) |"]
    var shown: (path: String, line: Int) = (first.path, 0)
    for excerpt in excerpts {
      if excerpt.path != shown.path {
        lines += ["\(margin)::: \(excerpt.place)", "\(margin) |"]
        shown = (excerpt.path, 0)
      }
      if excerpt.line != shown.line {
        let number = String(excerpt.line)
        let pad = String(repeating: " ", count: gutter - number.count)
        lines.append(trimmed(" \(pad)\(number) | \(excerpt.text)"))
        shown.line = excerpt.line
      }
      let carets = paint(
        String(repeating: excerpt.primary ? "^" : "-", count: excerpt.width),
        excerpt.primary ? severity : .note)
      lines.append(trimmed("\(margin) | \(excerpt.indent)\(carets) \(excerpt.words)"))
    }
    return lines
  }

  private func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private func paint(_ text: String, _ severity: Diagnostic.Severity) -> String {
    guard colour else { return text }
    let code =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;34"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
