import Diagnostics
import PartitionCore
import PartitionYAML

/// How windows stand, as text and as JSON.
struct WindowView {
  let style: Style

  func text(_ tables: [TablePlan]) -> String {
    let lines = tables.flatMap { table in
      table.windows.flatMap { self.lines($0) }
        + (table.cost.map { Paragraph.labelled("Cost", $0.words) } ?? [])
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ window: WindowState) -> [String] {
    let name = style.paint(Printable.line(window.parent.name), .heading)
    let zone = window.timezone.map { ", \($0)" } ?? ""
    let schema = Printable.line(window.parent.schema)
    let ahead = "\(window.ahead) of \(window.premake) ahead"
    let head = "\(name)  \(schema)  every \(Printable.line(window.interval + zone))  \(ahead)"
    let added = folded(
      window.additions.map { addition in
        line("+", addition.name, "\(addition.from) .. \(addition.to)", .added)
      })
    let gone = folded(
      window.expired.map { expired in
        line(
          "-", expired.partition.name, "ended \(expired.to); \(expired.departure.words)", .removed)
      })
    return [head] + added + gone
  }

  private func line(
    _ mark: String, _ name: QualifiedName, _ detail: String, _ role: Style.Role
  ) -> String {
    "  \(style.paint(mark, role)) \(Printable.line(name.name).padded(to: 30))  "
      + Printable.line(detail)
  }

  /// Of long runs the ends.
  private func folded(_ lines: [String]) -> [String] {
    guard lines.count > 40 else { return lines }
    return lines.prefix(20) + ["    ... \(lines.count - 25) more"] + lines.suffix(5)
  }

  static func values(_ table: TablePlan) -> [JSONValue] {
    table.windows.map { window in
      .object([
        ("parent", .string(window.parent.description)), ("interval", .string(window.interval)),
        ("premake", .int(window.premake)), ("ahead", .int(window.ahead)),
        (
          "add",
          .array(
            window.additions.map {
              .object([
                ("name", .string($0.name.description)), ("from", .string($0.from)),
                ("to", .string($0.to)),
              ])
            })
        ),
        (
          "remove",
          .array(
            window.expired.map {
              .object([
                ("name", .string($0.partition.name.description)), ("to", .string($0.to)),
                ("then", .string($0.departure.word)),
              ])
            })
        ),
      ])
    }
  }
}

extension Departure {
  /// As the schema file says it.
  fileprivate var word: String {
    switch self {
    case .detach: "detach"
    case .archive: "archive"
    case .drop: "drop"
    }
  }
}
