import Diagnostics
import PartitionCore

/// Values of bounds and parameters: texts, cast by the server, except for what only SQL can say.
enum ValueDecoder {
  /// A list of bound values.
  static func values(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> Spanned<[Spanned<BoundValue>]>? {
    guard let items = decoder.list(into: &bag) else { return nil }
    guard !items.isEmpty else {
      decoder.wrong("`\(decoder.key)` is an empty list", into: &bag)
      return nil
    }
    let values = items.compactMap { bound($0, into: &bag) }
    return values.count == items.count ? Spanned(values, at: decoder.span) : nil
  }

  private static func bound(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> Spanned<BoundValue>? {
    switch decoder.node.plain {
    case "MINVALUE": return Spanned(.minValue, at: decoder.span)
    case "MAXVALUE": return Spanned(.maxValue, at: decoder.span)
    case .some(let plain) where ["MINVALUE", "MAXVALUE"].contains(plain.uppercased()):
      bag.add(
        Diagnostic(
          .ambiguousScalar, "plain `\(plain)` may be meant as \(plain.uppercased())",
          at: decoder.span,
          help: [
            "write `\(plain.uppercased())` for the end of the range, \"\(plain)\" for the text"
          ]))
      return nil
    default: break
    }
    guard let value = parameter(decoder, into: &bag) else { return nil }
    return Spanned(value.map(BoundValue.value) ?? .null, at: decoder.span)
  }

  /// A value's text; the inner nil is SQL NULL, the outer one a value that was refused.
  static func parameter(_ decoder: NodeDecoder, into bag: inout DiagnosticBag) -> String?? {
    guard let text = decoder.node.text, !decoder.node.isEmpty else {
      decoder.wrong("`\(decoder.key)` holds \(decoder.node.kind) among its values", into: &bag)
      return nil
    }
    guard !text.unicodeScalars.contains("\0") else {
      decoder.wrong("a value contains a NUL character, which PostgreSQL cannot store", into: &bag)
      return nil
    }
    guard let plain = decoder.node.plain else { return .some(text) }
    if CoreSchema(plain: plain) == .null { return .some(nil) }
    let isTrue = CoreSchema.ambiguousTrue.contains(plain)
    guard isTrue || CoreSchema.ambiguousFalse.contains(plain) else { return .some(text) }
    bag.add(
      Diagnostic(
        .ambiguousScalar, "plain `\(plain)` means \(isTrue) to some YAML readers",
        at: decoder.span,
        help: ["write `\"\(plain)\"` for the text, `\(isTrue)` for the boolean"]))
    return nil
  }
}
