import Diagnostics
import PartitionCore
import PostgresCatalog

/// A plan as text.
struct PlanView {
  let style: Style
  /// Otherwise long runs of partitions are folded.
  var showsAll = false

  func text(_ result: PlanResult) -> String {
    var lines: [String] = []
    for table in result.tables where table.outcome != nil {
      if !lines.isEmpty { lines.append("") }
      lines += self.lines(table)
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ table: TablePlan) -> [String] {
    guard let plan = table.plan, table.hasChanges else {
      return [
        header(table, LayoutWords.shape(table.actual)), "  no difference",
      ] + underWay(table)
    }
    let changes = ChangeLine.lines(of: plan.changes).map(\.printable)
    let shown = showsAll ? changes : folded(changes)
    let width = min(34, shown.map { $0.subject.count + 2 * $0.depth }.max() ?? 0) + 2
    var lines = [header(table, shapes(table))]
    lines += shown.flatMap { self.lines($0, width: width) }
    if table.conversion != nil { return lines + underWay(table) }
    lines += PlanSummary(plan, space: table.space, cost: table.cost).lines
    lines.append(style.paint(PlanSummary.counts(changes), .heading))
    return lines
  }

  /// In the place of steps, which nobody could begin now.
  private func underWay(_ table: TablePlan) -> [String] {
    guard let conversion = table.conversion else { return [] }
    return Paragraph.labelled(
      "Now", "a conversion of this table is under way: \(ConversionView.words(conversion))")
  }

  private func shapes(_ table: TablePlan) -> String {
    let old = LayoutWords.shape(table.actual)
    let new = LayoutWords.shape(table.outcome?.desired)
    return old == new ? old : "\(old) -> \(new)"
  }

  private func header(_ table: TablePlan, _ shape: String) -> String {
    let shape = Printable.line(shape)
    var facts = [table.name.schema].map(Printable.line)
    if let size = table.size {
      let rows = size.rows < 0 ? "never analyzed" : "~\(Amounts.count(size.rows)) rows"
      facts.append("\(rows), \(Amounts.bytes(size.bytes))")
    }
    let name = style.paint(Printable.line(table.name.name), .heading)
    let line = "\(name)  \(facts.joined(separator: "  "))"
    let plain = table.name.name.count + 2 + facts.joined(separator: "  ").count
    // The shape goes under the name where both are too long for one line.
    return plain + 2 + shape.count <= Paragraph.width
      ? "\(line)  \(shape)" : "\(line)\n  \(shape)"
  }

  /// Runs of more than 40 partitions with one mark, in the middle of which nothing is to be seen.
  private func folded(_ lines: [ChangeLine]) -> [ChangeLine] {
    var result: [ChangeLine] = []
    var rest = lines[...]
    while let first = rest.first {
      let run = rest.prefix {
        $0.kind == .partition && $0.mark == first.mark && $0.depth == first.depth
      }
      rest = rest.dropFirst(max(run.count, 1))
      guard run.count > 40 else {
        result += run.isEmpty ? [first] : Array(run)
        continue
      }
      let more = "\(run.count - 25) more partitions; -v shows them"
      result += run.prefix(20) + [ChangeLine(first.mark, nil, "...", more, depth: first.depth)]
      result += run.suffix(5)
    }
    return result
  }

  private func lines(_ change: ChangeLine, width: Int) -> [String] {
    let indent = String(repeating: "  ", count: change.depth)
    let subject = (indent + change.subject).padded(to: width)
    let start = 4 + subject.count
    let details = Paragraph.wrapped(change.detail, width: max(20, Paragraph.width - start))
    return details.enumerated().map { index, detail in
      guard index == 0 else { return String(repeating: " ", count: start) + detail }
      return style.paint("  \(change.mark.rawValue) \(subject)\(detail)", role(change.mark))
    }
  }

  private func role(_ mark: ChangeLine.Mark) -> Style.Role {
    switch mark {
    case .add: .added
    case .change: .changed
    case .remove: .removed
    case .warning: .warning
    }
  }
}
