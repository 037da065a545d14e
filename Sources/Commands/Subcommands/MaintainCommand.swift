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
      Twice in a row it does nothing the second time, so that a timer may run it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var run: RunFlags
  @OptionGroup var scratch: ScratchFlags

  @Argument(help: "Tables or schema files; all if none is named.")
  var tables: [String] = []

  @Flag(help: "Do it.")
  var apply = false

  @Flag(help: "Write it as migration files, after proving them.")
  var generate = false

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Roll as on this day (YYYY-MM-DD).", valueName: "date"))
  var asOf: String?

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  func validate() throws {
    if apply, generate { throw ValidationError("--apply and --generate exclude each other") }
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
    if rolling.findings.hasErrors, generate || rolling.due.isEmpty { return report }
    if rolling.due.isEmpty {
      report.remarks += [rolling.nothing].compactMap { $0 }
      return report
    }
    if generate { return try generated(rolling, report, session, database, connection) }
    guard apply else {
      report.next = "pgparcel maintain --apply   (or --generate, to review it as files)"
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
    if session.isInteractive, !session.settings.isSet(yes, "yes") {
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
    var report = report
    let migrations = try Migrations(session)
    let pending = try PendingFiles(migrations, connection)
    var naming = FileNaming(
      newest: try migrations.directory.newestVersion(), asOf: nil, now: session.world.now())
    var files: [(table: TablePlan, files: [MigrationFile])] = []
    for table in rolling.due {
      let made = naming.files(table, slug: "windows")
      switch pending.rolling(made, of: table.name) {
      case .none: files.append((table, made))
      case .sameEnd(let there):
        report.remarks.append(
          "\(Printable.line(table.name.description)): pending files do this already"
            + " (\(there[0].id)); run  pgparcel apply")
      case .other(let there): throw Failure(pending.conflict(table, there))
      }
    }
    if !files.isEmpty {
      let proof = ProofGate(
        session: session, flags: scratch, database: database.target,
        serverVersion: rolling.server.version)
      report.remarks += try proof.prove(files, &report.findings)
    }
    let written = try migrations.directory.write(files.flatMap(\.files))
    report.text += written.joined(separator: "\n") + (written.isEmpty ? "" : "\n")
    report.members.append(("written", .strings(written)))
    if !written.isEmpty { report.next = "review the files, then  pgparcel apply" }
    return report
  }
}
