import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient
import MigrationProof

struct VerifyCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that the database is as declared.",
    discussion: """
      Reads only. Exits with 2 if something differs. --layout, --windows, --prune, --indexes and \
      --history choose checks; without them all are made. --migrations names the directory of the files; \
      without a directory it is --history.
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Check keys, partitions and their properties.")
  var layout = false

  @Flag(help: "Check that windows have as many partitions ahead as declared, and no holes.")
  var windows = false

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Look at windows as on this day (YYYY-MM-DD).", valueName: "date"))
  var asOf: String?

  @Flag(help: "Check that declared queries read just the declared partitions.")
  var prune = false

  @Flag(help: "Check that indexes are there and valid.")
  var indexes = false

  // `--migrations` alone means this too: see `ArgumentOrder`.
  @Flag(help: "Check that every migration file is applied and unchanged.")
  var history = false

  func report(_ session: Session) throws -> Report {
    let all = !(layout || windows || prune || indexes || history)
    let asOf = try AsOf(session.settings.value(asOf, "as-of"))
    let workbench = try Workbench(session, tables: [], asOf: asOf)
    let connection = try Database(session).connect()
    let result = try workbench.plan(connection)
    if all || prune {
      let read = result.tables.filter { !$0.declaration.assertions.isEmpty }.compactMap(\.actual)
      try RightsCheck.require(read.map { .read($0.name) }, on: connection)
    }
    var checks = Checks(findings: result.findings)
    for table in result.tables {
      let check = LayoutCheck(table: table)
      let planned = table.outcome != nil
      if all || layout { checks.add("layout", table, check.layout, done: planned) }
      if all || windows, table.declaration.hasWindows {
        checks.add(
          "windows", table, WindowCheck(table: table).findings, done: !table.windows.isEmpty)
      }
      if all || indexes { checks.add("indexes", table, check.indexes, done: planned) }
      if all || prune, let actual = table.actual {
        let findings = try PruningCheck(declaration: table.declaration, table: actual)
          .findings(connection)
        for finding in findings { checks.add(finding, table) }
      }
    }
    if all || history {
      try checks.addMigrations(session, connection)
    }
    return checks.report(style: Style(colour: session.settings.output.outputColour))
  }
}

/// What was checked, and what came of it.
private struct Checks {
  private struct Line {
    let check: String
    let subject: String
    let holds: Bool
  }

  var findings: DiagnosticBag
  private var lines: [Line] = []

  init(findings: DiagnosticBag) { self.findings = findings }

  mutating func add(
    _ check: String, _ table: TablePlan, _ differences: [Diagnostic], done: Bool
  ) {
    findings.add(differences)
    lines.append(
      Line(check: check, subject: table.name.description, holds: done && differences.isEmpty))
  }

  mutating func add(_ finding: PruningCheck.Finding, _ table: TablePlan) {
    if let diagnostic = finding.diagnostic { findings.add(diagnostic) }
    lines.append(
      Line(
        check: "prune",
        subject: "\(table.name): \(finding.assertion.name.value) (\(finding.plan) plan)",
        holds: finding.diagnostic == nil))
  }

  mutating func addMigrations(_ session: Session, _ connection: borrowing Connection) throws {
    let migrations = try Migrations(session, tolerant: true)
    var own = migrations.findings
    if !own.hasErrors {
      do {
        let pending = try Applier(migrations.check).dryRun(on: connection)
        let status = try MigrationStatus.read(
          migrations.check, live: LiveLayout.fingerprint, on: connection)
        let there = Set(status.entries.filter(\.isThere).map(\.id))
        for id in pending.files where there.contains(id) {
          own.add(
            Diagnostic(
              .drift, "\(id) is not noted as applied, and the table is so already",
              help: status.cure.map { "if another tool ran it, run  \($0)" }))
        }
        for id in pending.files where !there.contains(id) {
          own.add(Diagnostic(.drift, "\(id) is not applied", help: ["run  pgparcel apply"]))
        }
        for id in pending.waiting {
          own.add(Diagnostic(.drift, "\(id) waits for the deploy", severity: .note))
        }
      } catch {
        own.add(Failure(error).findings.diagnostics)
      }
    }
    findings.add(own.diagnostics)
    lines.append(
      Line(check: "migrations", subject: session.settings.migrations, holds: !own.hasErrors))
  }

  func report(style: Style) -> Report {
    let failed = lines.count { !$0.holds }
    let text = lines.map { line in
      let mark = style.paint(line.holds ? "ok  " : "FAIL", line.holds ? .added : .removed)
      return "\(mark)  \(line.check.padded(to: 11))\(Printable.line(line.subject))"
    }
    let members = lines.map { line in
      JSONValue.object([
        ("check", .string(line.check)), ("subject", .string(line.subject)),
        ("holds", .bool(line.holds)),
      ])
    }
    var report = Report(
      text: (text + ["\(lines.count - failed) of \(lines.count) checks hold."])
        .joined(separator: "\n"),
      members: [("checks", .array(members))], findings: findings)
    // Not knowing (no table, wrong file) is an error; knowing that it differs is 2.
    let status = ExitStatus(of: findings)
    report.status = status == .refused || (status == .ok && failed > 0) ? .differences : status
    return report
  }
}
