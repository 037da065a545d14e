import ArgumentParser
import Diagnostics
import PartitionCore

struct LintCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Check the migration files offline.",
    discussion: """
      Finds files that are edited, missing or unreadable, two changes of one table that start from \
      the same layout, and layouts that no file leads to; lists the hazards that headers name. \
      No server is asked.
      """)

  static let formats = OutputFormat.checking

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "Report only on files that were added or changed since this branch left the git reference, "
        + "and refuse edits of those that were there.", valueName: "ref"))
  var since: String?

  func report(_ session: Session) throws -> Report {
    let directory = session.settings.migrations
    guard session.project.isDirectory(directory) else {
      throw Failure(
        Diagnostic(
          .fileAccess, "there is no directory \(session.project.location(directory))",
          help: ["run  pgparcel init  here, or name the project with -C"]))
    }
    let check = try Migrations(session, tolerant: true).check
    let since = session.settings.value(since, "since")
    let branch = try since.map { try LintSince($0, session) }
    let names = try session.project.names(in: directory).filter {
      $0.hasSuffix(".sql") && !check.foreign.contains($0) && (branch?.touches($0) ?? true)
    }
    var findings = DiagnosticBag()
    findings.add(check.findings.diagnostics.map(Self.judged))
    findings.add(
      check.migrations.flatMap { [$0.up, $0.down].compactMap { $0 } }
        .compactMap(HazardFindings.of))
    if let branch {
      let all = findings.diagnostics
      findings = DiagnosticBag()
      findings.add(all.filter(branch.touches))
      findings.add(
        try branch.edits { try session.project.bytes("\(directory)/\($0)", required: false) })
    }
    var report = Report(
      members: [("files", .strings(names)), ("since", .optional(since))],
      findings: findings.relocated { "\(directory)/\($0)" })
    if !findings.hasErrors {
      report.text = "\(Amounts.counted(names.count, "file")) checked, no error."
    }
    return report
  }

  /// Where a table is there, its live layout decides about a gap; whoever runs the files from the first
  /// one on stops at it.
  private static func judged(_ finding: Diagnostic) -> Diagnostic {
    guard finding.code == .stalePlan else { return finding }
    return Diagnostic(
      finding.code, finding.message, at: finding.span, labels: finding.labels,
      help: ["remove the file and run  pgparcel generate  again, unless it was applied"],
      notes: ["a database that runs the files from the first one on stops here"])
  }
}
