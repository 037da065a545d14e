extension MigrationFile {
  /// The files of a plan: for every step its up file and its down file, in order.
  ///
  /// Versions follow each other second by second from `firstVersion`. The layouts between two
  /// steps have fingerprints of their own, made of the plan's two and the step's number: only
  /// files ever name them.
  package static func files(
    for plan: Plan, firstVersion: MigrationVersion, source: Source? = nil,
    toolVersion: String? = nil
  ) -> [MigrationFile] {
    var version = firstVersion
    let planID = plan.id
    var result: [MigrationFile] = []
    for (index, step) in plan.steps.enumerated() {
      let id = MigrationID(
        version: version, slug: "\(plan.table.name)_\(plan.slug)", step: index + 1, name: step.name)
      var up = MigrationFile(
        id: id, table: plan.table, steps: plan.steps.count, transaction: step.transaction,
        phase: step.phase, from: plan.layout(after: index), to: plan.layout(after: index + 1),
        source: source, plan: planID, tool: toolVersion, what: step.what,
        hazards: notes(step.hazards),
        undo: [step.reversal.sentence], rolling: plan.rolling, statements: step.up)
      up.set(step, step.locks)
      up.parallel = step.parallel.flatMap { text in
        step.up.firstIndex { $0.sql == text }.map { $0 + 1 }
      }
      up.catchUp = step.catchUp
      up.copies = step.copies
      up.exports = step.exports
      if up.asksBriefly { up.statements.insert(.vacuumMakesRoom, at: 0) }
      var down = up
      down.direction = .down
      down.parallel = nil
      down.copies = []
      down.exports = []
      down.catchUp = step.downCatchUp
      down.transaction = step.downTransaction
      (down.from, down.to) = (up.to, up.from)
      down.what =
        step.downWhat.isEmpty ? step.what.map { "takes back: \($0)" } : step.downWhat
      down.set(step, step.downLocks)
      down.hazards = downHazards(step)
      down.undo = ["\(id.fileName(.up)) runs again"]
      down.statements = step.down
      if case .impossible(let reason) = step.reversal {
        down.transaction = .none
        down.undo = ["this file refuses and changes nothing"]
        down.statements = [refusal(reason)]
        down.set(step, [])
      }
      if down.asksBriefly { down.statements.insert(.vacuumMakesRoom, at: 0) }
      result += [up, down]
      version = version.next
    }
    return result
  }

  /// Timeouts and locks, with one line for all tables that are locked alike.
  private mutating func set(_ step: Step, _ claims: [LockClaim]) {
    lockTimeout = transaction == .single ? step.lockTimeout : nil
    statementTimeout = transaction == .single ? step.statementTimeout : nil
    struct Kind: Hashable {
      let mode: LockMode
      let duration: String
    }
    var kinds: [Kind] = []
    var names: [Kind: [String]] = [:]
    for lock in claims {
      let kind = Kind(mode: lock.mode, duration: lock.duration)
      if names[kind] == nil { kinds.append(kind) }
      names[kind, default: []].append(lock.relation.description)
    }
    let tries = lockTimeout.map { "; retried \(lockRetries) x \($0)" } ?? ""
    locks = kinds.map { kind in
      "\(kind.mode.name) on \(Self.enumeration(names[kind] ?? [])), \(kind.duration)\(tries)"
    }
  }

  private static func downHazards(_ step: Step) -> [HazardNote] {
    var hazards: [Hazard] = []
    if case .impossible(let reason) = step.reversal { return [HazardNote(.irreversible(reason))] }
    if case .loses(let loss) = step.reversal { hazards.append(.deletesData(loss)) }
    for lock in step.downLocks where lock.mode == .accessExclusive {
      hazards.append(.acquiresAccessExclusiveLock(lock.relation))
    }
    return notes(hazards)
  }

  /// A line a hazard, but one for all tables that are locked.
  private static func notes(_ hazards: [Hazard]) -> [HazardNote] {
    var notes: [HazardNote] = []
    let locked = hazards.compactMap { hazard in
      if case .acquiresAccessExclusiveLock(let name) = hazard { name.description } else { nil }
    }
    for hazard in hazards {
      guard case .acquiresAccessExclusiveLock = hazard else {
        notes.append(HazardNote(hazard))
        continue
      }
      let note = HazardNote(word: hazard.word, detail: enumeration(locked))
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  /// `a, b, c and 997 more`: a header must stay readable beside a thousand partitions.
  private static func enumeration(_ names: [String]) -> String {
    guard names.count > 5 else { return names.joined(separator: ", ") }
    return "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more"
  }

  /// A statement that raises the reason, whatever the reason's text holds.
  private static func refusal(_ reason: String) -> Statement {
    let raise: SQLText = """
      BEGIN
        RAISE EXCEPTION USING MESSAGE = \(literal: "there is no way back: " + reason);
      END
      """
    let mark = SQLText.dollarMark(absentIn: raise.text)
    return Statement(
      SQLText(deparsed: "DO \(mark)\n\(raise.text)\n\(mark)"), why: "There is no way back.")
  }
}

extension Plan {
  /// The layout when the first `count` steps are done.
  fileprivate func layout(after count: Int) -> Fingerprint {
    if count == 0 { return from }
    if count >= steps.count { return to }
    let digits = Checksum.hexadecimal(Array("\(from.text) \(to.text) \(count)".utf8))
    return Fingerprint(text: String(digits.prefix(8)))
  }
}

extension Reversal {
  /// What undoing means, as the header says it.
  fileprivate var sentence: String {
    switch self {
    case .exact: ".down.sql restores the layout and every row"
    case .keeps(let kept): ".down.sql leaves \(kept) in place"
    case .refuses(let obstacle): ".down.sql restores the layout; it refuses while \(obstacle)"
    case .losslessWhileKept(let name): ".down.sql loses nothing as long as \(name) is kept"
    case .loses(let loss): ".down.sql runs and loses \(loss)"
    case .impossible(let reason): "impossible: \(reason)"
    }
  }
}
