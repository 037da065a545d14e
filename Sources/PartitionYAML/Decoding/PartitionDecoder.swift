import Diagnostics
import PartitionCore

/// One entry of `partitions:`, or the mapping of `default:`; names are still patterns.
enum PartitionDecoder {
  static let commonKeys = [
    "name", "was", "tablespace", "with", "comment", "indexes", "partition",
  ]
  static let boundKeys = ["values", "from", "to", "modulus", "remainder"]
  private static let allKeys = ["name"] + boundKeys + commonKeys.dropFirst()

  static func partition(
    _ decoder: NodeDecoder, of strategy: PartitionStrategy, into bag: inout DiagnosticBag
  ) -> PartitionDeclaration? {
    guard let mapping = decoder.mapping(allKeys, into: &bag) else { return nil }
    let own = self.keys(of: strategy)
    mapping.refuse(
      boundKeys.filter { !own.contains($0) },
      because:
        "a \(strategy.rawValue) layout takes \(own.map { "`\($0)`" }.joined(separator: " and "))",
      into: &bag)
    let bound = self.bound(mapping, of: strategy, into: &bag)
    guard let name = name(mapping, into: &bag), let bound else { return nil }
    return finished(mapping, name: name, bound: bound, into: &bag)
  }

  static func defaultPartition(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> PartitionDeclaration? {
    guard let mapping = decoder.mapping(commonKeys, into: &bag),
      let name = name(mapping, into: &bag)
    else { return nil }
    return finished(mapping, name: name, bound: .default, into: &bag)
  }

  private static func keys(of strategy: PartitionStrategy) -> [String] {
    switch strategy {
    case .list: ["values"]
    case .range: ["from", "to"]
    case .hash: ["modulus", "remainder"]
    }
  }

  private static func name(
    _ mapping: MappingDecoder, into bag: inout DiagnosticBag
  ) -> Spanned<String>? {
    mapping.required("name", help: "every partition has a name", into: &bag)?.text(into: &bag)
  }

  private static func bound(
    _ mapping: MappingDecoder, of strategy: PartitionStrategy, into bag: inout DiagnosticBag
  ) -> PartitionDeclaration.Bound? {
    switch strategy {
    case .list:
      let values = mapping.required("values", help: "write `values: [..]`", into: &bag)
      return values.flatMap { ValueDecoder.values($0, into: &bag) }.map { .list($0.value) }
    case .range:
      let from = mapping.required(
        "from", help: "write `from: [..]`; it is inclusive, `[MINVALUE]` has no lower end",
        into: &bag)
      let to = mapping.required(
        "to", help: "write `to: [..]`; it is exclusive, `[MAXVALUE]` has no upper end",
        into: &bag)
      let lower = from.flatMap { ValueDecoder.values($0, into: &bag) }
      let upper = to.flatMap { ValueDecoder.values($0, into: &bag) }
      guard let lower, let upper else { return nil }
      return .range(from: lower, to: upper)
    case .hash:
      let modulus = mapping.required("modulus", into: &bag)?
        .int(atLeast: 1, atMost: Int(Int32.max), into: &bag)
      let remainder = mapping.required("remainder", into: &bag)?
        .int(atLeast: 0, atMost: Int(Int32.max), into: &bag)
      guard let modulus, let remainder else { return nil }
      guard remainder.value < modulus.value else {
        bag.add(
          Diagnostic(
            .invalidValue, "`remainder` must be less than `modulus`, \(modulus.value)",
            at: remainder.span))
        return nil
      }
      return .hash(modulus: modulus.value, remainder: remainder.value)
    }
  }

  private static func finished(
    _ mapping: MappingDecoder, name: Spanned<String>, bound: PartitionDeclaration.Bound,
    into bag: inout DiagnosticBag
  ) -> PartitionDeclaration {
    var partition = PartitionDeclaration(name: name, bound: bound, span: mapping.span)
    partition.was = mapping["was"]?.text(into: &bag)
    partition.tablespace = mapping["tablespace"]?.text(into: &bag)
    partition.options = StorageDecoder.options(mapping["with"], into: &bag)
    partition.comment = mapping["comment"]?.anyText(into: &bag)
    partition.indexes = IndexDecoder.indexes(mapping["indexes"], into: &bag)
    if let own = mapping["partition"] {
      if own.node.plain == "none" {
        partition.refusesTemplate = true
      } else {
        partition.layout = LayoutDecoder.layout(own, into: &bag)
      }
    }
    if partition.layout != nil {
      mapping.refuse(
        ["with"],
        because: "PostgreSQL allows no storage options on a partitioned table; "
          + "write them under `defaults` of its `partition`",
        into: &bag)
    }
    return partition
  }
}
