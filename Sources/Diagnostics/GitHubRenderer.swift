/// Findings as workflow commands, which GitHub shows beside the lines of a pull request.
package enum GitHubRenderer {
  /// One line for each finding, sorted by place.
  package static func rendered(_ bag: DiagnosticBag) -> String {
    bag.sorted().map { line($0) + "\n" }.joined()
  }

  private static func line(_ finding: Diagnostic) -> String {
    let command =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [String] = []
    if let span = finding.span {
      let start = span.file.position(of: span.bytes.lowerBound)
      let end = span.file.position(of: span.bytes.upperBound)
      properties += ["file=\(property(span.file.path))", "line=\(start.line)"]
      // GitHub refuses columns on annotations of several lines.
      properties +=
        end.line == start.line
        ? ["col=\(start.column)", "endColumn=\(max(end.column, start.column + 1))"]
        : ["endLine=\(end.line)"]
    }
    properties.append("title=\(finding.code.rawValue)")
    let text = [finding.message] + finding.help.map { "help: \($0)" }
    let message = escaped(text.joined(separator: "\n"))
    return "::\(command) \(properties.joined(separator: ","))::\(message)"
  }

  private static func property(_ text: String) -> String {
    var result = ""
    for scalar in escaped(text).unicodeScalars {
      switch scalar {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
