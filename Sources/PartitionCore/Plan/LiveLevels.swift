/// The live table as it is once the renames of a plan are done, with its levels by parent.
struct LiveLevels {
  private let levels: [QualifiedName: Partitioning]
  private let depths: [QualifiedName: Int]
  private let belowDefault: Set<QualifiedName>
  /// Levels whose default partition leaves, without it.
  private let levelsLeft: [QualifiedName: Partitioning]
  /// The table's own relation.
  let root: Relation
  /// Tables that the table's foreign keys reference.
  let referenced: [QualifiedName]
  /// Tables whose foreign keys reference the table.
  let referencing: [QualifiedName]
  let table: Table?

  init(actual: Table?, changes: [Change], fallback: Table) {
    var renames: [QualifiedName: QualifiedName] = [:]
    for case .renamePartition(let from, let to) in changes { renames[from] = to }
    var table = actual
    let renamed = actual?.partitioning?.renamed(renames)
    table?.partitioning = renamed
    self.table = table
    var levels: [QualifiedName: Partitioning] = [:]
    var depths: [QualifiedName: Int] = [:]
    var belowDefault: Set<QualifiedName> = []
    func visit(_ level: Partitioning?, of parent: QualifiedName, depth: Int, below: Bool) {
      guard let level else { return }
      levels[parent] = level
      depths[parent] = depth
      if below { belowDefault.insert(parent) }
      for partition in level.partitions {
        visit(
          partition.partitioning, of: partition.name, depth: depth + 1,
          below: below || partition.bound == .default)
      }
    }
    if let table { visit(table.partitioning, of: table.name, depth: 0, below: false) }
    self.levels = levels
    self.depths = depths
    self.belowDefault = belowDefault
    var left: [QualifiedName: Partitioning] = [:]
    for case .removePartition(let partition, let parent, _) in changes
    where partition.bound == .default {
      left[parent] = levels[parent]
      left[parent]?.partitions.removeAll { $0.bound == .default }
    }
    levelsLeft = left
    let known = table ?? fallback
    root = known.relation
    let name = known.name
    referenced = Set(known.relation.foreignKeys.compactMap(\.references)).subtracting([name])
      .sorted()
    referencing = Set(
      known.dependents.filter { $0.kind == .incomingForeignKey }.compactMap(\.relation)
    ).subtracting([name]).sorted()
  }

  func level(of parent: QualifiedName) -> Partitioning? { levels[parent] }

  /// How many levels are above that of this parent.
  func depth(of parent: QualifiedName) -> Int { depths[parent] ?? 0 }

  /// Whether this parent is a default partition, or lies below one.
  func isBelowDefault(_ parent: QualifiedName) -> Bool { belowDefault.contains(parent) }

  /// As what is added finds it: a default partition that leaves has left by then, and its rows with it.
  func levelForAdditions(to parent: QualifiedName) -> Partitioning? {
    levelsLeft[parent] ?? levels[parent]
  }
}

extension Partitioning {
  fileprivate func renamed(_ names: [QualifiedName: QualifiedName]) -> Partitioning {
    var level = self
    for position in level.partitions.indices {
      let old = level.partitions[position].name
      level.partitions[position].relation.name = names[old] ?? old
      level.partitions[position].partitioning =
        level.partitions[position].partitioning?.renamed(names)
    }
    return level
  }
}
