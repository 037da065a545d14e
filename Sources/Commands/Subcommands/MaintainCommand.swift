import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore
import PartitionYAML
import PostgresCatalog
import PostgresClient

struct MaintainCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "maintain",
    abstract: "Roll windows: partitions ahead, and what becomes of old ones.",
    discussion: """
      Shows what the windows of the schema files ask for on this day, and does it with --apply, or \
      writes it as migration files with --generate. What the files define otherwise is left to plan. \
      Twice in a row it does nothing the second time, so that a timer may run it. --install pg_cron \
      writes a migration that has the database do it by itself.
      """)

  static let formats = OutputFormat.running

  @OptionGroup var global: GlobalOptions
  @OptionGroup var run: RunFlags
  @OptionGroup var dumps: DumpFlags
  @OptionGroup var scratch: ScratchFlags

  @Argument(help: "Tables or schema files; all if none is named.")
  var tables: [String] = []

  @Flag(help: "Do it.")
  var apply = false

  @Flag(help: "Write it as migration files, after proving them.")
  var generate = false

  enum Scheduler: String, ExpressibleByArgument, CaseIterable {
    case pgCron = "pg_cron"
  }

  @Option(help: "Write a migration that has the database roll its windows: pg_cron.")
  var install: Scheduler?

  @Flag(
    name: .customLong("no-proof"),
    help: "With --generate: do not try the files on a scratch server.")
  var noProof = false

  @Option(
    help: ArgumentHelp(
      "With --install: when, as cron's five fields (default: as the windows need it).",
      valueName: "fields"))
  var schedule: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Roll as on this day (YYYY-MM-DD), with all that leaves by then, and date files as of it.",
      valueName: "date"))
  var asOf: String?

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  func validate() throws {
    if [apply, generate, install != nil].count(where: { $0 }) > 1 {
      throw ValidationError("--apply, --generate and --install exclude each other")
    }
    if schedule != nil, install == nil { throw ValidationError("--schedule needs --install") }
  }

  func report(_ session: Session) throws -> Report {
    let asOf = try AsOf(session.settings.value(asOf, "as-of"))
    let workbench = try Workbench(session, tables: tables, asOf: asOf)
    let database = try Database(session)
    let connection = try database.connect()
    let rolling = try Rolling(workbench.plan(connection, for: .rolling))
    var report = Report(
      text: WindowView(style: Style(colour: session.settings.output.outputColour)).text(
        rolling.tables),
      members: [("windows", .array(rolling.tables.flatMap(WindowView.values)))],
      findings: rolling.findings)
    // What one table lacks keeps no other from being rolled, except in files, which come whole.
    let writes = generate || install != nil
    if rolling.findings.hasErrors, writes || rolling.due.isEmpty { return report }
    if install != nil { return try installed(rolling, report, session, connection) }
    if rolling.due.isEmpty {
      report.remarks += [rolling.nothing].compactMap { $0 }
      return report
    }
    if generate { return try generated(rolling, report, session, database, connection) }
    guard apply else {
      let drops = rolling.due.contains { table in
        table.plan?.steps.contains { $0.hazards.contains { $0.word == "DELETES_DATA" } } ?? false
      }
      report.next =
        "pgparcel maintain --apply\(drops ? " --allow DELETES_DATA" : "")"
        + "   (or --generate, to review it as files)"
      return report
    }
    try applied(rolling, session, database, connection)
    report.members.append(("applied", .bool(true)))
    return report
  }

  // MARK: Apply

  private func applied(
    _ rolling: Rolling, _ session: Session, _ database: Database,
    _ connection: borrowing Connection
  ) throws {
    var naming = FileNaming(newest: nil, asOf: nil, now: session.world.now())
    let files = rolling.due.flatMap { naming.files($0, slug: "windows") }
      .filter { $0.direction == .up }
    let stop = StopRequest()
    var options = try run.options(session, stop: stop)
    options.connect = { try database.connect() }
    options.dump = dumps.dump(session, database, connection)
    if !session.settings.isSet(yes, "yes") {
      try session.confirm(
        "Do this on \(database.target)?",
        showing: WindowView(style: Style(colour: session.settings.output.errorColour))
          .text(rolling.due))
    }
    let progress = RunProgress(
      session, .auto, lines: EventLines(command: "maintain", now: session.world.now, files: []))
    defer { progress.end() }
    stop.watch(connection.canceller)
    let watch =
      session.world.handlesSignals ? SignalWatch(stop, writer: progress.writer) : nil
    defer { watch?.end() }
    do {
      try MaintenanceRun(files, options: options) { progress.show($0) }.run(on: connection)
    } catch {
      throw Failure.stopped(stop, error, resume: "pgparcel maintain --apply")
    }
  }

  // MARK: Generate

  private func generated(
    _ rolling: Rolling, _ report: Report, _ session: Session, _ database: Database,
    _ connection: borrowing Connection
  ) throws -> Report {
    let migrations = try Migrations(session)
    let files = try wanted(rolling.due, beside: migrations, session, connection, slug: "windows")
    var report = report
    report.remarks += files.remarks
    if session.settings.isSet(noProof, "no-proof") {
      report.remarks.append("not proven: --no-proof was given")
    } else if !files.new.isEmpty {
      let proof = ProofGate(
        session: session, flags: scratch, database: database.target,
        serverVersion: rolling.server.version)
      report.remarks += try proof.prove(files.new, &report.findings)
    }
    return try written(files.new, to: migrations, report)
  }

  // MARK: Install

  private func installed(
    _ rolling: Rolling, _ report: Report, _ session: Session, _ connection: borrowing Connection
  ) throws -> Report {
    let cron = PgCron(schedule: schedule)
    var due: [TablePlan] = []
    for table in rolling.tables where !table.windows.isEmpty {
      if let plan = try cron.plan(table, connection) { due.append(plan) }
    }
    var report = report
    if due.isEmpty { report.remarks.append("Nothing to do: pg_cron rolls every window.") }
    let migrations = try Migrations(session)
    let files = try wanted(due, beside: migrations, session, connection, slug: nil)
    report.remarks += files.remarks
    if !files.new.isEmpty {
      report.remarks.append("not proven: only your database has pg_cron")
    }
    return try written(files.new, to: migrations, report)
  }

  // MARK: Files

  private typealias TableFiles = (table: TablePlan, files: [MigrationFile])

  /// Files of the tables that no pending ones do already.
  private func wanted(
    _ tables: [TablePlan], beside migrations: Migrations, _ session: Session,
    _ connection: borrowing Connection, slug: String?
  ) throws -> (new: [TableFiles], remarks: [String]) {
    let pending = try PendingFiles(migrations, connection)
    var naming = FileNaming(
      newest: try migrations.directory.newestVersion(),
      asOf: try AsOf(session.settings.value(asOf, "as-of")).version, now: session.world.now())
    var files: [TableFiles] = []
    var remarks: [String] = []
    for table in tables {
      let made = naming.files(table, slug: slug)
      switch pending.rolling(made, of: table.name) {
      case .none: files.append((table, made))
      case .sameEnd(let there):
        remarks.append(
          "\(Printable.line(table.name.description)): pending files do this already"
            + " (\(there[0].id)); run  pgparcel apply")
      case .other(let there): throw Failure(pending.conflict(table, there))
      }
    }
    return (files, remarks)
  }

  private func written(
    _ files: [TableFiles], to migrations: Migrations, _ report: Report
  ) throws -> Report {
    var report = report
    let written = try migrations.directory.write(files.flatMap(\.files))
    report.text += written.joined(separator: "\n") + (written.isEmpty ? "" : "\n")
    report.members.append(("written", .strings(written)))
    if !written.isEmpty { report.next = "review the files, then  pgparcel apply" }
    return report
  }
}
