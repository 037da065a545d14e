import Diagnostics
import PartitionCore

/// `key:`: the columns and expressions that a layout partitions by.
enum KeyDecoder {
  static let keys = ["column", "expression", "collation", "opclass"]

  static func key(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> Spanned<[KeyDeclaration]>? {
    guard let items = decoder.list(into: &bag) else { return nil }
    guard !items.isEmpty else {
      decoder.wrong("`key` is an empty list", into: &bag)
      return nil
    }
    let elements = items.compactMap { element($0, into: &bag) }
    var seen: [String: Span] = [:]
    for element in elements {
      guard let column = element.column else { continue }
      if let first = seen[column] {
        bag.add(
          Diagnostic(
            .invalidValue, "`key` names \(column) twice", at: element.span,
            labels: [Diagnostic.Label(first, "first here")]))
      }
      seen[column] = element.span
    }
    return elements.count == items.count ? Spanned(elements, at: decoder.span) : nil
  }

  private static func element(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> KeyDeclaration? {
    guard case .mapping = decoder.node.content else {
      return decoder.text(into: &bag).map(KeyDeclaration.column)
    }
    guard let mapping = decoder.mapping(keys, into: &bag) else { return nil }
    if mapping.has("column") {
      mapping.refuse(["expression"], because: "the element is a column", into: &bag)
    }
    let base: KeyDeclaration?
    if let column = mapping["column"] {
      base = column.text(into: &bag).map(KeyDeclaration.column)
    } else {
      base = mapping.required(
        "expression", help: "write a column's name, or {expression: \"lower(name)\"}", into: &bag
      )?.anyText(into: &bag).map(KeyDeclaration.expression)
    }
    let collation = mapping["collation"]?.text(into: &bag)
    let operatorClass = mapping["opclass"]?.text(into: &bag)
    guard let base, collation != nil || operatorClass != nil else { return base }
    return .with(base, collation: collation, operatorClass: operatorClass)
  }
}
