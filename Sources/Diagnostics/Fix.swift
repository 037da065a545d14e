/// A change of the input that does what a finding's help says, for editors and scripts.
///
/// Only where one change is the right one; where the author has to choose there is help alone.
package struct Fix: Sendable {
  /// What goes; what comes stands at its start.
  package let span: Span
  package let text: String

  package init(_ span: Span, _ text: String) {
    self.span = span
    self.text = text
  }

  /// Another name or word in the place of a YAML scalar, quoted where YAML wants it. Nil where more
  /// stands there than the word, such as an alias or a mapping around it.
  package init?(_ span: Span, replacing old: String, by new: String) {
    let bytes = Array(span.file.text.utf8)
    let text = String(decoding: bytes[span.bytes.clamped(to: bytes.indices)], as: UTF8.self)
    guard [old, "\"\(old)\"", "'\(old)'"].contains(text) else { return nil }
    self.init(span, Self.scalar(new))
  }

  /// Words that some YAML readers take for something else than text.
  private static let ambiguous: Set = [
    "true", "false", "yes", "no", "on", "off", "y", "n", "null",
  ]

  private static func scalar(_ text: String) -> String {
    let isWord =
      text.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    if isWord, !ambiguous.contains(text.lowercased()) { return text }
    let escaped = text.map { character in
      character == "\"" || character == "\\" ? "\\\(character)" : String(character)
    }
    return "\"" + escaped.joined() + "\""
  }
}
