/// How to print, decided.
struct OutputSettings: Sendable {
  var format = OutputFormat.text
  var outputColour = false
  var errorColour = false
  var quiet = false
  var verbose = false
}

/// The global options after all their sources: flag, then environment, then file, then default.
struct Settings {
  let directory: String
  let schemas: String
  let migrations: String
  /// As given by a flag; the environment is asked when a connection is made.
  let databaseURL: String?
  let service: String?
  /// What holds if neither a flag nor the environment names a database.
  let configuredURL: String?
  let configuredService: String?
  let output: OutputSettings
  let noInput: Bool
  private let lookUp: Sources

  private struct Sources {
    let environment: [String: String]
    let file: ConfigFile

    /// `lock-timeout` is `PGPARCEL_LOCK_TIMEOUT` and `lock_timeout:`; empty counts as absent.
    func value(_ flag: String?, _ name: String) -> String? {
      let variable = "PGPARCEL_" + name.uppercased().replacing("-", with: "_")
      let key = name.replacing("-", with: "_")
      return [flag, environment[variable], file.values[key]].compactMap { $0 }
        .first { !$0.isEmpty }
    }
  }

  init(_ flags: GlobalOptions, environment: [String: String], file: ConfigFile, console: Console)
    throws
  {
    let sources = Sources(environment: environment, file: file)
    lookUp = sources
    directory = sources.value(flags.directory, "dir") ?? "."
    schemas = sources.value(flags.schemas, "schemas") ?? "schemas"
    migrations = sources.value(flags.migrations, "migrations") ?? "migrations"
    databaseURL = flags.databaseURL
    service = flags.service
    configuredURL = file.values["database_url"]
    configuredService = sources.value(nil, "service")
    noInput = flags.noInput || isOn(sources.value(nil, "no-input"))
    output = try OutputSettings(flags, environment: environment, console: console) {
      sources.value($0, $1)
    }
  }

  /// An option of one command, by the same precedence.
  func value(_ flag: String?, _ name: String) -> String? { lookUp.value(flag, name) }

  /// A switch of one command.
  func isSet(_ flag: Bool, _ name: String) -> Bool { flag || isOn(lookUp.value(nil, name)) }

  /// A whole number of one command.
  func number(_ flag: Int?, _ name: String) throws -> Int? {
    guard let text = lookUp.value(flag.map(String.init), name) else { return nil }
    guard let number = Int(text) else {
      throw UsageError("\(name) is `\(text)`; a whole number is needed")
    }
    return number
  }
}

extension OutputSettings {
  fileprivate init(
    _ flags: GlobalOptions, environment: [String: String], console: Console,
    value: (String?, String) -> String?
  ) throws {
    format = try choice(value(flags.format?.rawValue, "format"), "format") ?? .text
    quiet = flags.quiet || isOn(value(nil, "quiet"))
    verbose = flags.verbose || isOn(value(nil, "verbose"))
    let named: ColourChoice? = try choice(value(flags.color?.rawValue, "color"), "color")
    let refused =
      flags.noColor || isOn(value(nil, "no-color"))
      || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
      || environment["TERM"] == "dumb"
    // A flag speaks louder than the environment.
    let colour = flags.noColor ? .never : (flags.color ?? (refused ? .never : named ?? .auto))
    outputColour = colour == .always || (colour == .auto && console.outputIsTerminal)
    errorColour = colour == .always || (colour == .auto && console.errorIsTerminal)
  }
}

private func choice<Choice: RawRepresentable & CaseIterable>(
  _ text: String?, _ name: String
) throws -> Choice? where Choice.RawValue == String {
  guard let text else { return nil }
  if let choice = Choice(rawValue: text) { return choice }
  let known = Choice.allCases.map { $0.rawValue }.joined(separator: ", ")
  throw UsageError("\(name) is `\(text)`; it is one of \(known)")
}

private func isOn(_ text: String?) -> Bool {
  guard let text = text?.lowercased() else { return false }
  return !["", "0", "false", "no", "off"].contains(text)
}
