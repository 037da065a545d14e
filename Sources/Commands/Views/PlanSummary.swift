import Diagnostics
import MigrationRunner
import PartitionCore

/// What a plan costs and whether it can be undone, in a few lines.
struct PlanSummary {
  let plan: Plan

  let space: SpaceNeed?

  let cost: PartitionCost?

  init(_ plan: Plan, space: SpaceNeed? = nil, cost: PartitionCost? = nil) {
    self.plan = plan
    self.space = space
    self.cost = cost
  }

  var lines: [String] {
    Paragraph.labelled("Steps", steps) + (cost.map { Paragraph.labelled("Cost", $0.words) } ?? [])
      + (disk.map { Paragraph.labelled("Disk", $0) } ?? [])
      + Paragraph.labelled("Undo", undo)
      + hazards.flatMap { Paragraph.labelled("Hazard", $0) }
  }

  var steps: String {
    var parts = [Amounts.counted(plan.steps.count, "file")]
    let alone = plan.steps.count { $0.transaction == .none }
    if alone > 0 { parts.append("\(alone) without transaction") }
    let later = plan.steps.count { $0.phase == .afterDeploy }
    if later > 0 { parts.append("\(later) after the deploy") }
    return parts.joined(separator: ", ") + "; " + lock
  }

  var disk: String? {
    space.map {
      "\(Amounts.bytes($0.copy)) for the copy until the old table is dropped,"
        + " \(Amounts.bytes($0.wal)) for WAL"
    }
  }

  private var lock: String {
    let claims = plan.steps.map { $0.locks.filter { !$0.isUnnoticed } }
    guard let strongest = claims.joined().map(\.mode).max() else {
      return "no lock on a live table"
    }
    // Each duration with the steps that it is about.
    var places: [(duration: String, steps: [Int])] = []
    for (index, locks) in claims.enumerated() {
      for duration in Set(locks.filter { $0.mode == strongest }.map(\.duration)).sorted() {
        if let known = places.firstIndex(where: { $0.duration == duration }) {
          places[known].steps.append(index + 1)
        } else {
          places.append((duration, [index + 1]))
        }
      }
    }
    let words = places.map { duration, steps in
      guard plan.steps.count > 1 else { return duration }
      let list = steps.map(String.init).joined(separator: ", ")
      return "in step\(steps.count == 1 ? "" : "s") \(list) (\(duration))"
    }
    return "strongest lock \(strongest.name)"
      + (plan.steps.count > 1 ? " " : ", ") + words.joined(separator: " and ")
  }

  var undo: String {
    var parts: [String] = []
    for (index, step) in plan.steps.enumerated() {
      let place = plan.steps.count == 1 ? "" : "step \(index + 1): "
      switch step.reversal {
      case .exact: continue
      case .keeps(let kept): parts.append("\(place)leaves \(Printable.line(kept)) in place")
      case .refuses(let obstacle):
        parts.append("\(place)yes, but refuses while \(Printable.line(obstacle))")
      case .losslessWhileKept(let name):
        parts.append("\(place)loses nothing as long as \(Printable.line(name.description)) is kept")
      case .loses(let loss): parts.append("\(place)loses \(Printable.line(loss))")
      case .impossible(let reason): parts.append("\(place)impossible: \(Printable.line(reason))")
      }
    }
    return parts.isEmpty
      ? "yes: the down files restore the layout and every row" : parts.joined(separator: "; ")
  }

  /// `word  detail`, each once, without those that the steps line says.
  private var hazards: [String] {
    var seen: Set<String> = []
    return plan.steps.flatMap(\.hazards).compactMap { hazard in
      if case .acquiresAccessExclusiveLock = hazard { return nil }
      let text = "\(hazard.word)  \(Printable.line(hazard.detail))"
      return seen.insert(text).inserted ? text : nil
    }
  }

  /// `Plan: 2 partitions and 1 index to add, 1 key to change, 0 to drop.` What is detached is named
  /// where there is any.
  static func counts(_ lines: [ChangeLine]) -> String {
    func part(_ mark: ChangeLine.Mark, _ verb: String, detaching: Bool = false) -> String {
      let nouns = ChangeLine.Kind.allCases.compactMap { kind -> String? in
        let count = lines.count {
          $0.mark == mark && $0.kind == kind && $0.detaches == detaching
        }
        guard count > 0 else { return nil }
        let noun = kind == .property ? "property" : kind.rawValue
        if kind == .property, count > 1 { return "\(count) properties" }
        return Amounts.counted(count, noun)
      }
      guard let last = nouns.last else { return "0 to \(verb)" }
      let head = nouns.dropLast().joined(separator: ", ")
      return (head.isEmpty ? last : "\(head) and \(last)") + " to \(verb)"
    }
    var parts = [part(.add, "add"), part(.change, "change"), part(.remove, "drop")]
    if lines.contains(where: \.detaches) {
      parts.append(part(.remove, "detach", detaching: true))
    }
    return "Plan: \(parts.joined(separator: ", "))."
  }
}

extension PartitionCost {
  /// `1000 partitions: about 8s on an idle server, growing with the square of their number; …`.
  var words: String {
    "\(Amounts.counted(partitions, "partition")): about \(TimeText.short(seconds)) on an idle server,"
      + " growing with the square of their number; at most \(locks) locks in one transaction"
  }
}
