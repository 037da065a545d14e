package import ArgumentParser

/// How results are written.
package enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
  /// What a run does as it does it, an object a line, and the result as the last one.
  case jsonl
  /// Findings only: as GitHub's workflow commands, as a SARIF log.
  case github, sarif

  /// Those of every subcommand.
  static let general: Set<OutputFormat> = [.text, .json]
  /// Those of subcommands that run files.
  static let running = general.union([.jsonl])
  /// Those of subcommands whose result is findings about files.
  static let checking = general.union([.github, .sarif])
}

/// When colours are used.
package enum ColourChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto, always, never
}

/// The flags that every subcommand takes, before or after its name.
package struct GlobalOptions: ParsableArguments, Sendable {
  @Option(
    name: [.customShort("C"), .customLong("dir")],
    help: ArgumentHelp("Work in this directory.", valueName: "dir"),
    completion: .directory)
  package var directory: String?

  @Option(
    help: ArgumentHelp("Configuration file (default: pgparcel.yaml).", valueName: "file"),
    completion: .file())
  package var config: String?

  @Option(
    help: ArgumentHelp("Directory of the schema files (default: schemas).", valueName: "dir"),
    completion: .directory)
  package var schemas: String?

  @Option(
    help: ArgumentHelp("Directory of the migration files (default: migrations).", valueName: "dir"),
    completion: .directory)
  package var migrations: String?

  @Option(
    name: [.customShort("d"), .customLong("database-url")],
    help: ArgumentHelp(
      "Database: any connection string of libpq. Default: PGPARCEL_DATABASE_URL, DATABASE_URL, PG*.",
      valueName: "url"))
  package var databaseURL: String?

  @Option(help: ArgumentHelp("Database: a name in libpq's service file.", valueName: "name"))
  package var service: String?

  @Option(
    help:
      "Form of the result; jsonl is for what runs files, github and sarif for validate and lint.")
  package var format: OutputFormat?

  @Option(help: "Colours: auto, always or never.")
  package var color: ColourChoice?

  @Flag(name: .customLong("no-color"), help: "No colours.")
  package var noColor = false

  @Flag(name: .shortAndLong, help: "Print results and errors only.")
  package var quiet = false

  @Flag(name: .shortAndLong, help: "Say more about what is done.")
  package var verbose = false

  @Flag(name: .customLong("no-input"), help: "Never ask; fail instead.")
  package var noInput = false

  package init() {}
}
