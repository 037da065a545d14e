import ArgumentParser
import Diagnostics
import MigrationRunner
import PartitionCore

struct ResolveCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Say what really happened to a file after a hand repair.",
    discussion: """
      Writes the history only; runs nothing of the file. Asks first on a terminal, unless --yes is \
      given.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The 14 digits in front of the file's name.")
  var version: String

  @Flag(help: "The database is as after the up file.")
  var applied = false

  @Flag(help: "The database is as before the up file.")
  var reverted = false

  @Option(help: ArgumentHelp("Why, for the history.", valueName: "text"))
  var reason: String

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  func validate() throws {
    guard applied != reverted else { throw ValidationError("Give --applied or --reverted.") }
  }

  func report(_ session: Session) throws -> Report {
    let version = try Versions.parsed(version)
    let migrations = try Migrations(session)
    let database = try Database(session)
    let connection = try database.connect()
    var options = RunOptions()
    options.toolVersion = PgparcelCommand.version
    let resolution: HistoryRepair.Resolution = applied ? .applied : .reverted
    if !session.settings.isSet(yes, "yes") {
      try session.confirm(
        "Note \(version) as \(resolution.rawValue) in \(database.target)?", showing: "")
    }
    try HistoryRepair.resolve(
      version, as: resolution, reason: reason, migrations.check, options: options, on: connection)
    return Report(
      text: "\(version) is noted as \(resolution.rawValue).",
      members: [
        ("version", .string("\(version)")), ("state", .string(resolution.rawValue)),
      ], findings: migrations.warnings, next: "pgparcel verify")
  }
}
