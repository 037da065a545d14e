import Diagnostics
import PartitionCore

/// Columns that keys and indexes name, beside those under `columns:`.
///
/// Not all columns have to stand there, so only one that is almost another is doubted; the server
/// knows.
enum ColumnRules {
  static func findings(for table: TableDeclaration) -> [Diagnostic] {
    let known = (table.columns ?? []).map(\.name.value)
    var findings: [Diagnostic] = []
    func check(_ name: String, at span: Span) {
      guard !known.contains(name), let near = EditDistance.suggestion(for: name, among: known)
      else { return }
      findings.append(
        Diagnostic(
          .unknownColumn, "there is no column `\(name)` under `columns:`", severity: .warning,
          at: span, help: ["did you mean `\(near)`?"], fix: Fix(span, replacing: name, by: near)))
    }
    if case .partitioned(let layout) = table.layout { visit(layout, check) }
    for list in [table.primaryKey].compactMap({ $0 }) + table.unique.map(\.columns) {
      for column in list.value { check(column.value, at: column.span) }
    }
    for index in table.indexes {
      for element in index.elements {
        if case .column(let name) = element.target { check(name, at: element.span) }
      }
      for name in index.include { check(name.value, at: name.span) }
    }
    return findings
  }

  private static func visit(_ layout: LayoutDeclaration, _ check: (String, Span) -> Void) {
    for key in layout.key.value {
      if let column = key.column { check(column, key.span) }
    }
    let partitions = layout.partitions + [layout.defaultPartition].compactMap { $0 }
    for inner in partitions.compactMap(\.layout) + [layout.template].compactMap({ $0 }) {
      visit(inner, check)
    }
  }
}
