import Diagnostics
import PartitionCore
import PartitionYAML

/// Windows of a live table that run short, as findings.
struct WindowCheck {
  let table: TablePlan

  var findings: [Diagnostic] { table.windows.flatMap(findings) }

  private func findings(_ window: WindowState) -> [Diagnostic] {
    let help = ["run  pgparcel maintain --apply"]
    var found: [Diagnostic] = []
    if window.ahead < window.premake {
      found.append(
        Diagnostic(
          .windowShort,
          "\(window.parent) has \(window.ahead) of \(window.premake) intervals of "
            + "\(window.interval) ahead", at: window.span, help: help))
    }
    let holes = window.additions.filter(\.isOver)
    if let first = holes.first {
      let more = holes.count > 1 ? " and \(holes.count - 1) more" : ""
      found.append(
        Diagnostic(
          .windowShort,
          "no partition of \(window.parent) takes rows from \(first.from) to \(first.to)\(more)",
          at: window.span, help: help))
    }
    return found
  }
}
