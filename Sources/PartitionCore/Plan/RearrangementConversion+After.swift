/// What follows the exchange: proofs that say no more than the bounds go, and the way back ends.
extension RearrangementConversion {
  func settle() -> Step {
    var guards = Guard()
    state.require(.swapped, in: &guards)
    let proofs = ofNew + ofRemainder
    let relations = newRelations + remainderRelations
    return Step(
      name: "settle",
      what: ["drops the CHECK constraints of \(newWords), whose bounds say the same now"],
      downWhat: ["proves again what ATTACH would read the rows for on the way back"],
      transaction: .single,
      up: [guards.statement].compactMap { $0 } + proofs.map(\.drop) + [state.set(.validated)],
      down: proofs.flatMap { [$0.drop] + $0.add } + [state.set(.swapped)],
      downTransaction: Step.Transaction.none,
      locks: claims(relations, .accessExclusive),
      downLocks: claims(relations, .accessExclusive, "short, then SHARE UPDATE EXCLUSIVE"),
      hazards: relations.map { .acquiresAccessExclusiveLock($0.name) })
  }

  func finish() -> Step {
    var guards = Guard()
    pair.requireKept(aside, in: &guards)
    var up = [guards.statement].compactMap { $0 }
    up += commented(
      "From here on there is no way back.", KeyLog(sync: pair.backward).disarm())
    up.append(
      Statement("DROP TABLE \(aside)", why: "The rows of its partitions live on in \(parent)."))
    up += pair.dropObjects() + state.close()
    return Step(
      name: "finish",
      what: [
        "drops \(aside) with the old partitions, and the logs",
        "refuses until \(settings.keepOld) have passed since the swap",
      ],
      downWhat: ["refuses: the old partitions are gone, and with them the way back"],
      transaction: .single, phase: .afterDeploy, up: up, down: [],
      locks: claims(newRelations + retired.allRelations, .accessExclusive),
      hazards: [.irreversible("\(aside) is gone, and with it the way back")],
      reversal: .impossible(
        "\(aside) was dropped; generate again with another layout to change \(table.name)"),
      lockTimeout: OnlineConversion.lockTimeout)
  }
}
