import ArgumentParser

/// The root of the command line.
struct PgparcelCommand: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "pgparcel",
    abstract: "Keeps PostgreSQL partition layouts in YAML and migrates live tables to them.",
    discussion: """
      `plan` reads, `generate` writes files, `apply` writes the database. A first look without a \
      database of your own: pgparcel demo
      """,
    version: version,
    subcommands: [
      InitCommand.self, ImportCommand.self, ValidateCommand.self, PlanCommand.self,
      GenerateCommand.self, LintCommand.self, ApplyCommand.self, DownCommand.self,
      StatusCommand.self,
      VerifyCommand.self, MaintainCommand.self, ResolveCommand.self, BaselineCommand.self,
      ExportCommand.self, ExplainCommand.self,
      SchemaCommand.self, DemoCommand.self, CompletionsCommand.self,
    ])

  /// Names of the subcommands, as typed.
  static var names: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  /// Known from the documentation, and not in this release.
  static let later = [
    "advise", "compare", "doctor", "fmt", "render", "show",
  ]
}
