import Diagnostics
import PartitionCore

/// `assert:`: queries and the partitions that they may read.
enum AssertionDecoder {
  static let keys = ["name", "sql", "params", "scans", "max_partitions", "plan"]

  static func assertions(
    _ decoder: NodeDecoder?, into bag: inout DiagnosticBag
  ) -> [AssertionDeclaration] {
    (decoder?.list(into: &bag) ?? []).compactMap { assertion($0, into: &bag) }
  }

  private static func assertion(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> AssertionDeclaration? {
    guard let mapping = decoder.mapping(keys, into: &bag) else { return nil }
    let name = mapping.required("name", into: &bag)?.text(into: &bag)
    let sql = mapping.required("sql", into: &bag)?.text(into: &bag)
    if mapping.has("scans") {
      mapping.refuse(
        ["max_partitions"], because: "`scans` already names the exact set", into: &bag)
    } else if !mapping.has("max_partitions") {
      bag.add(
        Diagnostic(
          .missingKey, "the assertion says nothing about partitions",
          at: mapping.keySpan("name") ?? decoder.span,
          help: ["add `scans: [..]` with the exact partitions, or `max_partitions: 1`"]))
    }
    guard let name, let sql else { return nil }
    var assertion = AssertionDeclaration(name: name, sql: sql)
    for item in mapping["params"]?.list(into: &bag) ?? [] {
      if let value = ValueDecoder.parameter(item, into: &bag) { assertion.parameters.append(value) }
    }
    if let scans = mapping["scans"], let items = scans.list(into: &bag) {
      assertion.scans = Spanned(items.compactMap { $0.text(into: &bag)?.value }, at: scans.span)
    }
    assertion.maxPartitions = mapping["max_partitions"]?.int(
      atLeast: 1, atMost: 1_000_000, into: &bag)
    assertion.plans =
      mapping["plan"]?.choice(AssertionDeclaration.Plans.self, into: &bag)?.value ?? .both
    return assertion
  }
}
