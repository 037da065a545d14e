import Diagnostics
import PartitionCore

/// A name with tokens such as `{parent}`; doubled braces stand for themselves.
struct NamePattern {
  enum Token: String, CaseIterable { case table, parent, value, remainder, start, end }

  enum Part {
    case literal(String)
    case token(Token, DateFormat?)
  }

  /// What the tokens stand for.
  struct Values {
    var table: String
    var parent: String
    var value: String?
    var remainder: String?
    var start: (DateFormat?) -> String = { _ in "" }
    var end: (DateFormat?) -> String = { _ in "" }
  }

  let parts: [Part]

  var dateParts: [(token: Token, format: DateFormat?)] {
    parts.compactMap { part in
      if case .token(let token, let format) = part, token == .start || token == .end {
        (token, format)
      } else {
        nil
      }
    }
  }

  func uses(_ token: Token) -> Bool {
    parts.contains { part in
      if case .token(token, _) = part { true } else { false }
    }
  }

  func name(_ values: Values) -> String {
    parts.map { part in
      switch part {
      case .literal(let text): text
      case .token(.table, _): values.table
      case .token(.parent, _): values.parent
      case .token(.value, _): values.value ?? ""
      case .token(.remainder, _): values.remainder ?? ""
      case .token(.start, let format): values.start(format)
      case .token(.end, let format): values.end(format)
      }
    }.joined()
  }

  /// The pattern of a text, or what is wrong with it.
  static func parsed(
    _ text: Spanned<String>, allowing allowed: [Token]
  ) -> Result<NamePattern, Refusal> {
    if !text.value.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
      return .success(NamePattern(parts: text.value.isEmpty ? [] : [.literal(text.value)]))
    }
    var parts: [Part] = []
    var literal = ""
    var rest = text.value[...]
    while let first = rest.popFirst() {
      if first == "{" || first == "}", rest.first == first {
        rest.removeFirst()
        literal.append(first)
      } else if first == "}" {
        return .failure(refusal(text, "`}` closes nothing", "write `}}` for the brace itself"))
      } else if first == "{" {
        guard let end = rest.firstIndex(of: "}") else {
          return .failure(refusal(text, "`{` is not closed", "write `{{` for the brace itself"))
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        switch part(rest[..<end], of: text, allowing: allowed) {
        case .success(let part): parts.append(part)
        case .failure(let refusal): return .failure(refusal)
        }
        rest = rest[rest.index(after: end)...]
      } else {
        literal.append(first)
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return .success(NamePattern(parts: parts))
  }

  /// Carries the finding, since a Result needs an error.
  struct Refusal: Error { let finding: Diagnostic }

  private static func part(
    _ inner: Substring, of text: Spanned<String>, allowing allowed: [Token]
  ) -> Result<Part, Refusal> {
    let pieces = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let word = String(pieces.first ?? "")
    guard let token = Token(rawValue: word), allowed.contains(token) else {
      let words = allowed.map { "{\($0.rawValue)}" }.joined(separator: " ")
      let near = EditDistance.suggestion(for: word, among: allowed.map(\.rawValue))
      return .failure(
        refusal(
          text, "`{\(word)}` stands for nothing in this name",
          (near.map { "did you mean `{\($0)}`? " } ?? "") + "allowed here: \(words)"))
    }
    guard pieces.count == 2 else { return .success(.token(token, nil)) }
    guard token == .start || token == .end, let format = DateFormat(pieces[1]) else {
      return .failure(
        refusal(
          text, "`{\(inner)}` is no date format",
          "fields: " + DateFormat.Field.allCases.map(\.rawValue).joined(separator: " ")))
    }
    return .success(.token(token, format))
  }

  private static func refusal(
    _ text: Spanned<String>, _ message: String, _ help: String
  ) -> Refusal {
    Refusal(finding: Diagnostic(.invalidNamePattern, message, at: text.span, help: [help]))
  }
}
