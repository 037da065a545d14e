/// Orders changes into steps: one step, one migration file.
///
/// What is quick and harmless comes first, then what leaves, then indexes, then what is new, then
/// what only the deploy after next may see. Within a kind the order of the changes is kept.
struct Planner {
  let actual: Table?
  let resolution: Resolution
  let changes: [Change]
  /// What is new before what leaves: where both are disjoint, and what leaves may be held up.
  var addsFirst = false

  func plan() -> Plan {
    let rolling = resolution.rollingDepths
    let from = Fingerprint(of: actual, rolling: rolling)
    if changes.isEmpty {
      // The usual answer; nothing of a large table is walked through for it.
      return Plan(
        table: resolution.desired.name, from: from, to: from, slug: slug, changes: [], steps: [],
        rolling: rolling)
    }
    var steps: [Step] = []
    let renames = changes.compactMap { change in
      if case .renamePartition(let from, let to) = change { (from: from, to: to) } else { nil }
    }
    var adjustments = AdjustmentSteps(renaming: renames)
    let live = LiveLevels(actual: actual, changes: changes, fallback: resolution.desired)
    let receivers = receivers(in: live)
    let leavesLate = changes.contains { change in
      if case .removePartition(_, let parent, _) = change {
        receivers.contains(parent)
      } else {
        false
      }
    }
    // What comes at a level comes after what leaves there, which it may overlap, and before what leaves
    // below the default partition beside it: so from the top down, where both is to be kept.
    let fromTheTop = leavesLate && !addsFirst
    func place(_ parent: QualifiedName) -> Int { fromTheTop ? live.depth(of: parent) : 0 }
    let newcomers = fromTheTop ? changes.flatMap(\.newRelations) : []
    var removals: [Int: RemovalSteps] = [:]
    var additions: [Int: AdditionSteps] = [:]
    var indexes = IndexSteps(
      live: live, desired: resolution.desired,
      meetsNew: !rolling.isEmpty || leavesLate, newcomers: newcomers)
    for change in changes {
      switch change {
      case .createTable(let table): steps += CreationSteps(table: table).steps()
      case .convert(let from, let to):
        let handover = Handover(from: from, to: to, dropped: resolution.droppedForeignKeys)
        steps += conversion(handover)
      case .rearrange(let change):
        guard let actual else { continue }
        steps += RearrangementConversion(change, from: actual, to: resolution)?.steps() ?? []
      case .rebound(let change):
        guard let actual else { continue }
        steps += ReboundSteps(change, from: actual, to: resolution.desired)?.steps() ?? []
      case .finalizeDetach(let partition, let parent):
        adjustments.finalizeDetach(of: partition, from: parent)
      case .renamePartition: continue
      case .setStorage(let name, let from, let to): adjustments.setStorage(name, from, to)
      case .setComment(let name, let from, let to): adjustments.setComment(name, from, to)
      case .renameIndex(let from, let to):
        adjustments.renameIndex(from, to)
      case .setIndexMetadata(let from, let to, let table):
        adjustments.setIndexMetadata(from, to, table)
      case .setTablespace(let name, let from, let to): adjustments.setTablespace(name, from, to)
      case .addPartition(let partition, let parent):
        additions[place(parent), default: AdditionSteps(live: live)].add(partition, to: parent)
      case .adoptPartition(let partition, let parent, let existing):
        additions[place(parent), default: AdditionSteps(live: live)]
          .adopt(partition, to: parent, existing: existing)
      case .removePartition(let partition, let parent, let departure):
        removals[place(parent), default: RemovalSteps(live: live)]
          .remove(partition, from: parent, departure)
      case .addIndex(let index): indexes.add(index)
      case .dropIndex(let index): indexes.drop(index)
      case .replaceIndex(let from, let to): indexes.replace(from, by: to)
      case .repairIndex(let index): indexes.repair(index)
      case .addLocalIndex(let index, let table): indexes.addLocal(index, on: table)
      case .dropLocalIndex(let index, let table): indexes.dropLocal(index, on: table)
      case .replaceLocalIndex(let from, let to, let table):
        indexes.replaceLocal(from, by: to, on: table)
      }
    }
    steps += adjustments.steps()
    if fromTheTop {
      for depth in Set(removals.keys).union(additions.keys).sorted() {
        steps += (removals[depth]?.steps() ?? []) + (additions[depth]?.steps() ?? [])
      }
      steps += indexes.steps()
    } else {
      let (leaving, coming) = (removals[0]?.steps() ?? [], additions[0]?.steps() ?? [])
      steps += addsFirst ? coming + leaving + indexes.steps() : leaving + indexes.steps() + coming
    }
    steps = Step.Phase.inOrder(steps)
    return Plan(
      table: resolution.desired.name, from: from,
      to: Fingerprint(of: resolution.desired, rolling: rolling), slug: slug, changes: changes,
      steps: steps, rolling: rolling)
  }

  /// Default partitions, with all below them, beside which partitions are added: on the way back
  /// these get the rows of those. What leaves below them leaves last, so as to be there again by then.
  private func receivers(in live: LiveLevels) -> Set<QualifiedName> {
    var receivers: Set<QualifiedName> = []
    for change in changes {
      guard case .addPartition(_, let parent) = change,
        let other = live.levelForAdditions(to: parent)?.partitions.first(where: {
          $0.bound == .default
        }),
        !receivers.contains(other.name)
      else { continue }
      receivers.formUnion(other.standingAlone.allRelations.map(\.name))
    }
    return receivers
  }

  private func conversion(_ handover: Handover) -> [Step] {
    let settings = resolution.conversion
    switch settings.strategy {
    case .offline: return OfflineConversion(handover: handover).steps()
    case .attach:
      return AttachConversion(handover: handover, partition: settings.partition)?.steps() ?? []
    case .online, .manual:
      return OnlineConversion(handover: handover, settings: settings).steps()
    }
  }

  /// What the change is about, in a word or two for file names.
  private var slug: String {
    switch changes.first {
    case nil: "nothing"
    case .createTable: "create"
    case .convert(_, let to):
      to.partitioning.map { level in
        level.key.map { $0.column ?? "expression" }.joined(separator: "_")
      } ?? "plain"
    case .setStorage, .setTablespace, .setComment: "storage"
    case let change?: change.isOfIndexes ? "indexes" : "partitions"
    }
  }
}

extension Change {
  /// The relations of a partition that comes.
  fileprivate var newRelations: [QualifiedName] {
    switch self {
    case .addPartition(let partition, _), .adoptPartition(let partition, _, _):
      partition.standingAlone.allRelations.map(\.name)
    default: []
    }
  }
}
