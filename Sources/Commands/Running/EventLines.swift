import Diagnostics
import MigrationRunner
import PartitionCore

/// Events of a run as lines for logs and people.
struct EventLines: Sendable {
  let command: String
  /// Seconds since 1970.
  let now: @Sendable () -> Int

  /// Files without transaction, whose statements count one by one; of others they are details.
  let longFiles: Set<String>

  init(
    command: String, now: @escaping @Sendable () -> Int, files: [ParsedMigration]
  ) {
    self.command = command
    self.now = now
    longFiles = Set(files.filter { $0.file.transaction == .none }.map(\.fileName))
  }

  func isDetail(_ event: RunnerEvent) -> Bool {
    switch event {
    case .statementDone(let file, _, _, _): !longFiles.contains(file)
    case .spaceUnknown: true
    default: false
    }
  }

  /// `2025-11-22T10:41:37Z info  apply file=… statement=3/9 CREATE TABLE`.
  func line(_ event: RunnerEvent) -> String {
    let (level, text) = words(event)
    return "\(Moment.text(now())) \(level.padded(to: 5)) \(command) \(Printable.line(text))"
  }

  private func words(_ event: RunnerEvent) -> (level: String, text: String) {
    switch event {
    case .waitingForRunner(let holder):
      ("info", "waiting for another pgparcel" + (holder.map { " (\($0))" } ?? ""))
    case .commentChanged(let file):
      ("warn", "file=\(file) its comments were changed after it was applied")
    case .started(let file, _, let resumedAt, let total):
      (
        "info",
        "file=\(file) started statements=\(total)"
          + (resumedAt > 0 ? " resumed_at=\(resumedAt)" : "")
      )
    case .statementDone(let file, let number, let total, let tag):
      ("info", "file=\(file) statement=\(number)/\(total) \(tag)")
    case .statementSkipped(let file, let number, let total, let reason):
      ("info", "file=\(file) statement=\(number)/\(total) skipped: \(reason)")
    case .repaired(let file, let action): ("info", "file=\(file) repaired: \(action)")
    case .retry(let file, let tried, let of, let reason, let blockers, let pause):
      (
        "warn",
        "file=\(file) \(reason ?? "lock not obtained"), try \(tried) of \(of); again in"
          + " \(Int(pause * 1000))ms"
          + (blockers.isEmpty
            ? "" : "; held by " + blockers.map(\.description).joined(separator: "; "))
      )
    case .progress(let file, let progress, let rate, let left):
      (
        "info",
        "file=\(file) copied \(progress.percent) % rows=\(progress.rows) rows/s=\(Int(rate))"
          + (left.map { " left=\(Int($0))s" } ?? "") + " logged=\(progress.backlog)"
          + (progress.paused ? " paused" : "")
      )
    case .needsSpace(let file, let need):
      (
        "info",
        "file=\(file) needs \(Amounts.bytes(need.copy)) for the copy and"
          + " \(Amounts.bytes(need.wal)) for WAL"
      )
    case .spaceUnknown(let file, let reason):
      ("info", "file=\(file) free space not checked: \(reason)")
    case .finished(let file, _): ("info", "file=\(file) done")
    }
  }
}

/// Times in UTC.
enum Moment {
  /// `2025-11-22T10:41:37Z`.
  static func text(_ unixSeconds: Int) -> String {
    let digits = MigrationVersion(unixSeconds: unixSeconds).description
    func part(_ from: Int, _ count: Int) -> String { String(digits.dropFirst(from).prefix(count)) }
    return "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T\(part(8, 2)):\(part(10, 2)):\(part(12, 2))Z"
  }
}
