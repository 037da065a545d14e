import ArgumentParser

/// A subcommand: takes a session, gives back a report.
protocol Subcommand: ParsableCommand {
  var global: GlobalOptions { get }
  /// The forms that its result can have.
  static var formats: Set<OutputFormat> { get }

  /// Does the work.
  func report(_ session: Session) throws -> Report
}

extension Subcommand {
  static var formats: Set<OutputFormat> { OutputFormat.general }

  /// As typed.
  var name: String { Self.configuration.commandName ?? Self._commandName }
}
