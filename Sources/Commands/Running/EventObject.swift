import Diagnostics
import MigrationRunner
import PartitionCore

/// Events of a run as the members of JSON objects, for `--format jsonl`; docs/events.md lists them.
///
/// Sizes are in bytes, pauses and durations in milliseconds or seconds as their names say; a member that
/// an event may lack is null then.
enum EventObject {
  static func members(_ event: RunnerEvent) -> [(String, JSONValue)] {
    switch event {
    case .waitingForRunner(let holder):
      named(
        "waiting_for_runner",
        [("pid", .optional(holder?.pid)), ("application", .optional(holder?.application))])
    case .commentChanged(let file): named("comment_changed", [("file", .string(file))])
    case .started(let file, let direction, let resumedAt, let total):
      named(
        "file_started",
        [
          ("file", .string(file)), ("direction", .string(direction.rawValue)),
          ("statements", .int(total)), ("resumed_at", .int(resumedAt)),
        ])
    case .statementDone(let file, let number, let total, let tag, let subject):
      named(
        "statement_done",
        statement(file, number, total) + [
          ("tag", .string(tag)), ("subject", .optional(subject.name)),
        ])
    case .statementSkipped(let file, let number, let total, let reason):
      named("statement_skipped", statement(file, number, total) + [("reason", .string(reason))])
    case .repaired(let file, let action):
      named("repaired", [("file", .string(file)), ("action", .string(action))])
    case .retry(let file, let tried, let of, let cause, let pause):
      named(
        "retry",
        [
          ("file", .string(file)), ("try", .int(tried)), ("tries", .int(of)),
          ("reason", .string(cause.sentence)), ("pause_ms", .int(Int(pause * 1000))),
          ("blockers", .array(cause.blockers.map(blocker))),
        ])
    case .progress(let file, let progress, let rate, let left):
      named(
        "copy_progress",
        [
          ("file", .string(file)), ("table", .string(progress.table.description)),
          ("percent", .int(progress.percent)), ("rows", .int(progress.rows)),
          ("rows_estimated", .optional(progress.estimatedRows)),
          ("rows_per_second", .optional(rate.map { Int($0) })),
          ("seconds_left", .optional(left.map { Int($0) })), ("backlog", .int(progress.backlog)),
          ("paused", .bool(progress.paused)),
        ])
    case .building(let file, let build):
      named(
        "index_progress",
        [
          ("file", .string(file)), ("index", .string(build.name)), ("phase", .string(build.phase)),
          ("percent", .optional(build.percent)), ("done", .int(build.done)),
          ("total", .int(build.total)), ("unit", .string(build.unit.rawValue)),
          ("waits_for_pid", .optional(build.waitsFor)),
        ])
    case .helperFailed(let file, let reason):
      named("helper_failed", [("file", .string(file)), ("reason", .string(reason))])
    case .needsSpace(let file, let need):
      named(
        "space_needed",
        [
          ("file", .string(file)), ("copy_bytes", .int(need.copy)), ("wal_bytes", .int(need.wal)),
        ])
    case .spaceUnknown(let file, let reason):
      named("space_unknown", [("file", .string(file)), ("reason", .string(reason))])
    case .backedUp(let table, let path, let bytes):
      named(
        "backed_up",
        [("table", .string(table.description)), ("into", .string(path)), ("bytes", .int(bytes))])
    case .exported(let file, let table, let path, let bytes):
      named(
        "exported",
        [
          ("file", .string(file)), ("table", .string(table.description)), ("into", .string(path)),
          ("bytes", .int(bytes)),
        ])
    case .finished(let file, let direction):
      named(
        "file_finished",
        [("file", .string(file)), ("direction", .string(direction.rawValue))])
    }
  }

  private static func named(
    _ name: String, _ members: [(String, JSONValue)]
  ) -> [(String, JSONValue)] { [("event", .string(name))] + members }

  private static func statement(
    _ file: String, _ number: Int, _ total: Int
  ) -> [(String, JSONValue)] {
    [("file", .string(file)), ("statement", .int(number)), ("statements", .int(total))]
  }

  /// A pid of zero is a prepared transaction's, which has none; `application` names it.
  private static func blocker(_ blocker: Blocker) -> JSONValue {
    .object([
      ("pid", .int(blocker.pid)), ("application", .string(blocker.application)),
      ("age_seconds", .int(blocker.age)), ("state", .string(blocker.state)),
      ("command", .string(blocker.command)),
    ])
  }
}
