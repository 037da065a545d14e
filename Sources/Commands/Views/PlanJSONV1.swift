import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresCatalog

/// A plan as JSON, schema version 1. Members are added, never renamed.
enum PlanJSONV1 {
  static func members(_ result: PlanResult) -> [(String, JSONValue)] {
    [
      ("changes", .int(result.tables.reduce(0) { $0 + ($1.plan?.changes.count ?? 0) })),
      ("server_version", .int(result.server.version)),
      ("database", .string(result.server.database)),
      ("tables", .array(result.tables.map(table))),
    ]
  }

  private static func table(_ table: TablePlan) -> JSONValue {
    .object([
      ("schema", .string(table.name.schema)),
      ("name", .string(table.name.name)),
      ("file", .string(table.declaration.source.path)),
      ("exists", .bool(table.actual != nil)),
      ("planned", .bool(table.outcome != nil)),
      ("actual", .string(LayoutWords.shape(table.actual))),
      ("desired", .optional(table.outcome.map { LayoutWords.shape($0.desired) })),
      ("conversion", table.conversion.map(ConversionView.value) ?? .null),
      ("from", .optional(table.plan?.from.text)),
      ("to", .optional(table.plan?.to.text)), ("plan_id", .optional(table.plan?.id)),
      ("cost_partitions", .optional(table.cost?.partitions)),
      ("cost_seconds", .optional(table.cost.map { Int($0.seconds.rounded(.up)) })),
      ("cost_locks", .optional(table.cost?.locks)),
      ("copy_bytes", .optional(table.space?.copy)), ("wal_bytes", .optional(table.space?.wal)),
      ("changes", .array(ChangeLine.lines(of: table.plan?.changes ?? []).map(change))),
      ("steps", .array((table.plan?.steps ?? []).enumerated().map { step($1, $0 + 1) })),
    ])
  }

  private static func change(_ line: ChangeLine) -> JSONValue {
    let action =
      switch line.mark {
      case .add: "add"
      case .change: "change"
      case .remove: "remove"
      case .warning: "warn"
      }
    return .object([
      ("action", .string(action)), ("kind", .optional(line.kind?.rawValue)),
      ("subject", .string(line.subject)), ("detail", .string(line.detail)),
      ("depth", .int(line.depth)),
    ])
  }

  private static func step(_ step: Step, _ number: Int) -> JSONValue {
    .object([
      ("number", .int(number)),
      ("name", .string(step.name)),
      ("what", .strings(step.what)),
      ("transaction", .string(step.transaction.rawValue)),
      ("phase", .string(step.phase.rawValue)),
      ("locks", .array(step.locks.map(lock))),
      ("down_locks", .array(step.downLocks.map(lock))),
      ("hazards", .array(step.hazards.map(hazard))),
      ("reversal", reversal(step.reversal)),
      ("up", .strings(step.up.map(\.sql.text))),
      ("down", .strings(step.down.map(\.sql.text))),
    ])
  }

  private static func lock(_ lock: LockClaim) -> JSONValue {
    .object([
      ("relation", .string(lock.relation.description)), ("mode", .string(lock.mode.name)),
      ("duration", .string(lock.duration)),
    ])
  }

  private static func hazard(_ hazard: Hazard) -> JSONValue {
    .object([("word", .string(hazard.word)), ("detail", .string(hazard.detail))])
  }

  private static func reversal(_ reversal: Reversal) -> JSONValue {
    let (kind, detail): (String, String?) =
      switch reversal {
      case .exact: ("exact", nil)
      case .keeps(let kept): ("keeps", kept)
      case .refuses(let obstacle): ("refuses_while", obstacle)
      case .losslessWhileKept(let name): ("lossless_while_kept", name.description)
      case .loses(let loss): ("loses", loss)
      case .impossible(let reason): ("impossible", reason)
      }
    return .object([("kind", .string(kind)), ("detail", .optional(detail))])
  }
}
