/// Another bound for one partition: proven beside readers and writers, then exchanged in a moment by
/// DETACH and ATTACH. No row is copied, and the partition stays the relation that it is.
struct ReboundSteps {
  let change: Rebound
  let live: LiveLevels
  /// The partition's bound as a condition, after and before, with all that the levels above ask for.
  private let new: SQLText
  private let old: SQLText

  /// Nil where either layout lacks the level.
  init?(_ change: Rebound, from table: Table, to desired: Table) {
    guard let path = table.level(below: change.parent),
      let wanted = desired.level(below: change.parent)?.level,
      let new = wanted.proof(of: change.to, parents: [change.parent]),
      let old = path.level.proof(of: change.from, parents: [change.parent])
    else { return nil }
    self.change = change
    live = LiveLevels(actual: table, changes: [], fallback: table)
    self.new = .joined(path.ancestry + [new], " AND ")
    self.old = .joined(path.ancestry + [old], " AND ")
  }

  private var name: QualifiedName { change.to.name }
  private var parent: QualifiedName { change.parent }
  private var check: String { Naming.fitted("\(name.name)_bound") }
  private var relations: [Relation] { change.to.standingAlone.allRelations }

  func steps() -> [Step] { [prepare(), exchange(), settle()] }

  private func prepare() -> Step {
    var guards = Guard()
    guards.requireMembers([change.from], of: parent)
    return Step(
      name: "prepare",
      what: [
        "proves that \(name) holds no row outside of \(change.to.bound.words)",
        "refuses rows outside of that from then on",
      ],
      downWhat: ["lets \(name) take all rows of its bound again"],
      transaction: .none,
      up: [guards.statement].compactMap { $0 }
        + [refuseRows(outside: new, change.to.bound), drop] + prove(new),
      down: [drop], locks: claims("short, then SHARE UPDATE EXCLUSIVE"), downLocks: claims(),
      hazards: [
        .correctness("rows of \(name) outside of \(change.to.bound.words) are refused from then on")
      ], statementTimeout: "0")
  }

  private func exchange() -> Step {
    let neighbours = live.referenced.map { LockClaim($0, .accessExclusive, "milliseconds") }
    return Step(
      name: "rebound",
      what: [
        "gives \(name) the bound \(change.to.bound.words) in place of "
          + "\(change.from.bound.words)"
      ],
      downWhat: ["gives \(name) the bound \(change.from.bound.words) again"],
      transaction: .single, up: attach(change.to.bound), down: attach(change.from.bound),
      locks: [LockClaim(parent, .accessExclusive, "milliseconds")] + claims("milliseconds")
        + neighbours,
      downLocks: [LockClaim(parent, .accessExclusive, "milliseconds")] + claims("milliseconds")
        + neighbours,
      hazards: ([parent] + relations.map(\.name) + live.referenced).map {
        .acquiresAccessExclusiveLock($0)
      }, lockTimeout: OnlineConversion.lockTimeout)
  }

  /// Proofs go both ways when the bound has changed, so that they come on this side of it.
  private func settle() -> Step {
    Step(
      name: "settle",
      what: ["drops the CHECK constraint of \(name), whose bound says the same now"],
      downWhat: [
        "proves that \(name) holds no row outside of \(change.from.bound.words)",
        "refuses rows outside of that from then on",
      ],
      transaction: .single, up: [drop],
      down: [refuseRows(outside: old, change.from.bound), drop] + prove(old),
      downTransaction: Step.Transaction.none,
      locks: claims(), downLocks: claims("short, then SHARE UPDATE EXCLUSIVE"),
      hazards: relations.map { .acquiresAccessExclusiveLock($0.name) },
      reversal: .refuses("\(name) has rows outside of \(change.from.bound.words)"))
  }

  // MARK: Parts

  private func claims(_ duration: String = "short") -> [LockClaim] {
    relations.map { LockClaim($0.name, .accessExclusive, duration) }
  }

  private var drop: Statement {
    Statement("ALTER TABLE \(name) DROP CONSTRAINT IF EXISTS \(name: check)")
  }

  private func prove(_ condition: SQLText) -> [Statement] {
    commented(
      "What ATTACH would otherwise read every row for.",
      PartitionSQL.prove(check, "CHECK (\(condition))", on: name))
  }

  private func attach(_ bound: PartitionBound) -> [Statement] {
    commented(
      "One lock, the strongest at once: nobody reads or writes until COMMIT.",
      ["ONLY \(parent)", "\(name)"].map { (table: SQLText) in
        Statement("LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE")
      }) + [
        Statement("ALTER TABLE \(parent) DETACH PARTITION \(name)"),
        Statement("ALTER TABLE \(parent)\n  ATTACH PARTITION \(name)\n  \(bound.clause)"),
      ]
  }

  /// Says how many, where VALIDATE would only say that there are some.
  private func refuseRows(outside condition: SQLText, _ bound: PartitionBound) -> Statement {
    Statement(
      .block(
        """
        DECLARE
          outside bigint;
        BEGIN
          PERFORM pg_catalog.set_config('row_security', 'off', true);
          SELECT pg_catalog.count(*) INTO outside FROM \(name) WHERE (\(condition)) IS NOT TRUE;
          IF outside > 0 THEN
            RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'pgparcel: ' || outside
              || \(literal: " rows of \(name) lie outside of \(bound.words), and no other partition "
                + "takes them; move or delete them first");
          END IF;
        END
        """), why: "No row is left without a partition.")
  }
}
