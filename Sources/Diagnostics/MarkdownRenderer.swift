/// Findings as a table in Markdown, for the page that a code host shows of a step.
package enum MarkdownRenderer {
  /// A heading with the counts, then a row for each finding, sorted by place.
  ///
  /// - Parameter title: What was run, such as `pgparcel lint`.
  package static func rendered(_ bag: DiagnosticBag, title: String) -> String {
    let findings = bag.sorted()
    let counts = [(Diagnostic.Severity.error, "error"), (.warning, "warning"), (.note, "note")]
      .compactMap { severity, word in
        let count = findings.count { $0.severity == severity }
        return count == 0 ? nil : Amounts.counted(count, word)
      }
    let words = counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
    let heading = "### \(escaped(title)): \(words)\n\n"
    guard !findings.isEmpty else { return heading }
    return heading + "| | place | finding |\n| --- | --- | --- |\n"
      + findings.map { row($0) + "\n" }.joined() + "\n"
  }

  private static func row(_ finding: Diagnostic) -> String {
    let place = finding.span.map { span in
      let start = span.file.position(of: span.bytes.lowerBound)
      return escaped("\(span.file.path):\(start.line):\(start.column)")
    }
    let text = ([finding.message] + finding.help.map { "help: \($0)" }).map(escaped)
    return "| \(finding.severity.rawValue) \(finding.code.rawValue) | \(place ?? "") | "
      + "\(text.joined(separator: "<br>")) |"
  }

  /// Text as it is: names could hold markup, the end of a cell, or of a line.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\n", "\r": result += " "
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "@":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
