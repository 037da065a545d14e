import ArgumentParser
import Diagnostics
import PartitionCore
import PostgresClient

struct PlanCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what differs and what a migration would do.",
    discussion: """
      Reads the schema files and the database; writes neither. The exit status is 0 with or \
      without differences, unless --exit-code asks for 2.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Tables or schema files; all if none is named.")
  var tables: [String] = []

  @Flag(name: .customLong("exit-code"), help: "Exit with 2 if something differs.")
  var exitCode = false

  @Option(
    help: ArgumentHelp("Also write the plan as JSON.", valueName: "file"), completion: .file())
  var out: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Plan as on this day (YYYY-MM-DD).", valueName: "date"))
  var asOf: String?

  func report(_ session: Session) throws -> Report {
    let asOf = try AsOf(session.settings.value(asOf, "as-of"))
    let workbench = try Workbench(session, tables: tables, asOf: asOf)
    let connection = try Database(session).connect()
    let result = try workbench.plan(connection)
    var report = Report(
      text: PlanView(
        style: Style(colour: session.settings.output.outputColour),
        showsAll: session.settings.output.verbose
      ).text(result),
      members: PlanJSONV1.members(result), findings: result.findings)
    if let out {
      let document = JSONValue.object(
        [("schema_version", .int(1)), ("command", .string("plan"))] + report.members)
      try session.project.write(document.rendered(pretty: true) + "\n", to: out)
      report.remarks.append("wrote \(session.project.location(out))")
    }
    if result.hasChanges {
      report.next = next(result, session, connection)
      if exitCode, !result.findings.hasErrors { report.status = .differences }
    }
    return report
  }

  private func next(
    _ result: PlanResult, _ session: Session, _ connection: borrowing Connection
  ) -> String {
    guard let first = result.unfinished.first else {
      // Who may plan need not see the history, and damaged files are for other commands to tell.
      let pending = try? PendingFiles(Migrations(session, tolerant: true), connection)
      return pending?.commandInstead(of: result.changed)
        ?? "pgparcel generate \(result.changed.map(\.name.name).joined(separator: " "))"
    }
    let words = [ConversionView.when(first), "to take it back:  pgparcel down"].compactMap { $0 }
    return "\(ConversionView.next(first))   (\(words.joined(separator: "; ")))"
  }
}
