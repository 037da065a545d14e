/// What follows the swap: foreign keys, and the end of the way back.
extension OnlineConversion {
  // MARK: 7. Foreign keys

  func validate() -> [Step] {
    let keys = ForeignKeys(to.relation.foreignKeys, on: to)
    var up = keys.validate() + handover.validateIncoming(on: to)
    guard !up.isEmpty else { return [] }
    var guards = Guard()
    state.require(.swapped, .validated, in: &guards)
    up = ([guards.statement].compactMap { $0 }) + up + [state.set(.validated)]
    return [
      Step(
        name: "validate",
        what: ["checks the foreign keys of \(name) partition by partition"],
        downWhat: ["leaves the foreign keys as they are: they guard what is written"],
        transaction: .none, up: up,
        down: commented("Foreign keys stay: they guard what is written.", [state.set(.swapped)]),
        locks: validationLocks(of: to, adopts: true),
        statementTimeout: "0")
    ]
  }

  /// Validating stops no writer; a parent that adopts the constraint of its leaves stops even the
  /// readers of the referenced table, for the moment that this takes.
  func validationLocks(of table: Table, adopts: Bool) -> [LockClaim] {
    let incoming = handover.incoming(of: table).compactMap(\.relation).map {
      LockClaim($0, .shareUpdateExclusive, "while it is read")
    }
    if table.relation.foreignKeys.isEmpty { return incoming }
    guard adopts else {
      return incoming + [LockClaim(name, .shareUpdateExclusive, "while it is read")]
    }
    let itself = table.relation.foreignKeys.contains { $0.references == name }
    return incoming
      + table.allRelations.map {
        LockClaim($0.name, itself ? .accessExclusive : .shareRowExclusive)
      } + handover.referenced.map { LockClaim($0, .accessExclusive) }
  }

  // MARK: 8. Finish

  func finish() -> Step {
    let retired = old.aside
    var guards = Guard()
    pair.requireKept(retired.name, in: &guards)
    var up = [guards.statement].compactMap { $0 }
    up += commented(
      "From here on there is no way back.",
      KeyLog(sync: backward).disarm())
    up.append(Statement("DROP TABLE \(retired.name)", why: "Its rows live on in \(name)."))
    up += pair.dropObjects() + state.close()
    return Step(
      name: "finish",
      what: [
        "drops \(retired.name), the old copy of \(name), and the logs",
        "refuses until \(settings.keepOld) have passed since the swap",
      ],
      downWhat: ["refuses: \(retired.name) is gone, and with it the way back"],
      transaction: .single, phase: .afterDeploy, up: up, down: [],
      locks: (to.allRelations + retired.allRelations).map {
        LockClaim($0.name, .accessExclusive)
      },
      hazards: [.irreversible("\(retired.name) is gone, and with it the way back")],
      reversal: .impossible(
        "\(retired.name) was dropped; convert again with another layout to change \(name)"),
      lockTimeout: Self.lockTimeout)
  }
}
