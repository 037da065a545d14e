import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore

struct BaselineCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline", abstract: "Note files as applied that the database already contains.",
    discussion: """
      Writes the history only; runs nothing of the files. Asks first on a terminal, unless --yes is \
      given.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("The last version that the database contains.", valueName: "version"))
  var to: String

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  func report(_ session: Session) throws -> Report {
    let version = try Versions.parsed(to)
    let migrations = try Migrations(session)
    let database = try Database(session)
    let connection = try database.connect()
    let files = try HistoryRepair.baselineDryRun(to: version, migrations.check, on: connection)
    if !files.isEmpty, !session.settings.isSet(yes, "yes") {
      let count = Amounts.counted(files.count, "file")
      try session.confirm(
        "Note \(count) as applied in \(database.target)?",
        showing: files.map { "baseline  \($0)\n" }.joined())
    }
    var options = RunOptions()
    options.toolVersion = PgparcelCommand.version
    let noted = try HistoryRepair.baseline(
      to: version, migrations.check, options: options, on: connection)
    return Report(
      text: noted.isEmpty
        ? "Nothing to note." : noted.map { "baselined  \($0)" }.joined(separator: "\n"),
      members: [("baselined", .strings(noted.map(\.description)))],
      findings: migrations.warnings, next: "pgparcel verify")
  }
}
