import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore

struct StatusCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show which migration files are applied and which are not.")

  @OptionGroup var global: GlobalOptions

  @Flag(name: .customLong("exit-code"), help: "Exit with 2 if files are pending.")
  var exitCode = false

  func report(_ session: Session) throws -> Report {
    let migrations = try Migrations(session, tolerant: true)
    let connection = try Database(session).connect()
    let status = try MigrationStatus.read(
      migrations.check, live: LiveLayout.fingerprint, on: connection)
    let conversions = try ConversionProgress.all(on: connection)
    let view = StatusView(style: Style(colour: session.settings.output.outputColour))
    var report = Report(
      text: ([view.text(status)] + ConversionView.lines(conversions)).joined(separator: "\n"),
      members: StatusView.members(status)
        + [("conversions", .array(conversions.map(ConversionView.value)))],
      findings: migrations.findings)
    report.findings.add(conversions.compactMap(\.alarm))
    report.remarks = KeptView.lines(status.kept)
    let open = status.entries.filter(\.state.isOpen)
    if !open.isEmpty {
      let isLate = open.allSatisfy { $0.migration.up.file.phase == .afterDeploy }
      // Running again what another tool ran would be refused.
      report.next = status.cure.first ?? "pgparcel apply\(isLate ? " --phase after-deploy" : "")"
      if exitCode, !report.findings.hasErrors { report.status = .differences }
    } else if status.entries.contains(where: { $0.state == .afterDeploy }) {
      report.next = "pgparcel apply --phase after-deploy"
    }
    return report
  }
}
