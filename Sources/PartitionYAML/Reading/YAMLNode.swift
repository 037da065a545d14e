package import Diagnostics
package import PartitionCore

/// A part of a YAML document, with the bytes that it covers.
///
/// A scalar keeps its text and style: what it means is decided by where it stands, not by how it
/// looks.
package struct YAMLNode: Sendable {
  package enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  package struct Entry: Sendable {
    package let key: Spanned<String>
    package let value: YAMLNode
  }

  package enum Content: Sendable {
    case scalar(String, Style)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  package let content: Content
  package let span: Span

  /// A scalar's text.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The text of a scalar without quotes.
  package var plain: String? {
    if case .scalar(let text, .plain) = content { text } else { nil }
  }

  /// Nothing where a value should stand, as in `key:`.
  package var isEmpty: Bool { plain == "" }

  /// For messages: `a list`.
  package var kind: String {
    switch content {
    case .scalar: isEmpty ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
