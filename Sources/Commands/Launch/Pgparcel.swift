import ArgumentParser
import Diagnostics
import FoundationEssentials
import Glibc

/// The program.
package enum Pgparcel {
  /// Runs the process's own arguments and ends it.
  package static func main() -> Never {
    let world = World(
      environment: ProcessInfo.processInfo.environment, console: .standard,
      now: { Int(Date().timeIntervalSince1970) }, handlesSignals: true)
    exit(run(Array(CommandLine.arguments.dropFirst()), in: world))
  }

  /// Runs one command line; the process's exit status is the result.
  package static func run(_ typed: [String], in world: World) -> Int32 {
    let order = ArgumentOrder(typed)
    if let name = order.subcommand, name != "help", !PgparcelCommand.names.contains(name) {
      world.console.write(.error, unknown(name))
      return ExitStatus.usage.rawValue
    }
    do {
      var command = try PgparcelCommand.parseAsRoot(order.arguments)
      if let subcommand = command as? any Subcommand {
        return run(subcommand, in: world).rawValue
      }
      try command.run()
      return ExitStatus.ok.rawValue
    } catch {
      let status = PgparcelCommand.exitCode(for: error).rawValue
      let text = PgparcelCommand.fullMessage(for: error, columns: 80)
      world.console.write(status == 0 ? .output : .error, Printable.lines(text) + "\n")
      return status
    }
  }

  private static func run(_ command: some Subcommand, in world: World) -> ExitStatus {
    var writer = ReportWriter(
      console: world.console, options: OutputSettings(format: command.global.format ?? .text),
      command: command.name)
    do {
      let session = try Session(command, world: world)
      writer = session.writer
      let report = try command.report(session)
      writer.write(report)
      return report.exitStatus
    } catch let error as UsageError {
      let help = error.help.map { "\nHelp:  \($0)" } ?? ""
      world.console.write(.error, "Error: \(Printable.lines(error.message + help))\n")
      return .usage
    } catch {
      let failure = Failure(error)
      writer.write(failure)
      return failure.status
    }
  }

  private static func unknown(_ name: String) -> String {
    let shown = Printable.line(name)
    if PgparcelCommand.later.contains(name) {
      return "Error: `\(shown)` is not part of this release.\nHelp:  pgparcel --help\n"
    }
    var text = "Error: unknown subcommand `\(shown)`"
    let known = PgparcelCommand.names + ["help"]
    if let suggestion = EditDistance.suggestion(for: name, among: known) {
      text += "; did you mean `\(suggestion)`?"
    } else if let later = EditDistance.suggestion(for: name, among: PgparcelCommand.later) {
      text += "; did you mean `\(later)`? That is not part of this release."
    }
    return text + "\nHelp:  pgparcel --help\n"
  }
}
