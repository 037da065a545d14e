import Diagnostics
import MigrationRunner
import Synchronization

/// What a run does, as it does it: a line for each event, and progress as a bar or as lines; or an object
/// a line, with `--format jsonl`.
final class RunProgress: Sendable {
  /// Writes between the drawings of the bar.
  let writer: ReportWriter
  let mode: ProgressMode
  private let lines: EventLines
  private let bar: LiveLine
  private let pace = Mutex(LinePace())
  private let isStream: Bool

  init(_ session: Session, _ mode: ProgressMode, lines: EventLines) {
    self.mode = mode.resolved(session)
    isStream = session.settings.output.format == .jsonl
    self.lines = lines
    bar = LiveLine(session.world.console)
    writer = ReportWriter(
      console: bar.console, options: session.settings.output, command: session.writer.command)
  }

  func show(_ event: RunnerEvent) {
    guard let percent = event.progress else {
      bar.clear()
      pace.withLock { $0 = LinePace() }
      return write(event)
    }
    switch mode {
    case .none: break
    case .bar: bar.draw(ProgressBar(width: bar.width).text(event))
    case .auto, .lines:
      let now = lines.now()
      if pace.withLock({ $0.isDue(percent, at: now) }) { write(event) }
    }
  }

  private func write(_ event: RunnerEvent) {
    guard isStream else { return writer.event(lines.line(event), detail: lines.isDetail(event)) }
    writer.object([("at", .string(Moment.text(lines.now())))] + EventObject.members(event))
  }

  /// Nothing of the bar stays.
  func end() { bar.clear() }
}

extension RunnerEvent {
  /// For an event that tells only how far something is: the whole percent, nil where it has none that
  /// grows steadily.
  fileprivate var progress: Int?? {
    switch self {
    case .progress(_, let copy, _, _): .some(copy.percent)
    // Each phase of a build begins anew.
    case .building: .some(nil)
    default: nil
    }
  }
}

/// When the next line of progress is due: after 30 seconds, or 5 percent.
struct LinePace {
  private var last: (percent: Int?, time: Int)?

  /// The first look is where the counting begins, and no news.
  mutating func isDue(_ percent: Int?, at time: Int) -> Bool {
    guard let last else {
      last = (percent, time)
      return false
    }
    let grown = (percent ?? 0) - (last.percent ?? 0)
    guard time - last.time >= 30 || grown >= 5 else { return false }
    self.last = (percent, time)
    return true
  }
}
