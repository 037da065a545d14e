import Diagnostics
import PartitionCore

extension LayoutRules {
  /// Lists: one key column, values of its type, each at most once.
  mutating func checkList(_ layout: LayoutDeclaration) {
    guard layout.key.value.count == 1, let key = layout.key.value.first else {
      add(
        Diagnostic(
          .invalidPartitionKey, "a list layout has one key column, not \(layout.key.value.count)",
          at: layout.key.span, help: ["divide by the first, and each partition by the next"]))
      return
    }
    let family = type(of: key)
    let values = layout.partitions.flatMap { partition -> [ListedValue] in
      guard case .list(let values) = partition.bound else { return [] }
      return values.map { ListedValue(value: $0, partition: partition) }
    }
    let isBoolean = family == .boolean || (family == nil && looksBoolean(values))
    var seen: [BoundValue: ListedValue] = [:]
    for listed in values {
      switch listed.value.value {
      case .minValue, .maxValue:
        add(
          Diagnostic(
            .boundShape, "\(listed.shown) belongs to ranges, not to lists", at: listed.value.span,
            help: ["quote it if it is meant as a text"]))
        continue
      case .null: checkNull(listed, key)
      case .value: break
      }
      let canonical = canonical(listed.value.value, family: family, isBoolean: isBoolean)
      if let first = seen[canonical] {
        add(repetition(of: listed, first: first, isBoolean: isBoolean))
      } else {
        seen[canonical] = listed
        checkType(listed.value, family, key)
        checkDay(listed.value, family, inRange: false)
      }
    }
  }

  private func looksBoolean(_ values: [ListedValue]) -> Bool {
    let texts = values.compactMap { listed -> String? in
      if case .value(let text) = listed.value.value { text } else { nil }
    }
    let plain = values.contains { !$0.value.span.isQuoted && ["true", "false"].contains($0.shown) }
    return plain && texts.allSatisfy { ValueOrder.boolean($0) != nil }
  }

  private func canonical(
    _ value: BoundValue, family: TypeFamily?, isBoolean: Bool
  ) -> BoundValue {
    guard case .value(let text) = value else { return value }
    if isBoolean, let flag = ValueOrder.boolean(text) { return .value(String(flag)) }
    if family == .uuid { return .value(text.lowercased()) }
    if family == .integer, let number = Int(text) { return .value(String(number)) }
    return value
  }

  private mutating func checkNull(_ listed: ListedValue, _ key: KeyDeclaration) {
    guard let name = key.column,
      let column = table.primaryKey?.value.first(where: { $0.value == name })
    else { return }
    add(
      Diagnostic(
        .nullInPrimaryKey, "NULL can never be stored: \(name) is in the primary key",
        at: listed.value.span,
        labels: [Diagnostic.Label(column.span, "primary key columns are NOT NULL")],
        help: ["remove null from `values`; quote it if it is meant as a text"]))
  }

  private func repetition(
    of listed: ListedValue, first: ListedValue, isBoolean: Bool
  ) -> Diagnostic {
    let name = listed.partition.name.value
    let line = listed.value.span.file.position(of: listed.value.span.bytes.lowerBound).line
    let differ = listed.shown != first.shown
    let message =
      differ
      ? "`\(first.shown)` and `\(listed.shown)` are the same "
        + "\(isBoolean ? "boolean" : "value"); \(name) repeats it"
      : "`\(listed.shown)` is listed twice; \(name) repeats it"
    return Diagnostic(
      .duplicateValue, message, at: listed.value.span,
      labels: [Diagnostic.Label(first.value.span, "first in \(first.partition.name.value)")],
      help: [
        "remove it from line \(line)"
          + (isBoolean ? "; boolean columns take only true/false" : "")
      ])
  }

  /// A value that the declared type cannot hold, as far as that is certain.
  mutating func checkType(
    _ value: Spanned<BoundValue>, _ family: TypeFamily?, _ key: KeyDeclaration
  ) {
    guard case .value(let text) = value.value, let column = key.column else { return }
    var shown: String { value.span.text }
    switch family {
    case .boolean where ValueOrder.boolean(text) == nil:
      add(
        Diagnostic(
          .invalidBoundValue, "`\(shown)` is not a boolean (column \(column))", at: value.span,
          help: ["allowed: true, false"]))
    case .boolean where value.span.isQuoted || !["true", "false"].contains(text):
      let flag = ValueOrder.boolean(text).map(String.init) ?? "true"
      add(
        Diagnostic(
          .invalidBoundValue,
          "a boolean column takes only plain true and false, not `\(shown)` (column \(column))",
          at: value.span, help: ["write `\(flag)`"]))
    case .integer where !isInteger(text):
      add(
        Diagnostic(
          .invalidBoundValue, "`\(shown)` is not a whole number (column \(column))",
          at: value.span, help: ["write decimal digits only, such as 1000"]))
    default: break
    }
  }

  private func isInteger(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// A value and the partition that lists it.
private struct ListedValue {
  let value: Spanned<BoundValue>
  let partition: PartitionDeclaration

  var shown: String { value.span.text }
}
