import ArgumentParser

/// How progress is shown.
enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
  case auto, bar, lines, none

  /// What `auto` means here: a bar on a terminal that can go back in a line, else lines.
  func resolved(_ session: Session) -> ProgressMode {
    if session.settings.output.quiet { return .none }
    // A bar is for people; the lines of a stream are not theirs.
    let isDumb =
      session.world.environment["TERM"] == "dumb" || session.settings.output.format == .jsonl
    switch self {
    case .auto: return session.world.console.errorIsTerminal && !isDumb ? .bar : .lines
    case .bar: return isDumb ? .lines : .bar
    case .lines, .none: return self
    }
  }

  /// Seconds between two looks.
  var pause: Double {
    switch self {
    case .bar: 1
    case .auto, .lines: 5
    // As good as never.
    case .none: 1_000_000
    }
  }
}
