import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient

struct DownCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "Take migrations back, the last applied first.",
    discussion: """
      Shows the files and asks; without a terminal it needs --yes. A way back that loses rows also \
      needs --confirm with the table's name.
      """)

  static let formats = OutputFormat.running

  @OptionGroup var global: GlobalOptions
  @OptionGroup var run: RunFlags

  @Option(
    name: .short,
    help: ArgumentHelp("How many files to take back (default: 1).", valueName: "number"))
  var n: Int?

  @Option(
    help: ArgumentHelp(
      "Take back everything above this version; 0 takes all back.", valueName: "version"))
  var to: String?

  @Option(help: ArgumentHelp("A table whose rows may be lost.", valueName: "table"))
  var confirm: [String] = []

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  func validate() throws {
    if n != nil, to != nil { throw ValidationError("Give either -n or --to.") }
    if let n, n < 1 { throw ValidationError("-n takes a number from 1.") }
  }

  func report(_ session: Session) throws -> Report {
    let stop = StopRequest()
    var options = try run.options(session, stop: stop)
    let migrations = try Migrations(session)
    let database = try Database(session)
    let connection = try database.connect()
    let progress = RunProgress(
      session, .auto,
      lines: EventLines(
        command: "down", now: session.world.now,
        files: migrations.check.migrations.compactMap(\.down)))
    defer { progress.end() }
    options.progressPause = progress.mode.pause
    let writer = progress.writer
    let extent = try extent()
    func reverter(_ options: RunOptions) -> Reverter {
      Reverter(migrations.check, extent, options: options, live: LiveLayout.fingerprint) {
        progress.show($0)
      }
    }
    let files = try reverter(options).dryRun(on: connection)
    var report = Report(findings: migrations.warnings)
    guard !files.isEmpty else {
      report.text = "Nothing to take back."
      report.members = [("reverted", .array([]))]
      return report
    }
    writer.show(FileView(style: Style(colour: session.settings.output.errorColour)).text(files))
    try agree(session, files, database)
    if confirmsLoss(of: files) { options.allow.insert("DELETES_DATA") }
    stop.watch(connection.canceller)
    let watch = session.world.handlesSignals ? SignalWatch(stop, writer: writer) : nil
    defer { watch?.end() }
    let reverted: [MigrationID]
    do {
      reverted = try reverter(options).revert(on: connection)
    } catch RunnerError.hazard(let file, let notes) {
      throw Failure(
        Diagnostic(
          .destructiveChange,
          "\(file): " + notes.map { "\($0.word) \($0.detail)" }.joined(separator: "; "),
          help: ["if these rows may go, name their table with  --confirm"]))
    } catch {
      throw Failure.stopped(stop, error, resume: "pgparcel down")
    }
    report.text = reverted.map { "reverted  \($0)" }.joined(separator: "\n")
    report.members = [("reverted", .strings(reverted.map(\.description)))]
    return report
  }

  private func extent() throws -> Reverter.Extent {
    guard let to else { return .last(n ?? 1) }
    return to == "0" ? .all : .downTo(try Versions.parsed(to))
  }

  private func agree(
    _ session: Session, _ files: [ParsedMigration], _ database: Database
  ) throws {
    if session.settings.isSet(yes, "yes") { return }
    guard session.isInteractive else {
      throw UsageError("down asks before it runs, and cannot ask here", help: "add --yes")
    }
    let count = Amounts.counted(files.count, "file")
    guard session.agrees(to: "Take back \(count) on \(database.target)?") else {
      throw Failure(Diagnostic(.fileAccess, "nothing was run", severity: .note), status: .refused)
    }
  }

  /// Whether every file that loses rows is about a table that the user named.
  private func confirmsLoss(of files: [ParsedMigration]) -> Bool {
    let losing = files.filter { $0.file.hazards.contains { $0.word == "DELETES_DATA" } }
    return !losing.isEmpty
      && losing.allSatisfy {
        confirm.contains($0.file.table.name) || confirm.contains($0.file.table.description)
      }
  }
}
