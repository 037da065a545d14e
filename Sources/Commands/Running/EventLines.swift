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
    case .statementDone(let file, _, _, _, _): !longFiles.contains(file)
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
    case .statementDone(let file, let number, let total, let tag, let subject):
      (
        "info",
        "file=\(file) statement=\(number)/\(total) \(tag)" + (subject.name.map { " \($0)" } ?? "")
      )
    case .statementSkipped(let file, let number, let total, let reason):
      ("info", "file=\(file) statement=\(number)/\(total) skipped: \(reason)")
    case .repaired(let file, let action): ("info", "file=\(file) repaired: \(action)")
    case .retry(let file, let tried, let of, let cause, let pause):
      (
        "warn",
        "file=\(file) \(cause.sentence), try \(tried) of \(of); again in \(Int(pause * 1000))ms"
          + (cause.blockers.isEmpty
            ? "" : "; held by " + cause.blockers.map(\.description).joined(separator: "; "))
      )
    case .progress(let file, let progress, let rate, let left):
      (
        "info",
        "file=\(file) copied \(progress.percent) % rows=\(progress.rows)"
          + (rate.map { " rows/s=\(Int($0))" } ?? "")
          + (left.map { " left=\(TimeText.short($0))" } ?? "") + " logged=\(progress.backlog)"
          + (progress.paused ? " paused" : "")
      )
    case .building(let file, let build):
      (
        "info",
        "file=\(file) index \(build.name)" + (build.percent.map { " \($0) %" } ?? "")
          + " \(ProgressBar.words(build))"
      )
    case .helperFailed(let file, let reason):
      ("warn", "file=\(file) one of the sessions failed, the others go on: \(reason)")
    case .needsSpace(let file, let need):
      (
        "info",
        "file=\(file) needs \(Amounts.bytes(need.copy)) for the copy and"
          + " \(Amounts.bytes(need.wal)) for WAL"
      )
    case .spaceUnknown(let file, let reason):
      ("info", "file=\(file) free space not checked: \(reason)")
    case .backedUp(let table, let path, let bytes):
      ("info", "\(table) is in \(path), \(Amounts.bytes(bytes))")
    case .exported(let file, let table, let path, let bytes):
      ("info", "file=\(file) rows of \(table) are in \(path), \(Amounts.bytes(bytes))")
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
