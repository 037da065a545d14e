/// Findings as JSON: the same facts as in the text, for programs.
package enum JSONRenderer {
  /// One document with all findings, sorted by place.
  package static func rendered(_ bag: DiagnosticBag, pretty: Bool = true) -> String {
    let findings = bag.sorted()
    let document = JSONValue.object([
      ("schema_version", .int(1)),
      ("diagnostics", .array(findings.map(value))),
      ("errors", .int(findings.count { $0.severity == .error })),
      ("warnings", .int(findings.count { $0.severity == .warning })),
    ])
    return document.rendered(pretty: pretty) + "\n"
  }

  /// One finding; absent places are null.
  package static func value(_ finding: Diagnostic) -> JSONValue {
    let place = finding.span.map(Place.init)
    return .object([
      ("code", .string(finding.code.rawValue)),
      ("severity", .string(finding.severity.rawValue)),
      ("message", .string(finding.message)),
      ("file", .optional(place?.file)),
      ("line", .optional(place?.line)),
      ("column", .optional(place?.column)),
      ("end", place?.end ?? .null),
      ("caret", .optional(finding.caret)),
      ("labels", .array(finding.labels.map(label))),
      ("help", .strings(finding.help)),
      ("notes", .strings(finding.notes)),
      ("fix", finding.fix.map(fix) ?? .null),
      ("docs", .string("docs/rules/\(finding.code.rawValue).md")),
    ])
  }

  private static func label(_ label: Diagnostic.Label) -> JSONValue {
    let place = Place(label.span)
    return .object([
      ("file", .string(place.file)), ("line", .int(place.line)), ("column", .int(place.column)),
      ("end", place.end), ("text", .string(label.text)),
    ])
  }

  private static func fix(_ fix: Fix) -> JSONValue {
    let place = Place(fix.span)
    let range = JSONValue.object([
      ("line", .int(place.line)), ("column", .int(place.column)), ("end", place.end),
    ])
    return .object([("range", range), ("text", .string(fix.text))])
  }

  private struct Place {
    let file: String
    let line: Int
    let column: Int
    let end: JSONValue

    init(_ span: Span) {
      let end = span.file.position(of: span.bytes.upperBound)
      file = span.file.path
      (line, column) = span.file.position(of: span.bytes.lowerBound)
      self.end = .object([("line", .int(end.line)), ("column", .int(end.column))])
    }
  }
}
