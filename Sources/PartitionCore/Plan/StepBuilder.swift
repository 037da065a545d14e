/// A step in the making: statements in both directions and the strongest lock per relation.
struct StepBuilder {
  let name: String
  let transaction: Step.Transaction
  var phase: Step.Phase = .beforeDeploy
  var downTransaction: Step.Transaction?
  var what: [String] = []
  var up: [Statement] = []
  /// In the order in which they run: what was done last is taken back first.
  var down: [Statement] = []
  var hazards: [Hazard] = []
  var reversal: Reversal = .exact
  var statementTimeout: String? = "30s"
  var exports: [QualifiedName] = []
  private var locks: [QualifiedName: LockClaim] = [:]
  private var downLocks: [QualifiedName: LockClaim] = [:]

  init(name: String, transaction: Step.Transaction) {
    self.name = name
    self.transaction = transaction
  }

  var isEmpty: Bool { up.isEmpty && down.isEmpty }

  mutating func add(up: SQLText, down: SQLText) {
    self.up.append(Statement(up))
    self.down.insert(Statement(down), at: 0)
  }

  mutating func add(up: [Statement], down: [Statement]) {
    self.up += up
    self.down.insert(contentsOf: down, at: 0)
  }

  /// The same lock both ways, on another name on the way back where the step renames.
  mutating func claim(
    _ relation: QualifiedName, _ mode: LockMode, _ duration: String = "short",
    down other: QualifiedName? = nil
  ) {
    claimUp(relation, mode, duration)
    claimDown(other ?? relation, mode, duration)
  }

  mutating func claimUp(
    _ relation: QualifiedName, _ mode: LockMode, _ duration: String = "short"
  ) {
    Self.claim(LockClaim(relation, mode, duration), in: &locks)
  }

  mutating func claimDown(
    _ relation: QualifiedName, _ mode: LockMode, _ duration: String = "short"
  ) {
    Self.claim(LockClaim(relation, mode, duration), in: &downLocks)
  }

  private static func claim(_ claim: LockClaim, in locks: inout [QualifiedName: LockClaim]) {
    if let old = locks[claim.relation], old.mode >= claim.mode { return }
    locks[claim.relation] = claim
  }

  func step() -> Step {
    let sorted = { (locks: [QualifiedName: LockClaim]) in
      locks.values.sorted { ($1.mode.rawValue, $0.relation) < ($0.mode.rawValue, $1.relation) }
    }
    let exclusive = locks.values.filter { $0.mode == .accessExclusive }.map(\.relation).sorted()
    return Step(
      name: name, what: what, transaction: transaction, phase: phase, up: up, down: down,
      downTransaction: downTransaction, locks: sorted(locks), downLocks: sorted(downLocks),
      hazards: exclusive.map { .acquiresAccessExclusiveLock($0) } + hazards, reversal: reversal,
      statementTimeout: statementTimeout, exports: exports)
  }
}
