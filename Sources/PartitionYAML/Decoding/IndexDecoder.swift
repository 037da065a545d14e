import Diagnostics
import PartitionCore

/// `indexes:`: lists of columns with options, or a whole definition in SQL.
enum IndexDecoder {
  static let keys = [
    "columns", "name", "unique", "method", "where", "include", "with", "tablespace", "definition",
  ]
  static let elementKeys = ["column", "expression", "order", "nulls", "opclass", "collation"]

  private enum Order: String, CaseIterable { case asc, desc }
  private enum Nulls: String, CaseIterable { case first, last }

  static func indexes(
    _ decoder: NodeDecoder?, into bag: inout DiagnosticBag
  ) -> [IndexDeclaration] {
    (decoder?.list(into: &bag) ?? []).compactMap { index($0, into: &bag) }
  }

  private static func index(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> IndexDeclaration? {
    guard let mapping = decoder.mapping(keys, into: &bag) else { return nil }
    var index = IndexDeclaration(span: decoder.span, elements: [])
    index.name = mapping["name"]?.text(into: &bag)
    index.unique = mapping["unique"]?.bool(into: &bag)?.value ?? false
    index.tablespace = mapping["tablespace"]?.text(into: &bag)
    if let definition = mapping["definition"] {
      mapping.refuse(
        ["columns", "method", "where", "include", "with"],
        because: "`definition` holds the whole index", into: &bag)
      index.definition = definition.text(into: &bag)
      return index.definition == nil ? nil : index
    }
    index.method = mapping["method"]?.text(into: &bag)
    index.predicate = mapping["where"]?.anyText(into: &bag)
    index.include = mapping["include"]?.names(into: &bag)?.value ?? []
    index.options = StorageDecoder.options(mapping["with"], into: &bag)
    guard
      let columns = mapping.required("columns", help: "write `columns: [..]`", into: &bag),
      let items = columns.list(into: &bag)
    else { return nil }
    index.elements = items.compactMap { element($0, into: &bag) }
    if items.isEmpty { columns.wrong("`columns` is an empty list", into: &bag) }
    return items.isEmpty || index.elements.count < items.count ? nil : index
  }

  private static func element(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> IndexDeclaration.Element? {
    guard case .mapping = decoder.node.content else {
      return decoder.text(into: &bag).map {
        IndexDeclaration.Element(target: .column($0.value), span: $0.span)
      }
    }
    guard let mapping = decoder.mapping(elementKeys, into: &bag) else { return nil }
    if mapping.has("column") {
      mapping.refuse(["expression"], because: "the element is a column", into: &bag)
    }
    let target: IndexDeclaration.Element.Target?
    if let column = mapping["column"] {
      target = (column.text(into: &bag)?.value).map { .column($0) }
    } else {
      let expression = mapping.required(
        "expression", help: "write `column:` or `expression:`", into: &bag)
      target = (expression?.anyText(into: &bag)?.value).map { .expression($0) }
    }
    guard let target else { return nil }
    var element = IndexDeclaration.Element(target: target, span: decoder.span)
    element.order = mapping["order"]?.choice(Order.self, into: &bag)?.value.rawValue
    element.nulls = mapping["nulls"]?.choice(Nulls.self, into: &bag)?.value.rawValue
    element.operatorClass = mapping["opclass"]?.text(into: &bag)?.value
    element.collation = mapping["collation"]?.text(into: &bag)?.value
    return element
  }
}
