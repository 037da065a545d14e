package import PartitionCore

/// What a run does, as it does it; for progress on stderr and for `jsonl`.
package enum RunnerEvent: Hashable, Sendable {
  case waitingForRunner(RunLock.Holder?)
  /// A comment of an applied file was changed.
  case commentChanged(file: String)
  case started(file: String, direction: MigrationDirection, resumedAt: Int, total: Int)
  /// One of the file's statements is done; `tag` is PostgreSQL's command tag.
  case statementDone(file: String, number: Int, total: Int, tag: String)
  /// A statement was found to be done by the attempt before.
  case statementSkipped(file: String, number: Int, total: Int, reason: String)
  /// What an interrupted attempt left was removed or completed.
  case repaired(file: String, action: String)
  /// A lock was not obtained, or the file says why it must not go on yet; the next try begins after
  /// `pause` seconds.
  case retry(
    file: String, tried: Int, of: Int, reason: String?, blockers: [Blocker], pause: Double)
  /// How far a copy of rows is; `rate` in rows a second, `left` in seconds.
  case progress(file: String, ConversionProgress, rate: Double, left: Double?)
  /// A conversion is about to begin, or its copy.
  case needsSpace(file: String, SpaceNeed)
  /// Whether there is as much is not known, and why.
  case spaceUnknown(file: String, String)
  case finished(file: String, direction: MigrationDirection)
}

/// A session that holds a lock on a table that a statement waited for.
package struct Blocker: Hashable, Sendable, CustomStringConvertible {
  /// Zero for a prepared transaction, which has no process; `application` names it.
  package let pid: Int
  package let application: String
  /// Seconds since its transaction began.
  package let age: Int
  /// The first key words of its statement; never values.
  package let command: String

  package init(pid: Int, application: String, age: Int, command: String) {
    self.pid = pid
    self.application = application
    self.age = age
    self.command = command
  }

  package var description: String {
    let open = age < 120 ? "\(age)s" : "\(age / 60)m"
    if pid == 0 { return "\(application)  open \(open)" }
    return "pid \(pid)  \(application.isEmpty ? "?" : application)  open \(open)  \(command)"
  }
}
