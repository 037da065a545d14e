import Diagnostics

/// What a default partition costs the changes beside it.
struct DefaultPartitionFindings {
  let actual: Table
  let changes: [Change]
  let declaration: TableDeclaration?

  func add(to bag: inout DiagnosticBag) {
    guard !changes.isEmpty else { return }
    let live = LiveLevels(actual: actual, changes: changes, fallback: actual)
    for change in changes {
      switch change {
      case .addPartition(let partition, let parent), .adoptPartition(let partition, let parent, _):
        guard let other = defaultPartition(of: parent, live), partition.bound != .default else {
          continue
        }
        rowsMove(from: other, to: partition, into: &bag)
      case .removePartition(let partition, let parent, _):
        guard let other = defaultPartition(of: parent, live) else { continue }
        bag.add(
          Diagnostic(
            .blockingDetach,
            "the default partition \(other.name.name) forces a blocking detach of "
              + "\(partition.name.name)", at: declaration?.place(ofPartition: partition.name.name),
            help: ["accept ACCESS EXCLUSIVE for a moment, or let the default partition go first"],
            notes: ["PostgreSQL refuses DETACH CONCURRENTLY beside a default partition"]))
      default: continue
      }
    }
  }

  private func defaultPartition(of parent: QualifiedName, _ live: LiveLevels) -> Partition? {
    live.level(of: parent)?.partitions.first { $0.bound == .default }
  }

  /// While an incoming foreign key stands, moving a row would be deleting it: the key forbids it,
  /// or worse, its cascade follows it.
  private func rowsMove(
    from other: Partition, to partition: Partition, into bag: inout DiagnosticBag
  ) {
    let keys = actual.dependents.filter { $0.kind == .incomingForeignKey }
    guard keys.isEmpty else {
      bag.add(
        Diagnostic(
          .rowsInDefault,
          "rows of \(other.name.name) that belong to \(partition.name.name) cannot move while "
            + "\(keys[0].identity) points at the table",
          at: declaration?.place(ofPartition: partition.name.name),
          help: ["drop the foreign key before, and create it again afterwards"]))
      return
    }
    bag.add(
      Diagnostic(
        .rowsInDefault,
        "rows of \(other.name.name) that belong to \(partition.name.name) move with it",
        severity: .note, at: declaration?.place(ofPartition: partition.name.name),
        help: ["to move them beside readers and writers, write  convert: {default_rows: online}"],
        notes: ["the table is locked (ACCESS EXCLUSIVE) while they move"]))
  }
}
