import Diagnostics
import PartitionCore
import PartitionYAML
import PostgresCatalog

/// What a run of `maintain` found out about the windows of all tables.
struct Rolling {
  /// Tables that have windows.
  let tables: [TablePlan]
  let server: ServerFacts
  private(set) var findings: DiagnosticBag

  init(_ result: PlanResult) {
    tables = result.tables.filter(\.declaration.hasWindows)
    server = result.server
    findings = result.findings
    for table in tables { findings.add(Self.findings(table)) }
  }

  /// Tables to which something is to be done.
  var due: [TablePlan] { tables.filter { $0.hasChanges && $0.conversion == nil } }

  /// What to say where nothing is due; nil where a finding says it.
  var nothing: String? {
    if tables.isEmpty { return "No schema file has a window." }
    return tables.contains { $0.conversion != nil }
      ? nil : "Nothing to do: every window is as it should be."
  }

  private static func findings(_ table: TablePlan) -> [Diagnostic] {
    let span = table.declaration.table.span
    if let conversion = table.conversion {
      return [
        Diagnostic(
          .windowsWait, "the windows of \(table.name) are not rolled while it is converted",
          at: span, caret: ConversionView.words(conversion),
          help: ["end the conversion with  \(ConversionView.ways(conversion))"])
      ]
    }
    guard let actual = table.actual else {
      return [
        Diagnostic(
          .tableMissing, "there is no table \(table.name) whose windows could be rolled", at: span,
          help: ["run  pgparcel generate  and  pgparcel apply  first"])
      ]
    }
    guard !table.windows.isEmpty else {
      guard table.input != nil else { return [] }
      return [
        Diagnostic(
          .stalePlan,
          "\(actual.name) is not divided as its file says, so its windows cannot be rolled",
          at: span,
          help: ["run  pgparcel generate  and  pgparcel apply  first"])
      ]
    }
    return table.windows.compactMap { window in
      guard let end = window.end, window.ahead < window.premake else { return nil }
      return Diagnostic(
        .windowShort,
        "\(end) takes every row to come, so the window of \(window.parent) cannot go on",
        severity: .error, at: window.span,
        help: ["give it an upper bound under `partitions:`, and convert with  pgparcel generate"])
    }
  }
}
