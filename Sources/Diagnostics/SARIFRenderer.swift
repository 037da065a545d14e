/// Findings as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format), which code hosts
/// take in beside the results of other analysers.
package struct SARIFRenderer: Sendable {
  private let toolVersion: String
  private let page: @Sendable (Diagnostic.Code) -> String?

  /// - Parameters:
  ///   - toolVersion: Of pgparcel.
  ///   - page: The page in `docs/rules` of a code, in Markdown; nil where there is none.
  package init(
    toolVersion: String, page: @escaping @Sendable (Diagnostic.Code) -> String? = { _ in nil }
  ) {
    self.toolVersion = toolVersion
    self.page = page
  }

  /// One log with one run, its results sorted by place.
  package func rendered(_ bag: DiagnosticBag) -> String {
    let findings = bag.sorted()
    let codes = Set(findings.map(\.code)).sorted { $0.rawValue < $1.rawValue }
    let indices = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let driver = JSONValue.object([
      ("name", .string("pgparcel")), ("version", .string(toolVersion)),
      ("rules", .array(codes.map(rule))),
    ])
    let run = JSONValue.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("utf16CodeUnits")),
      ("results", .array(findings.map { result($0, indices[$0.code] ?? 0) })),
    ])
    let log = JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
    return log.rendered(pretty: true) + "\n"
  }

  private func rule(_ code: Diagnostic.Code) -> JSONValue {
    var members: [(String, JSONValue)] = [("id", .string(code.rawValue))]
    if let page = page(code) {
      members += [
        ("shortDescription", text(Self.title(of: page))),
        ("help", .object([("text", .string(page)), ("markdown", .string(page))])),
      ]
    }
    let level = JSONValue.object([("level", .string(code.severity.rawValue))])
    members += [
      ("helpUri", .string("docs/rules/\(code.rawValue).md")), ("defaultConfiguration", level),
    ]
    return .object(members)
  }

  /// `unknown key` of `# E001: unknown key`.
  private static func title(of page: String) -> String {
    let line = page.prefix { !$0.isNewline }
    guard let colon = line.firstRange(of: ": ") else { return String(line) }
    return String(line[colon.upperBound...])
  }

  private func result(_ finding: Diagnostic, _ rule: Int) -> JSONValue {
    var sentences = [finding.message]
    sentences += finding.help.map { "help: \($0)" } + finding.notes.map { "note: \($0)" }
    var members: [(String, JSONValue)] = [
      ("ruleId", .string(finding.code.rawValue)), ("ruleIndex", .int(rule)),
      // SARIF's levels bear the names of our severities.
      ("level", .string(finding.severity.rawValue)),
      ("message", text(sentences.joined(separator: "\n"))),
    ]
    if let span = finding.span { members.append(("locations", .array([location(span)]))) }
    if !finding.labels.isEmpty {
      members.append(
        ("relatedLocations", .array(finding.labels.map { location($0.span, $0.text) })))
    }
    if let fix = finding.fix, let help = finding.help.first {
      members.append(("fixes", .array([change(fix, help)])))
    }
    return .object(members)
  }

  private func location(_ span: Span, _ message: String? = nil) -> JSONValue {
    let place = JSONValue.object([
      ("artifactLocation", artifact(span)), ("region", region(span)),
    ])
    return .object(
      [("physicalLocation", place)] + (message.map { [("message", text($0))] } ?? []))
  }

  private func change(_ fix: Fix, _ help: String) -> JSONValue {
    let replacement = JSONValue.object([
      ("deletedRegion", region(fix.span)), ("insertedContent", text(fix.text)),
    ])
    let change = JSONValue.object([
      ("artifactLocation", artifact(fix.span)), ("replacements", .array([replacement])),
    ])
    return .object([("description", text(help)), ("artifactChanges", .array([change]))])
  }

  private func text(_ text: String) -> JSONValue { .object([("text", .string(text))]) }

  /// The end column is the one behind the last character.
  private func region(_ span: Span) -> JSONValue {
    let (file, bytes) = (span.file, span.bytes)
    let start = file.position(of: bytes.lowerBound)
    let end = file.position(of: bytes.upperBound)
    return .object([
      ("startLine", .int(start.line)), ("startColumn", .int(file.column16(of: bytes.lowerBound))),
      ("endLine", .int(end.line)), ("endColumn", .int(file.column16(of: bytes.upperBound))),
    ])
  }

  private func artifact(_ span: Span) -> JSONValue {
    .object([("uri", .string(Self.uri(span.file.path)))])
  }

  /// A path as a URI reference (RFC 3986); an absolute path as a `file` URI.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }
}
