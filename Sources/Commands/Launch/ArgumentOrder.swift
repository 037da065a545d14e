/// The arguments with the global options behind the subcommand, where the parser looks for them.
///
/// People write `pgparcel -C dir plan` as readily as `pgparcel plan -C dir`.
struct ArgumentOrder {
  /// Global options that take a value.
  private static let valued: Set = [
    "-C", "--dir", "--config", "--schemas", "--migrations", "-d", "--database-url", "--service",
    "--format", "--color",
  ]
  /// `verify --migrations` is a check, `--migrations DIR` a directory.
  private static func withHistory(_ arguments: [String]) -> [String] {
    arguments.enumerated().map { index, argument in
      let isLast = index + 1 == arguments.count
      let bare = argument == "--migrations" && (isLast || arguments[index + 1].hasPrefix("-"))
      return bare ? "--history" : argument
    }
  }

  private static let flags: Set = ["--no-color", "-q", "--quiet", "-v", "--verbose", "--no-input"]

  /// The subcommand as typed; nil where there is none.
  let subcommand: String?
  let arguments: [String]

  init(_ typed: [String]) {
    var leading: [String] = []
    var rest = typed[...]
    while let first = rest.first {
      let name = first.prefix { $0 != "=" }
      if Self.flags.contains(first) || (name != first && Self.valued.contains(String(name))) {
        leading.append(first)
        rest = rest.dropFirst()
      } else if Self.valued.contains(first), rest.count > 1 {
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    guard let command = rest.first, !command.hasPrefix("-") else {
      subcommand = nil
      arguments = leading.isEmpty ? typed : Array(rest) + leading
      return
    }
    subcommand = command
    // `help plan` takes nothing but names.
    guard command != "help" else {
      arguments = Array(rest)
      return
    }
    var own = Array(rest.dropFirst())
    if command == "verify" { own = Self.withHistory(own) }
    arguments = [command] + leading + own
  }
}
