import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresCatalog
import PostgresClient

struct GenerateCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write the migration files of a plan, after proving them.",
    discussion: """
      The files are run forth, back and forth again on a private throwaway server before they are \
      written. The same schema files, layout and --as-of give the same bytes.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scratch: ScratchFlags

  @Argument(help: "Tables or schema files; all if none is named.")
  var tables: [String] = []

  @Option(name: .short, help: ArgumentHelp("Words for the files' names.", valueName: "slug"))
  var message: String?

  @Option(
    help: ArgumentHelp(
      "Refuse unless the plan is still the one in this file, which the command plan wrote.",
      valueName: "file"),
    completion: .file())
  var plan: String?

  @Flag(help: "Write nothing; exit with 2 if files are missing.")
  var check = false

  @Flag(name: .customLong("no-proof"), help: "Do not try the files on a scratch server.")
  var noProof = false

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Date the files as of this day (YYYY-MM-DD).", valueName: "date"))
  var asOf: String?

  @Flag(
    help: ArgumentHelp(
      "Where two branches made files from the same layout of a table, make those with the later "
        + "versions anew, behind the others."))
  var rebase = false

  @Flag(
    help: ArgumentHelp(
      "Make one change of a table's files that the database has not run yet and of what the schema "
        + "file says now."))
  var squash = false

  @Option(
    help: ArgumentHelp(
      "With --rebase or --squash: keep the files that the git reference has, whatever their "
        + "versions.", valueName: "ref"))
  var since: String?

  func validate() throws {
    if rebase, check { throw ValidationError("--rebase and --check exclude each other") }
    if rebase, plan != nil { throw ValidationError("--rebase and --plan exclude each other") }
    if squash, check { throw ValidationError("--squash and --check exclude each other") }
    if squash, rebase { throw ValidationError("--squash and --rebase exclude each other") }
    if since != nil, !rebase, !squash {
      throw ValidationError("--since needs --rebase or --squash")
    }
  }

  func report(_ session: Session) throws -> Report {
    if rebase { return try rebased(session) }
    let asOf = try AsOf(session.settings.value(asOf, "as-of"))
    let reviewed = try session.settings.value(plan, "plan").flatMap { path in
      try session.project.bytes(path).map { try PlanFile($0, path: path) }
    }
    let workbench = try Workbench(session, tables: tables, asOf: asOf)
    let migrations = try Migrations(session)
    let database = try Database(session)
    let connection = try database.connect()
    let result = try workbench.plan(connection)
    guard !result.findings.hasErrors else { throw Failure(result.findings) }
    if let stale = reviewed?.check(result, all: tables.isEmpty), !stale.isEmpty {
      var findings = DiagnosticBag()
      findings.add(stale)
      throw Failure(findings)
    }
    var report = Report(findings: result.findings)
    report.findings.add(migrations.warnings.diagnostics)
    let pending = try PendingFiles(migrations, connection)
    let squashed = try squash ? Squash(result, pending, keeping: since, in: session) : nil
    let due = try due(result, pending, besides: squashed, &report)
    if check { return checked(due, report) }

    try write(
      due, of: database.target, result.server, migrations, superseding: squashed?.removed ?? [],
      session, &report)
    return report
  }

  /// Proves and writes the files of these tables.
  ///
  /// - Parameters:
  ///   - database: What the tables were planned against.
  ///   - superseded: Files that the new ones replace.
  func write(
    _ due: [TablePlan], of database: ConnectionTarget, _ server: ServerFacts,
    _ migrations: Migrations, superseding superseded: [String] = [], _ session: Session,
    _ report: inout Report
  ) throws {
    var naming = FileNaming(
      newest: try migrations.directory.newestVersion(),
      asOf: try AsOf(session.settings.value(asOf, "as-of")).version, now: session.world.now())
    let files = due.map { (table: $0, files: naming.files($0, slug: message)) }
    let proven = !session.settings.isSet(noProof, "no-proof")
    if !files.isEmpty {
      if !proven {
        report.remarks.append("not proven: --no-proof was given")
      } else {
        let proof = ProofGate(
          session: session, flags: scratch, database: database, serverVersion: server.version)
        report.remarks += try proof.prove(files, &report.findings)
      }
    }
    let written = try migrations.directory.write(files.flatMap(\.files))
    if !superseded.isEmpty { try migrations.directory.remove(superseded) }
    report.text = written.joined(separator: "\n")
    report.members = [("written", .strings(written)), ("proven", .bool(proven))]
    if rebase || squash { report.members.append(("removed", .strings(superseded))) }
    report.remarks += superseded.map { "removed  \($0)" }
    if written.isEmpty, superseded.isEmpty {
      report.remarks.append(
        "Nothing to write: the database or pending files match the schema files.")
    } else {
      report.next = "review the files, then  pgparcel apply"
    }
  }

  /// Tables that need files. Those whose pending files lead to the declared layout need none.
  private func due(
    _ result: PlanResult, _ pending: PendingFiles, besides squashed: Squash?,
    _ report: inout Report
  ) throws -> [TablePlan] {
    var due: [TablePlan] = []
    var conflicts = DiagnosticBag()
    for table in result.tables where table.hasChanges {
      guard let plan = table.plan else { continue }
      if squashed?.tables.contains(plan.table) ?? false {
        due.append(table)
        continue
      }
      let relation = pending.relation(to: plan)
      if let conversion = table.conversion, !relation.isSameEnd {
        conflicts.add(underWay(conversion, at: table.declaration.table.span))
        continue
      }
      switch relation {
      case .none: due.append(table)
      case .sameEnd(let files):
        report.remarks.append(
          "\(Printable.line(plan.table.description)): pending files lead there already"
            + " (\(files[0].id)); run  pgparcel apply")
      case .other(let files): conflicts.add(pending.conflict(table, files))
      }
    }
    if conflicts.hasErrors { throw Failure(conflicts) }
    return due
  }

  /// Files of another change would begin in the middle of this one.
  private func underWay(_ conversion: ConversionProgress, at span: Span) -> Diagnostic {
    Diagnostic(
      .orderConflict, "a conversion of \(conversion.table) is under way", at: span,
      caret: ConversionView.words(conversion),
      help: [
        "end it with  \(ConversionView.ways(conversion))", "then generate again",
      ])
  }

  private func checked(_ due: [TablePlan], _ report: Report) -> Report {
    var report = report
    let names = due.map(\.name.description)
    report.members = [("missing", .strings(names))]
    report.text =
      names.isEmpty
      ? "The files match the schema files."
      : names.map { "no files yet: \(Printable.line($0))" }.joined(separator: "\n")
    if !names.isEmpty {
      report.status = .differences
      report.next = "pgparcel generate"
    }
    return report
  }
}
