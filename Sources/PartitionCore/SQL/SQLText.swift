/// SQL that can only be built from literals of our source, quoted names, quoted values, other
/// `SQLText`, and text that the server itself deparsed.
///
/// Interpolating a `String` without saying what it is does not compile.
package struct SQLText: Hashable, Sendable, ExpressibleByStringInterpolation {
  package let text: String

  package init(stringLiteral value: StaticString) { text = value.description }
  package init(stringInterpolation parts: StringInterpolation) { text = parts.text }

  /// SQL of the author's file (an expression, a predicate): elaborated by the server, never built
  /// into a migration before that.
  package init(declared sql: Spanned<String>) { text = sql.value }

  /// Text that PostgreSQL deparsed (`pg_get_*def`, `format_type`): SQL already.
  package init(deparsed text: String) { self.text = ArraySpelling.stable(text) }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ part: StaticString) { text += part.description }
    package mutating func appendInterpolation(_ part: SQLText) { text += part.text }
    package mutating func appendInterpolation(name: String) { text += quoted(name, "\"") }
    package mutating func appendInterpolation(_ name: QualifiedName) {
      text += quoted(name.schema, "\"") + "." + quoted(name.name, "\"")
    }
    package mutating func appendInterpolation(literal: String) { text += quotedLiteral(literal) }
    package mutating func appendInterpolation(deparsed: String) {
      text += ArraySpelling.stable(deparsed)
    }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
  }

  /// A list with a separator between its parts.
  package static func joined(_ parts: [SQLText], _ separator: StaticString = ", ") -> SQLText {
    SQLText(joining: parts.map(\.text).joined(separator: separator.description))
  }

  package static func + (left: SQLText, right: SQLText) -> SQLText {
    SQLText(joining: left.text + right.text)
  }

  private init(joining text: String) { self.text = text }
}

/// Doubles every `mark` inside and puts one at each end.
private func quoted(_ value: String, _ mark: Unicode.Scalar) -> String {
  let end = String(mark)
  // Nearly all names and values hold no mark. Both marks are ASCII, as a byte part of nothing else.
  if !value.utf8.contains(UInt8(ascii: mark)) { return end + value + end }
  var result = String.UnicodeScalarView([mark])
  for scalar in value.unicodeScalars {
    result.append(scalar)
    if scalar == mark { result.append(mark) }
  }
  result.append(mark)
  return String(result)
}

/// A string constant. With `standard_conforming_strings` on, as every session and file of ours
/// pins it, a backslash is a plain character.
private func quotedLiteral(_ value: String) -> String { quoted(value, "'") }
