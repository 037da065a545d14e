import Diagnostics
import PartitionCore

/// `with:`: storage parameters, texts that the server judges.
enum StorageDecoder {
  static func options(
    _ decoder: NodeDecoder?, into bag: inout DiagnosticBag
  ) -> [StorageParameterDeclaration] {
    guard let decoder, let entries = MappingDecoder.entries(of: decoder, into: &bag) else {
      return []
    }
    return entries.compactMap { entry in
      let value = NodeDecoder(node: entry.value, key: entry.key.value).anyText(into: &bag)
      return value.map { StorageParameterDeclaration(name: entry.key, value: $0) }
    }
  }
}
