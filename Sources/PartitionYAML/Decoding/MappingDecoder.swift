import Diagnostics
import PartitionCore

/// A mapping whose keys are known; unknown ones are reported with a suggestion.
struct MappingDecoder {
  let span: Span
  private let entries: [String: YAMLNode.Entry]
  /// Keys that a mistyped one was probably meant for: they are not missing as well.
  private var mistyped: Set<String> = []

  /// Nil where the node is no mapping.
  init?(_ decoder: NodeDecoder, keys: [String], into bag: inout DiagnosticBag) {
    guard let found = Self.entries(of: decoder, into: &bag) else { return nil }
    span = decoder.span
    entries = Dictionary(found.map { ($0.key.value, $0) }) { first, _ in first }
    for entry in found where !keys.contains(entry.key.value) {
      let near = EditDistance.suggestion(for: entry.key.value, among: keys)
      if let near { mistyped.insert(near) }
      bag.add(
        Diagnostic(
          .unknownKey, "unknown key `\(entry.key.value)`", at: entry.key.span,
          help: [
            (near.map { "did you mean `\($0)`? " } ?? "")
              + "keys allowed here: \(keys.joined(separator: ", "))"
          ], fix: near.flatMap { Fix(entry.key.span, replacing: entry.key.value, by: $0) }))
    }
  }

  /// The entries of a mapping with keys of the author's own, without `x-*`.
  static func entries(
    of decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> [YAMLNode.Entry]? {
    guard case .mapping(let entries) = decoder.node.content else {
      decoder.wrong(
        "`\(decoder.key)` must be a mapping (`key: value`), not \(decoder.node.kind)", into: &bag)
      return nil
    }
    // Quoted, it is a name of the author's: a column may be called so.
    return entries.filter { !$0.key.value.hasPrefix("x-") || $0.key.span.isQuoted }
  }

  subscript(key: String) -> NodeDecoder? {
    entries[key].map { NodeDecoder(node: $0.value, key: key) }
  }

  func has(_ key: String) -> Bool { entries[key] != nil }

  func keySpan(_ key: String) -> Span? { entries[key]?.key.span }

  /// The value of a key that must be there.
  func required(
    _ key: String, help: String? = nil, into bag: inout DiagnosticBag
  ) -> NodeDecoder? {
    if let found = self[key] { return found }
    if mistyped.contains(key) { return nil }
    bag.add(
      Diagnostic(
        .missingKey, "`\(key)` is missing", at: head, help: help.map { [$0] } ?? []))
    return nil
  }

  /// Reports keys that do not belong here although they are known.
  func refuse(_ keys: [String], because reason: String, into bag: inout DiagnosticBag) {
    for key in keys {
      guard let entry = entries[key] else { continue }
      bag.add(
        Diagnostic(.conflictingKeys, "`\(key)` does not belong here: \(reason)", at: entry.key.span)
      )
    }
  }

  /// The first key: underlining a whole mapping would say nothing.
  private var head: Span {
    let first = entries.values.min { $0.key.span.bytes.lowerBound < $1.key.span.bytes.lowerBound }
    return first?.key.span ?? span
  }
}
