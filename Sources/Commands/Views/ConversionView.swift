import Diagnostics
import MigrationRunner
import PartitionCore

/// Online conversions under way, as `status` shows them.
enum ConversionView {
  /// One line each: `public.orders  copied 62 %, 3100000 rows, 4211 keys logged`.
  static func lines(_ conversions: [ConversionProgress]) -> [String] {
    conversions.map { "converting  \($0.table)  \(words($0))" }
  }

  /// The command that goes on with it.
  static func next(_ progress: ConversionProgress) -> String {
    progress.sinceSwap == nil ? "pgparcel apply" : "pgparcel apply --phase after-deploy"
  }

  /// Both ways out of it, as a clause that follows "end it with".
  static func ways(_ progress: ConversionProgress) -> String {
    "\(next(progress))  " + (when(progress).map { "\($0)  " } ?? "")
      + "or take it back with  pgparcel down"
  }

  /// `from 2025-11-29 10:41:37 UTC on`: when that command may run; nil where it may at once.
  static func when(_ progress: ConversionProgress) -> String? {
    guard let kept = progress.kept, kept > 0 else { return nil }
    return progress.keptUntil.map { "from \(KeptView.words($0)) on" }
  }

  static func value(_ progress: ConversionProgress) -> JSONValue {
    .object([
      ("table", .string(progress.table.description)), ("phase", .string(progress.phase)),
      ("paused", .bool(progress.paused)), ("ranges_done", .int(progress.done)),
      ("ranges", .int(progress.ranges)), ("rows", .int(progress.rows)),
      ("backlog", .int(progress.backlog)),
      ("seconds_since_swap", .optional(progress.sinceSwap.map { Int($0) })),
      ("seconds_kept", .optional(progress.kept.map { Int($0) })),
      ("kept_until", .optional(progress.keptUntil)),
    ])
  }

  /// `copied 62 %, 3100000 rows, 4211 keys logged`.
  static func words(_ progress: ConversionProgress) -> String {
    let logged = Amounts.counted(progress.backlog, "key") + " logged"
    let pause = progress.paused ? ", paused" : ""
    switch progress.phase {
    case "built": return "built, not yet followed"
    case "armed":
      return "copied \(progress.percent) %, \(Amounts.counted(progress.rows, "row")), \(logged)"
        + pause
    case "swapped", "validated":
      let age = duration(progress.sinceSwap ?? 0)
      let until = (progress.kept ?? 0) > 0 ? progress.keptUntil : nil
      let rest =
        until.map { "the old table is kept until \(KeptView.words($0))" }
        ?? "the old table may be dropped"
      return "swapped \(age) ago, \(logged) for the way back; \(rest)"
    default:
      return "\(progress.phase), \(Amounts.counted(progress.rows, "row")) copied, \(logged)\(pause)"
    }
  }

  /// `45 s`, `12 min`, `3 h`, `6 days`: the largest unit that leaves a whole number above one.
  private static func duration(_ seconds: Double) -> String {
    switch Int(seconds) {
    case ..<120: "\(Int(seconds)) s"
    case ..<7200: "\(Int(seconds) / 60) min"
    case ..<172_800: "\(Int(seconds) / 3600) h"
    default: "\(Int(seconds) / 86_400) days"
    }
  }
}
