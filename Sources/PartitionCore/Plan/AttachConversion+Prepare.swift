/// What makes the table fit for its bound, beside readers and writers.
extension AttachConversion {
  func prepare() -> Step {
    let proofs = Adoption(sql: bound, existing: from.relation).proofs
    var guards = Guard()
    guards.require(name, kind: from.kindLetter, "\(name) is not \(from.kindInWords)")
    guards.requireColumns(from.relation.columns, of: name)
    refuseLate(&guards)
    if let condition = bound.condition {
      guards.refuse(
        when: "EXISTS (SELECT FROM ONLY \(name) WHERE (\(condition)) IS NOT TRUE)",
        "some rows of \(name) lie outside of \(history.name), \(history.bound.words); choose "
          + "another bound for it, or convert with strategy online", errorCode: "23514")
    }
    let key = matches.exchange
    // Of two primary keys the second is refused: it waits for its turn.
    let built = matches.built.map { $0.name == key?.new.name ? $0.bare : $0 }
    var up = [guards.statement].compactMap { $0 }
    up += commented(
      "What the partition is to have and the table has not.",
      built.flatMap { $0.concurrentCreation(on: name) })
    var down = built.flatMap { $0.concurrentRemovals(on: name) }
    if let key {
      up.append(
        contentsOf: commented(
          "Keeps the old key unique, and ready for the way back.",
          key.twin.concurrentCreation(on: name)))
      down += key.twin.concurrentRemovals(on: name)
    }
    up += commented(
      "What ATTACH would otherwise read every row for. From here on a row outside is refused.",
      proofs.up)
    return Step(
      name: "prepare",
      what: [
        "makes \(name) fit to become the partition \(history.name), \(history.bound.words)",
        "refuses rows outside of that bound from then on, until \(name) is attached",
      ],
      downWhat: [
        "takes from \(name) what it got to become \(history.name); any row is let in again"
      ],
      transaction: .none, up: up,
      down: handover.validateIncoming(on: from) + proofs.down + down,
      locks: [LockClaim(name, .accessExclusive, "short, then SHARE UPDATE EXCLUSIVE")],
      downLocks: [LockClaim(name, .accessExclusive)]
        + handover.incomingTables.map {
          LockClaim($0, .shareUpdateExclusive, "while it is read")
        },
      hazards: [
        .correctness("rows of \(name) outside of \(history.bound.words) are refused until attached")
      ]
        + (matches.built + (key.map { [$0.twin] } ?? [])).map {
          .indexBuild("\($0.name), concurrently")
        }, statementTimeout: "0")
  }

  /// A bound in time that is nearly there leaves no time to attach before writes fail.
  private func refuseLate(_ guards: inout Guard) {
    guard case .range(_, let to) = history.bound, case .value(let text)? = to.first,
      let type = bound.level.key.first?.type,
      type == "date" || type.hasPrefix("timestamp")
    else { return }
    guards.refuse(
      when: """
        \(literal: text)::\(deparsed: type) < pg_catalog.now() + INTERVAL '1 day'
        """,
      "\(history.name) ends at \(text), which is past or too near: rows from then on would be "
        + "refused before \(name) is attached; take the files back with pgparcel down, choose a "
        + "later bound and generate again")
  }

  /// In a transaction of its own; the twin keeps the old key unique.
  func exchangeKey() -> [Step] {
    guard let key = matches.exchange, let promotion = key.new.promotion(using: key.new.name),
      let back = key.old.promotion(using: key.twin.name)
    else { return [] }
    var guards = Guard()
    guards.requireObjects(of: prepared(keyed: false))
    let dropped = keysOfOthers.dropped
    return [
      Step(
        name: "key",
        what: [
          "makes (\(key.new.constraint?.columns.joined(separator: ", ") ?? "")) the primary key "
            + "of \(name); \(key.twin.name) keeps the old one unique"
        ],
        downWhat: ["makes the old key the primary key of \(name) again"],
        transaction: .single,
        up: [guards.statement].compactMap { $0 } + handover.drop(dropped) + [
          Statement(
            """
            ALTER TABLE \(name)
              DROP CONSTRAINT \(name: key.old.name),
              \(promotion)
            """, why: "Both indexes are there: nothing is read.")
        ],
        down: [
          Statement(
            """
            ALTER TABLE \(name)
              DROP CONSTRAINT \(name: key.new.name),
              \(back)
            """, why: "The index that kept the old key unique becomes the key again.")
        ] + key.old.metadata(on: name) + handover.restore(dropped, validated: false)
          + handover.validate(dropped)
          + commented(
            "For another way forth.",
            key.new.bare.concurrentCreation(on: name) + key.twin.concurrentCreation(on: name)),
        downTransaction: Step.Transaction.none,
        locks: [LockClaim(name, .accessExclusive)]
          + dropped.compactMap(\.relation).map { LockClaim($0, .accessExclusive) },
        downLocks: [LockClaim(name, .accessExclusive, "short, then SHARE UPDATE EXCLUSIVE")]
          + dropped.compactMap(\.relation).map { LockClaim($0, .shareRowExclusive) },
        hazards: [.acquiresAccessExclusiveLock(name)], lockTimeout: OnlineConversion.lockTimeout)
    ]
  }
}
