import Diagnostics

/// One run of one subcommand: the settings, the files, and where remarks go.
struct Session {
  let world: World
  let settings: Settings
  let writer: ReportWriter
  let project: ProjectFiles

  init(_ command: some Subcommand, world: World) throws {
    let flags = command.global
    let directory = flags.directory ?? world.environment["PGPARCEL_DIR"].nonEmpty ?? "."
    let files = ProjectFiles(root: directory)
    let named = flags.config ?? world.environment["PGPARCEL_CONFIG"].nonEmpty
    var config = ConfigFile()
    if let bytes = try files.bytes(named ?? ConfigFile.name, required: named != nil) {
      config = try ConfigFile(path: named ?? ConfigFile.name, bytes: bytes)
    }
    self.world = world
    settings = try Settings(
      flags, environment: world.environment, file: config, console: world.console)
    try Self.check(settings.output.format, for: command)
    project = files
    writer = ReportWriter(
      console: world.console, options: settings.output, command: command.name,
      paths: AnnotationPaths(files, environment: world.environment),
      summary: StepSummary(environment: world.environment))
  }

  private static func check<Command: Subcommand>(
    _ format: OutputFormat, for command: Command
  ) throws {
    guard !Command.formats.contains(format) else { return }
    let known = OutputFormat.allCases.filter(Command.formats.contains).map(\.rawValue)
    throw UsageError(
      "`\(command.name)` has no format \(format.rawValue)",
      help: "it is one of \(known.joined(separator: ", "))")
  }

  /// Whether questions can be asked.
  var isInteractive: Bool {
    world.console.inputIsTerminal && world.console.errorIsTerminal && !settings.noInput
  }

  /// Shows what a command is about to write and asks, on a terminal; elsewhere the command line is
  /// the agreement.
  ///
  /// - Throws: `Failure` without one.
  func confirm(_ question: String, showing text: String) throws {
    guard isInteractive else { return }
    writer.show(text)
    guard agrees(to: question) else {
      throw Failure(
        Diagnostic(.fileAccess, "nothing was written", severity: .note), status: .refused)
    }
  }

  /// Asks on stderr; only the word `yes` is an agreement.
  func agrees(to question: String) -> Bool {
    world.console.write(.error, "\(question) Only `yes` goes on: ")
    return world.console.readLine() == "yes"
  }
}

extension String? {
  /// Nil for an empty text too: an empty variable is an absent one.
  var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
