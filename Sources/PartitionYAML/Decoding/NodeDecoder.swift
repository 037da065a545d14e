import Diagnostics
import PartitionCore

/// Typed access to one node; what does not fit is reported and yields nil.
struct NodeDecoder {
  let node: YAMLNode
  /// The key that the node belongs to, for messages.
  let key: String

  var span: Span { node.span }

  /// A name, or another text that must not look like a number or boolean.
  func text(into bag: inout DiagnosticBag) -> Spanned<String>? {
    guard let scalar = scalar(into: &bag, as: "a text") else { return nil }
    if let plain = node.plain {
      let meaning = CoreSchema(plain: plain)
      guard meaning == .string else {
        wrong(
          "`\(key)` must be a text, and plain \(plain) is \(meaning.noun)",
          help: "write \(YAMLText.doubleQuoted(plain))", into: &bag)
        return nil
      }
    }
    guard !scalar.value.isEmpty else {
      wrong("`\(key)` is empty", into: &bag)
      return nil
    }
    // PostgreSQL stores no NUL in any text.
    guard !scalar.value.unicodeScalars.contains("\0") else {
      wrong("`\(key)` contains a NUL character, which PostgreSQL cannot store", into: &bag)
      return nil
    }
    return scalar
  }

  /// The text of any scalar except null: SQL, comments, storage parameters.
  func anyText(into bag: inout DiagnosticBag) -> Spanned<String>? {
    guard let scalar = scalar(into: &bag, as: "a text") else { return nil }
    if let plain = node.plain, CoreSchema(plain: plain) == .null {
      wrong("`\(key)` must be a text, not null", into: &bag)
      return nil
    }
    guard !scalar.value.unicodeScalars.contains("\0") else {
      wrong("`\(key)` contains a NUL character, which PostgreSQL cannot store", into: &bag)
      return nil
    }
    return scalar
  }

  func bool(into bag: inout DiagnosticBag) -> Spanned<Bool>? {
    guard scalar(into: &bag, as: "true or false") != nil else { return nil }
    guard let plain = node.plain, case .bool(let flag) = CoreSchema(plain: plain) else {
      wrong("`\(key)` must be true or false", help: "write plain `true` or `false`", into: &bag)
      return nil
    }
    return Spanned(flag, at: span)
  }

  func int(atLeast minimum: Int, atMost maximum: Int, into bag: inout DiagnosticBag)
    -> Spanned<Int>?
  {
    guard scalar(into: &bag, as: "a number") != nil else { return nil }
    guard let plain = node.plain, CoreSchema(plain: plain) == .int else {
      wrong("`\(key)` must be a whole number", into: &bag)
      return nil
    }
    guard let number = Int(plain), (minimum...maximum).contains(number) else {
      bag.add(
        Diagnostic(
          .invalidValue, "`\(key)` must be between \(minimum) and \(maximum), not \(plain)",
          at: span))
      return nil
    }
    return Spanned(number, at: span)
  }

  /// One of a fixed set of words.
  func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ type: Choice.Type, into bag: inout DiagnosticBag
  ) -> Spanned<Choice>? {
    let words = Choice.allCases.map(\.rawValue)
    guard let scalar = scalar(into: &bag, as: "one of \(words.joined(separator: ", "))") else {
      return nil
    }
    if let choice = Choice(rawValue: scalar.value) { return Spanned(choice, at: span) }
    let near = EditDistance.suggestion(for: scalar.value, among: words)
    bag.add(
      Diagnostic(
        .invalidValue, "`\(key)` cannot be `\(scalar.value)`", at: span,
        help: [
          (near.map { "did you mean `\($0)`? " } ?? "") + "allowed: "
            + words.joined(separator: ", ")
        ], fix: near.flatMap { Fix(span, replacing: scalar.value, by: $0) }))
    return nil
  }

  func list(into bag: inout DiagnosticBag) -> [NodeDecoder]? {
    guard case .sequence(let items) = node.content else {
      wrong(
        "`\(key)` must be a list, not \(node.kind)", help: node.text.map { "write `[\($0)]`" },
        into: &bag)
      return nil
    }
    return items.map { NodeDecoder(node: $0, key: key) }
  }

  /// A list of names, not empty, none twice.
  func names(into bag: inout DiagnosticBag) -> Spanned<[Spanned<String>]>? {
    guard let items = list(into: &bag) else { return nil }
    guard !items.isEmpty else {
      wrong("`\(key)` is an empty list", into: &bag)
      return nil
    }
    var names: [Spanned<String>] = []
    for item in items {
      guard let name = item.text(into: &bag) else { continue }
      if let first = names.first(where: { $0 == name }) {
        bag.add(
          Diagnostic(
            .invalidValue, "`\(key)` names \(name.value) twice", at: name.span,
            labels: [Diagnostic.Label(first.span, "first here")]))
      } else {
        names.append(name)
      }
    }
    return names.count == items.count ? Spanned(names, at: span) : nil
  }

  func mapping(_ keys: [String], into bag: inout DiagnosticBag) -> MappingDecoder? {
    MappingDecoder(self, keys: keys, into: &bag)
  }

  func wrong(_ message: String, help: String? = nil, into bag: inout DiagnosticBag) {
    bag.add(Diagnostic(.wrongType, message, at: span, help: help.map { [$0] } ?? []))
  }

  private func scalar(into bag: inout DiagnosticBag, as what: String) -> Spanned<String>? {
    guard let text = node.text else {
      wrong("`\(key)` must be \(what), not \(node.kind)", into: &bag)
      return nil
    }
    guard !node.isEmpty else {
      wrong("`\(key)` has no value", into: &bag)
      return nil
    }
    return Spanned(text, at: span)
  }
}
