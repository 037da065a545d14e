import ArgumentParser

/// A subcommand: takes a session, gives back a report.
protocol Subcommand: ParsableCommand {
  var global: GlobalOptions { get }

  /// Does the work.
  func report(_ session: Session) throws -> Report
}

extension Subcommand {
  /// As typed.
  var name: String { Self.configuration.commandName ?? Self._commandName }
}
