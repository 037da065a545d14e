import Diagnostics
import PartitionCore

/// Differences between a declaration and the live table, as findings.
struct LayoutCheck {
  let table: TablePlan

  /// Differences of everything but indexes.
  var layout: [Diagnostic] { findings { $0.kind != .index && $0.kind != .key } }

  /// Differences of indexes and keys, and indexes that are not valid.
  var indexes: [Diagnostic] {
    findings { $0.kind == .index || $0.kind == .key } + invalid
  }

  private func findings(_ concerns: (ChangeLine) -> Bool) -> [Diagnostic] {
    guard let plan = table.plan else { return [] }
    return ChangeLine.lines(of: plan.changes).filter { $0.mark != .warning && concerns($0) }
      .map { line in
        Diagnostic(
          .drift, "\(table.name): \(line.mark.rawValue) \(line.subject) \(line.detail)",
          at: place(of: line.object))
      }
  }

  private func place(of object: ChangeLine.Object) -> Span {
    let declaration = table.declaration
    return switch object {
    case .table: declaration.table.span
    case .partition(let name): declaration.place(ofPartition: name)
    case .index(let name): declaration.place(ofIndex: name)
    case .primaryKey: declaration.placeOfPrimaryKey
    case .unique(let name): declaration.place(ofUnique: name)
    }
  }

  private var invalid: [Diagnostic] {
    guard let actual = table.actual else { return [] }
    return ([actual.relation] + actual.allPartitions.map(\.relation)).flatMap { relation in
      relation.indexes.filter { !$0.valid }.map { index in
        Diagnostic(
          .drift, "index \(index.name) on \(relation.name) is not valid, so no query uses it",
          at: table.declaration.place(ofIndex: index.parent ?? index.name),
          help: ["pgparcel plan  shows how it is completed"])
      }
    }
  }
}
