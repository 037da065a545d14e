import Diagnostics
import PartitionCore

/// What can be said about a declaration without asking a server.
///
/// Where the answer depends on types or collations that the file does not tell, nothing is said:
/// the server judges later.
struct LayoutRules {
  let table: TableDeclaration
  private(set) var found = UniqueFindings()
  private let types: [String: TypeFamily]
  private let columns: [String: ColumnDeclaration]

  static func findings(for table: TableDeclaration) -> [Diagnostic] {
    var rules = LayoutRules(table)
    rules.check()
    return rules.found.diagnostics
  }

  private init(_ table: TableDeclaration) {
    self.table = table
    let declared = table.columns ?? []
    columns = Dictionary(declared.map { ($0.name.value, $0) }) { first, _ in first }
    types = columns.compactMapValues { $0.type.map { TypeFamily($0.value) } }
  }

  func type(of key: KeyDeclaration) -> TypeFamily? { key.column.flatMap { types[$0] } }

  func column(_ name: String) -> ColumnDeclaration? { columns[name] }

  mutating func add(_ finding: Diagnostic) { found.add(finding) }

  private mutating func check() {
    for finding in ColumnRules.findings(for: table) { add(finding) }
    for finding in KeyRules.findings(for: table) { add(finding) }
    for finding in NameRules.findings(for: table) { add(finding) }
    if case .partitioned(let layout) = table.layout {
      check(layout, parent: table.table.value.name)
    }
  }

  private mutating func check(_ layout: LayoutDeclaration, parent: String) {
    checkKey(layout)
    checkNulls(layout)
    switch layout.strategy.value {
    case .list: checkList(layout)
    case .range: checkRange(layout, parent: parent)
    case .hash: checkHash(layout)
    }
    for partition in layout.partitions {
      if let inner = partition.layout { check(inner, parent: partition.name.value) }
    }
    if let partition = layout.defaultPartition, let inner = partition.layout {
      check(inner, parent: partition.name.value)
    }
  }

  private mutating func checkNulls(_ layout: LayoutDeclaration) {
    // Hash partitions take NULL like any other value.
    guard layout.strategy.value != .hash, layout.defaultPartition == nil else { return }
    let takesNull = layout.partitions.contains { partition in
      if case .list(let values) = partition.bound {
        values.contains { $0.value == .null }
      } else {
        false
      }
    }
    guard !takesNull else { return }
    for key in layout.key.value {
      guard let name = key.column, let nullable = column(name)?.nullable, nullable.value,
        table.primaryKey?.value.contains(where: { $0.value == name }) != true
      else { continue }
      add(
        Diagnostic(
          .nullHasNoPartition, "\(name) can be NULL and no partition takes NULL", at: key.span,
          labels: [Diagnostic.Label(nullable.span, "nullable here")],
          help: [
            layout.strategy.value == .list
              ? "list null in a partition, add `default:`, or make the column NOT NULL"
              : "add `default:`, or make the column NOT NULL"
          ], notes: ["INSERTs of such rows fail (23514)"]))
    }
  }
}
