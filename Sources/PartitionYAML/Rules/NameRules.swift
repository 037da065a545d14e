import Diagnostics
import PartitionCore

/// Names that PostgreSQL would cut, and names given twice.
struct NameRules {
  /// NAMEDATALEN - 1.
  static let limit = 63

  private var findings: [Diagnostic] = []
  private var seen: [String: Span] = [:]

  static func findings(for table: TableDeclaration) -> [Diagnostic] {
    var rules = NameRules()
    rules.check(table)
    return rules.findings
  }

  private mutating func check(_ table: TableDeclaration) {
    measure(table.table.value.schema, at: table.table.span)
    // Partitions and indexes share one namespace with the table.
    claim(table.table.value.name, at: table.table.span)
    for column in table.columns ?? [] { measure(column.name.value, at: column.name.span) }
    for unique in table.unique {
      if let name = unique.name { claim(name.value, at: name.span) }
    }
    check(table.indexes)
    guard case .partitioned(let layout) = table.layout else { return }
    var declared: [String: Span] = [:]
    check(layout, &declared)
    for retired in table.retired {
      guard let span = declared[retired.name.value] else { continue }
      findings.append(
        Diagnostic(
          .conflictingKeys, "\(retired.name.value) is declared and retired", at: retired.name.span,
          labels: [Diagnostic.Label(span, "declared here")],
          help: ["remove one of them, or give the declared partition another name"],
          notes: ["a partition that goes keeps its name: detached, or until it is dropped"]))
    }
  }

  private mutating func check(_ indexes: [IndexDeclaration]) {
    for index in indexes {
      if let name = index.name { claim(name.value, at: name.span) }
    }
  }

  private mutating func check(_ layout: LayoutDeclaration, _ declared: inout [String: Span]) {
    for partition in layout.partitions { check(partition, &declared) }
    if let partition = layout.defaultPartition { check(partition, &declared) }
  }

  private mutating func check(
    _ partition: PartitionDeclaration, _ declared: inout [String: Span]
  ) {
    claim(partition.name.value, at: partition.name.span)
    declared[partition.name.value] = partition.name.span
    check(partition.indexes)
    if let inner = partition.layout { check(inner, &declared) }
  }

  private mutating func claim(_ name: String, at span: Span) {
    measure(name, at: span)
    if let first = seen[name] {
      findings.append(
        Diagnostic(
          .duplicateName, "two objects would be named \(name)", at: span,
          labels: [Diagnostic.Label(first, "first here")],
          help: [
            span.bytes == first.bytes
              ? "put `{parent}` into the name" : "rename one; tables and indexes share their names"
          ]))
    } else {
      seen[name] = span
    }
  }

  private mutating func measure(_ name: String, at span: Span) {
    let size = name.utf8.count
    guard size > Self.limit else { return }
    findings.append(
      Diagnostic(
        .nameTooLong,
        "`\(Self.shortened(name))` is \(size) bytes; PostgreSQL would cut it to \(Self.limit)",
        at: span, help: ["shorten it by \(size - Self.limit)"]))
  }

  /// The two ends of a long name.
  static func shortened(_ name: String) -> String {
    name.count <= 40 ? name : "\(name.prefix(20))...\(name.suffix(8))"
  }
}
