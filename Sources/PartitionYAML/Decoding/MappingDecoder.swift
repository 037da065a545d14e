import Diagnostics
import PartitionCore

/// A mapping whose keys are known; unknown ones are reported with a suggestion.
struct MappingDecoder {
  let span: Span
  /// A handful, so that looking through them is quicker than hashing.
  private let entries: [YAMLNode.Entry]
  /// Keys that a mistyped one was probably meant for: they are not missing as well.
  private var mistyped: Set<String> = []

  /// Nil where the node is no mapping.
  init?(_ decoder: NodeDecoder, keys: [String], into bag: inout DiagnosticBag) {
    guard let found = Self.entries(of: decoder, into: &bag) else { return nil }
    span = decoder.span
    entries = found
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
    entry(key).map { NodeDecoder(node: $0.value, key: key) }
  }

  func has(_ key: String) -> Bool { entry(key) != nil }

  func keySpan(_ key: String) -> Span? { entry(key)?.key.span }

  /// No key stands twice: the composer sees to it.
  private func entry(_ key: String) -> YAMLNode.Entry? {
    entries.firstIndex { $0.key.value == key }.map { entries[$0] }
  }

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
  func refuse(
    _ keys: [String], because reason: @autoclosure () -> String, into bag: inout DiagnosticBag
  ) {
    for key in keys {
      guard let entry = entry(key) else { continue }
      bag.add(
        Diagnostic(
          .conflictingKeys, "`\(key)` does not belong here: \(reason())", at: entry.key.span))
    }
  }

  /// The first key: underlining a whole mapping would say nothing.
  private var head: Span {
    let first = entries.min { $0.key.span.bytes.lowerBound < $1.key.span.bytes.lowerBound }
    return first?.key.span ?? span
  }
}
