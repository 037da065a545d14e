import Diagnostics
import PartitionCore

/// `archive:` beside `then:`: where a partition goes that leaves its table.
enum ArchiveDecoder {
  static let keys = ["schema", "tablespace"]

  /// - Parameters:
  ///   - isDue: Whether `then` is `archive`; otherwise the key means nothing.
  ///   - usual: The schema to take where the key is not there; nil where it must be.
  static func archive(
    _ mapping: MappingDecoder, then isDue: Bool, usual: Spanned<String>? = nil,
    into bag: inout DiagnosticBag
  ) -> (schema: Spanned<String>?, tablespace: Spanned<String>?) {
    guard isDue else {
      mapping.refuse(["archive"], because: "`then` is not archive", into: &bag)
      return (nil, nil)
    }
    if let usual, !mapping.has("archive") { return (usual, nil) }
    let node = mapping.required(
      "archive", help: "say where to: `archive: {schema: archive}`", into: &bag)
    guard let node, let archive = node.mapping(keys, into: &bag) else { return (nil, nil) }
    let schema = archive["schema"]?.text(into: &bag)
    let tablespace = archive["tablespace"]?.text(into: &bag)
    if !keys.contains(where: archive.has) {
      node.wrong(
        "`archive` says nowhere", help: "write `archive: {schema: archive}`", into: &bag)
    }
    return (schema, tablespace)
  }

  /// `export:` beside `then: drop`: whether rows are written into a file first.
  ///
  /// - Parameter isDue: Whether `then` is `drop`; otherwise the key means nothing.
  static func export(
    _ mapping: MappingDecoder, then isDue: Bool, into bag: inout DiagnosticBag
  ) -> Bool {
    guard isDue else {
      mapping.refuse(["export"], because: "`then` is not drop", into: &bag)
      return false
    }
    return mapping["export"]?.bool(into: &bag)?.value ?? false
  }
}
