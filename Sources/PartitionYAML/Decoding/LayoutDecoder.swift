import Diagnostics
import PartitionCore

/// A `partition:` or `subpartition:` mapping, without what follows from it: see `LayoutExpansion`.
enum LayoutDecoder {
  static let keys = [
    "by", "key", "partitions", "default", "count", "name", "window", "subpartition", "defaults",
  ]
  static let defaultsKeys = ["tablespace", "with"]

  static func layout(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> LayoutDeclaration? {
    guard let mapping = decoder.mapping(keys, into: &bag) else { return nil }
    let strategy = mapping.required("by", help: "write `by: list`, `range` or `hash`", into: &bag)?
      .choice(PartitionStrategy.self, into: &bag)
    let key = mapping.required("key", help: "write `key: [column]`", into: &bag)
      .flatMap { KeyDecoder.key($0, into: &bag) }
    guard let strategy else { return nil }
    // Partitions are decoded even where the key is wrong, so that their findings show too.
    var layout = LayoutDeclaration(
      span: decoder.span, strategy: strategy,
      key: key ?? Spanned([], at: mapping.keySpan("key") ?? decoder.span))
    refuseForeignKeys(mapping, strategy.value, into: &bag)
    layout.partitions = (mapping["partitions"]?.list(into: &bag) ?? []).compactMap {
      PartitionDecoder.partition($0, of: strategy.value, into: &bag)
    }
    layout.defaultPartition = mapping["default"].flatMap {
      PartitionDecoder.defaultPartition($0, into: &bag)
    }
    layout.hash = strategy.value == .hash ? hash(mapping, into: &bag) : nil
    layout.window = mapping["window"].flatMap { WindowDecoder.window($0, into: &bag) }
    if let defaults = mapping["defaults"]?.mapping(defaultsKeys, into: &bag) {
      layout.defaultTablespace = defaults["tablespace"]?.text(into: &bag)
      layout.defaultOptions = StorageDecoder.options(defaults["with"], into: &bag)
    }
    layout.template = mapping["subpartition"].flatMap { Self.layout($0, into: &bag) }
    return key == nil ? nil : layout
  }

  /// Keys of other strategies.
  private static func refuseForeignKeys(
    _ mapping: MappingDecoder, _ strategy: PartitionStrategy, into bag: inout DiagnosticBag
  ) {
    if strategy != .hash {
      mapping.refuse(
        ["count", "name"], because: "only `by: hash` is divided by a count", into: &bag)
    }
    if strategy != .range {
      mapping.refuse(["window"], because: "a window needs `by: range`", into: &bag)
    }
    if strategy == .hash {
      mapping.refuse(
        ["default"], because: "a hash-partitioned table has no default partition", into: &bag)
    }
  }

  private static func hash(
    _ mapping: MappingDecoder, into bag: inout DiagnosticBag
  ) -> HashDeclaration? {
    guard mapping.has("count") || mapping.has("name") || !mapping.has("partitions") else {
      return nil
    }
    let count = mapping.required("count", help: "write `count: 4`", into: &bag)?
      .int(atLeast: 1, atMost: LayoutExpansion.maximumPartitions, into: &bag)
    let name = mapping.required(
      "name", help: "write `name: \"{table}_p{remainder}\"`", into: &bag)?.text(into: &bag)
    if mapping.has("partitions") {
      mapping.refuse(
        ["partitions"], because: "`count` already says which partitions there are", into: &bag)
      return nil
    }
    guard let count, let name else { return nil }
    return HashDeclaration(count: count, namePattern: name)
  }
}
