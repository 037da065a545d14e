import Diagnostics
import PartitionCore

/// `columns:`: what the table's columns are, or shall be where it is created.
enum ColumnDecoder {
  static let keys = ["type", "nullable", "default", "generated", "identity", "collation"]

  private enum Identity: String, CaseIterable {
    case always
    case byDefault = "by default"

    var column: Column.Identity { self == .always ? .always : .byDefault }
  }

  static func columns(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> [ColumnDeclaration]? {
    MappingDecoder.entries(of: decoder, into: &bag)?.compactMap { entry in
      let decoder = NodeDecoder(node: entry.value, key: entry.key.value)
      guard !entry.key.value.isEmpty else {
        decoder.wrong("a column has an empty name", into: &bag)
        return nil
      }
      guard let mapping = decoder.mapping(keys, into: &bag) else { return nil }
      var column = ColumnDeclaration(name: entry.key)
      column.type = mapping["type"]?.text(into: &bag)
      column.nullable = mapping["nullable"]?.bool(into: &bag)
      column.defaultExpression = mapping["default"]?.anyText(into: &bag)
      column.generated = mapping["generated"]?.anyText(into: &bag)
      column.identity = mapping["identity"]?.choice(Identity.self, into: &bag).map {
        Spanned($0.value.column, at: $0.span)
      }
      column.collation = mapping["collation"]?.text(into: &bag)
      refuseConflicts(mapping, into: &bag)
      return column
    }
  }

  private static func refuseConflicts(_ mapping: MappingDecoder, into bag: inout DiagnosticBag) {
    if mapping.has("generated") {
      mapping.refuse(
        ["default", "identity"], because: "the column is generated", into: &bag)
    } else if mapping.has("identity") {
      mapping.refuse(["default"], because: "an identity column has its own default", into: &bag)
    }
  }
}
