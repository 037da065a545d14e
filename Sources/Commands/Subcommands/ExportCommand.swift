import ArgumentParser
import Diagnostics
import MigrationExport
import PartitionCore

extension ExportTool: ExpressibleByArgument {}

struct ExportCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the migration files in the layout of another tool.",
    discussion: """
      The files under migrations/ stay as they are. A second export writes nothing; a file that says \
      something else is not overwritten without --force. What the other tool does not do for a file \
      is said on stderr. For Drizzle the SQL is printed: the steps that can run in its transaction.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: "The tool.")
  var to: ExportTool

  @Option(help: ArgumentHelp("Write into this directory (default: export/TOOL).", valueName: "dir"))
  var out: String?

  @Option(help: "Which files: before-deploy, after-deploy or all (default: all).")
  var phase: PhaseChoice?

  @Flag(help: "Overwrite files that say something else.")
  var force = false

  @Argument(help: "Tables whose files to export; all if none is named.")
  var tables: [String] = []

  func report(_ session: Session) throws -> Report {
    let migrations = try Migrations(session)
    let chosen = try MigratedTables(migrations).named(tables)
    let wanted = try PhaseChoice.chosen(phase, session, otherwise: .all).step
    let export = Export(migrations.check.migrations, to: to) { migration in
      chosen.contains(migration.up.file.table)
        && (wanted == nil || wanted == migration.up.file.phase)
    }
    var report = Report(findings: migrations.warnings)
    report.findings.add(export.findings)
    if to == .drizzle { return try printed(export, report) }
    // A file that the tool would misread is not written for it.
    guard !report.findings.hasErrors else { throw Failure(report.findings) }

    let directory = try directory(session)
    let force = session.settings.isSet(force, "force")
    let written = try ExportWriter(project: session.project, directory: directory, force: force)
      .write(export)
    report.text = written.joined(separator: "\n")
    report.members = [("tool", .string(to.rawValue)), ("written", .strings(written))]
    if export.files.isEmpty {
      report.remarks.append("Nothing to export: no file is chosen.")
    } else if written.isEmpty {
      report.remarks.append("Nothing to write: all files are there already.")
    } else {
      report.next = command(in: session.project.location(directory))
    }
    return report
  }

  private func printed(_ export: Export, _ report: Report) throws -> Report {
    if out != nil { throw UsageError("--out goes with other tools; Drizzle's SQL is printed") }
    var report = report
    report.text = export.files.map(\.text).joined(separator: "\n")
    report.members = [
      ("tool", .string(to.rawValue)),
      (
        "steps",
        .array(
          export.files.map {
            .object([("name", .string($0.path)), ("sql", .string($0.text))])
          })
      ),
    ]
    if !export.files.isEmpty {
      report.next = "paste each step into a migration of  drizzle-kit generate --custom"
    }
    return report
  }

  private func directory(_ session: Session) throws -> String {
    let directory = session.settings.value(out, "out") ?? "export/\(to.rawValue)"
    let project = session.project
    guard !project.isSame(directory, session.settings.migrations) else {
      throw UsageError("--out names the directory that the files come from")
    }
    return directory
  }

  /// What runs them from there.
  private func command(in directory: String) -> String {
    switch to {
    case .psql:
      "for f in \(directory)/*.up.sql; do psql -X -v ON_ERROR_STOP=1 -f \"$f\" || exit 1; done"
    case .dbmate: "dbmate -d \(directory) --no-dump-schema up"
    case .golangMigrate: "migrate -path \(directory) -database \"$DATABASE_URL\" up"
    case .goose: "goose -dir \(directory) postgres \"$DATABASE_URL\" up"
    case .flyway: "flyway -locations=filesystem:\(directory) migrate"
    case .sqitch: "sqitch --chdir \(directory) deploy --verify db:pg:DATABASE"
    case .drizzle: "drizzle-kit migrate"
    }
  }
}

/// The tables that migration files are about.
private struct MigratedTables {
  private let tables: Set<QualifiedName>

  init(_ migrations: Migrations) {
    tables = Set(migrations.check.migrations.map(\.up.file.table))
  }

  /// Those that the arguments name, as `appointments` or `public.appointments`; all for no argument.
  func named(_ arguments: [String]) throws -> Set<QualifiedName> {
    guard !arguments.isEmpty else { return tables }
    var chosen: Set<QualifiedName> = []
    var unknown = DiagnosticBag()
    for argument in arguments {
      let found = tables.filter { $0.name == argument || $0.description == argument }
      chosen.formUnion(found)
      if found.isEmpty { unknown.add(missing(argument)) }
    }
    if unknown.hasErrors { throw Failure(unknown) }
    return chosen
  }

  private func missing(_ argument: String) -> Diagnostic {
    let names = tables.flatMap { [$0.name, $0.description] }.sorted()
    let suggestion = EditDistance.suggestion(for: argument, among: names)
    return Diagnostic(
      .tableMissing, "no migration file is about a table `\(argument)`",
      help: suggestion.map { ["did you mean `\($0)`?"] } ?? [])
  }
}
