import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient

struct ApplyCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Run pending migration files.",
    discussion: """
      Asks first on a terminal, unless --yes is given; elsewhere it runs what the files hold. \
      Stopped or failed runs are safe to repeat: `apply` goes on where the last one ended.
      """)

  static let formats = OutputFormat.running

  @OptionGroup var global: GlobalOptions
  @OptionGroup var run: RunFlags
  @OptionGroup var dumps: DumpFlags

  @Option(help: ArgumentHelp("Run files up to this version only.", valueName: "version"))
  var to: String?

  @Option(help: "Which files: before-deploy, after-deploy or all (default: before-deploy).")
  var phase: PhaseChoice?

  @Option(
    help: ArgumentHelp(
      "Sessions that copy rows at once in an online conversion (default: 1).",
      valueName: "number"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Progress of copies and index builds: auto, bar, lines or none (default: auto, a bar on a "
        + "terminal)."))
  var progress: ProgressMode?

  @Option(
    help: ArgumentHelp(
      "Copy the tables concerned into this directory with pg_dump before anything runs.",
      valueName: "dir"),
    completion: .directory)
  var backup: String?

  @Flag(name: .customLong("dry-run"), help: "Show what would run; write nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  func report(_ session: Session) throws -> Report {
    let stop = StopRequest()
    var options = try run.options(session, stop: stop)
    let selection = Applier.Selection(
      phase: try PhaseChoice.chosen(phase, session, otherwise: .beforeDeploy).step,
      to: try to.map(Versions.parsed))
    let migrations = try Migrations(session)
    let database = try Database(session)
    options.jobs = try session.settings.number(jobs, "jobs") ?? 1
    guard options.jobs >= 1 else {
      throw UsageError("jobs is `\(options.jobs)`; it is 1 or more")
    }
    options.connect = { try database.connect() }
    let connection = try database.connect()
    options.dump = dumps.dump(session, database, connection)
    options.backup = session.settings.value(backup, "backup").map {
      dumps.dump(into: $0, session, database, connection)
    }
    let progress = RunProgress(
      session, try progressMode(session),
      lines: EventLines(
        command: "apply", now: session.world.now,
        files: migrations.check.migrations.compactMap(\.up)))
    defer { progress.end() }
    options.progressPause = progress.mode.pause
    let writer = progress.writer
    let applier = Applier(
      migrations.check, selection: selection, options: options,
      live: LiveLayout.fingerprint
    ) { progress.show($0) }

    let preview = try applier.dryRun(on: connection)
    let files = preview.files.compactMap(migrations.up)
    var report = Report(findings: migrations.warnings)
    report.remarks = waiting(preview)
    report.findings.add(early(preview, migrations))
    let view = FileView(style: Style(colour: session.settings.output.errorColour))
    if files.isEmpty || dryRun {
      let nothing = preview.early.isEmpty ? "Nothing to apply." : ""
      report.text = files.isEmpty ? nothing : view.text(files)
      report.members = [
        ("applied", .array([])), ("pending", .array(files.map(FileView.value))),
        ("waiting", .strings(preview.waiting.map(\.description))),
      ]
      if dryRun, !files.isEmpty { report.next = "pgparcel apply" }
      return report
    }
    if session.isInteractive, !session.settings.isSet(yes, "yes") {
      writer.show(view.text(files))
      let count = Amounts.counted(files.count, "file")
      guard session.agrees(to: "Run \(count) on \(database.target)?") else {
        throw Failure(
          Diagnostic(.fileAccess, "nothing was run", severity: .note), status: .refused)
      }
    }
    stop.watch(connection.canceller)
    let watch = session.world.handlesSignals ? SignalWatch(stop, writer: writer) : nil
    defer { watch?.end() }
    let outcome: Applier.Outcome
    do {
      outcome = try applier.apply(on: connection)
    } catch {
      throw Failure.stopped(stop, error, resume: "pgparcel apply")
    }
    report.text = outcome.files.map { "applied  \($0)" }.joined(separator: "\n")
    report.members = [
      ("applied", .strings(outcome.files.map(\.description))), ("pending", .array([])),
      ("waiting", .strings(outcome.waiting.map(\.description))),
    ]
    report.remarks = waiting(outcome)
    report.findings = migrations.warnings
    report.findings.add(early(outcome, migrations))
    report.next = outcome.waiting.isEmpty ? "pgparcel verify" : nil
    return report
  }

  private func progressMode(_ session: Session) throws -> ProgressMode {
    guard let text = session.settings.value(progress?.rawValue, "progress") else { return .auto }
    guard let mode = ProgressMode(rawValue: text) else {
      throw UsageError(
        "progress is `\(Printable.line(text))`; it is auto, bar, lines or none")
    }
    return mode
  }

  /// What waits, and for what. What was to run and could not is told by a finding.
  private func waiting(_ outcome: Applier.Outcome) -> [String] {
    let files = outcome.waiting.filter { !outcome.early.contains($0) }.map { "waiting  \($0)" }
    guard outcome.kept.isEmpty else { return files + KeptView.lines(Array(outcome.kept.values)) }
    return files.isEmpty
      ? []
      : files + ["Run the waiting files after the deploy:  pgparcel apply --phase after-deploy"]
  }

  /// The files that were to run and wait for the end of `keep_old`.
  private func early(_ outcome: Applier.Outcome, _ migrations: Migrations) -> [Diagnostic] {
    outcome.early.compactMap { id in
      migrations.up(id).flatMap { outcome.kept[$0.file.table] }.map {
        KeptView.refusal(of: id, $0)
      }
    }
  }
}

/// Versions from the command line.
enum Versions {
  static func parsed(_ text: String) throws -> MigrationVersion {
    guard let version = MigrationVersion(text.prefix { $0 != "_" }) else {
      throw UsageError(
        "`\(Printable.line(text))` is no version",
        help: "a version is the 14 digits in front of a file's name")
    }
    return version
  }
}

extension Failure {
  /// The failure of a run that may have been stopped by a signal.
  static func stopped(_ stop: StopRequest, _ error: any Error, resume: String) -> Failure {
    var failure = Failure(error)
    guard let status = stop.status else { return failure }
    failure.status = status
    failure.next = resume
    return failure
  }
}
