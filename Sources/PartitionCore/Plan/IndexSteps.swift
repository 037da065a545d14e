/// Indexes that come, go, or are built anew.
struct IndexSteps {
  private let tree: IndexTree?
  private let live: LiveLevels
  private var builds = StepBuilder(name: "index", transaction: .none)
  private var attaching = StepBuilder(name: "attach", transaction: .single)
  private var replacing: [Step] = []
  /// Whether partitions come before the indexes do, such as those of windows while the files wait.
  private let meetsNew: Bool
  /// Such partitions that the plan itself adds before.
  private let newcomers: [QualifiedName]

  init(live: LiveLevels, desired: Table, meetsNew: Bool, newcomers: [QualifiedName]) {
    self.live = live
    self.meetsNew = meetsNew
    self.newcomers = newcomers
    tree = IndexTree(actual: live.table, desired: desired)
    builds.statementTimeout = nil
    attaching.statementTimeout = "30s"
  }

  // MARK: Of the table

  mutating func add(_ index: Index) {
    guard let tree else { return }
    add(index, to: tree)
  }

  private mutating func add(_ index: Index, to tree: IndexTree) {
    let build = IndexBuild(index: index, tree: tree, side: \.desired)
    if !tree.leafNames.isEmpty {
      builds.what.append("builds \(index.inWords) of \(tree.name)\(tree.extent)")
      builds.add(up: build.building(), down: build.removing())
      builds.hazards.append(.indexBuild("\(index.name), concurrently"))
      claimBuild(tree)
    }
    var up = build.adopting().map { Statement($0) } + build.metadata()
    var down = [Statement(build.dropping)]
    if tree.isLeaf && index.constraint == nil {
      // The index itself was built; there is nothing to adopt.
      builds.add(up: build.metadata(), down: [])
      (up, down) = ([], [])
    }
    guard !up.isEmpty else { return }
    up += completion(index, tree)
    attaching.what.append(build.adoptionInWords)
    attaching.add(up: up, down: down)
    claimAdoption(&attaching, index, tree)
  }

  mutating func drop(_ index: Index) {
    guard let tree else { return }
    drop(index, from: tree)
  }

  private mutating func drop(_ index: Index, from tree: IndexTree) {
    let build = IndexBuild(index: index, tree: tree, side: \.actual)
    var step = StepBuilder(name: "drop_index", transaction: .single)
    step.downTransaction = Step.Transaction.none
    step.what.append("drops \(index.inWords) of \(tree.name)\(tree.extent)")
    step.up = [Statement(build.dropping)]
    step.down = build.rebuilding(dropping: nil) + completion(index, tree)
    for name in tree.names + newcomers { step.claim(name, .accessExclusive) }
    step.hazards.append(.indexDropped(index.name))
    replacing.append(step.step())
  }

  /// The new one is ready before the old one goes, in one transaction.
  mutating func replace(_ old: Index, by new: Index) {
    guard let tree else { return }
    var new = new
    let sameName = old.name == new.name && tree.isLeaf
    let final = new.name
    if sameName { new.name = Naming.replacement(final) }
    let coming = IndexBuild(index: new, tree: tree, side: \.desired)
    let going = IndexBuild(index: old, tree: tree, side: \.actual)
    if !tree.leafNames.isEmpty {
      builds.what.append("builds the new \(new.inWords) of \(tree.name)\(tree.extent)")
      builds.add(up: coming.building(), down: coming.removing())
      builds.hazards.append(.indexBuild("\(new.name), concurrently"))
      claimBuild(tree)
    }
    var step = StepBuilder(name: "replace", transaction: .single)
    step.downTransaction = Step.Transaction.none
    step.what.append("puts \(new.inWords) in the place of \(old.inWords)")
    step.up = [Statement(going.dropping)] + coming.adopting().map { Statement($0) }
    if sameName {
      step.up.append(
        Statement("ALTER INDEX \(tree.name.sibling(new.name)) RENAME TO \(name: final)"))
      step.down.append(
        Statement("ALTER INDEX \(tree.name.sibling(final)) RENAME TO \(name: new.name)"))
    }
    step.up += coming.metadata() + completion(new, tree)
    step.down += going.rebuilding(dropping: coming.dropping) + completion(old, tree)
    for name in tree.names + newcomers { step.claim(name, .accessExclusive) }
    step.hazards.append(.indexDropped(old.name))
    replacing.append(step.step())
  }

  /// Rebuilds what is invalid, builds what is missing, and attaches it.
  mutating func repair(_ index: Index) {
    guard let tree else { return }
    builds.what.append("repairs \(index.inWords) of \(tree.name)\(tree.extent)")
    let leaves = tree.members(of: index, \.desired).filter(\.tree.isLeaf)
    let lacking = leaves.filter { member in
      !member.tree.actual.indexes.contains {
        $0.name == member.index.name && $0.valid && $0.parent == member.parent?.name
      }
    }
    // Where every leaf is whole, attaching again makes PostgreSQL look again.
    for member in lacking.isEmpty ? leaves : lacking {
      let table = member.tree.name
      let attachedTo = member.parent?.name
      let live = member.tree.actual.indexes.first { $0.name == member.index.name }
      if live == nil {
        // The way back leaves it, so that a second way forth may find it.
        builds.add(
          up: member.index.concurrentCreation(on: table, unlessThere: true), down: [])
      } else if live?.valid == false {
        builds.add(
          up: [Statement("REINDEX INDEX CONCURRENTLY \(table.sibling(member.index.name))")],
          down: [])
      }
      if let attachedTo {
        attaching.add(
          up: [
            Statement(
              """
              ALTER INDEX \(table.sibling(attachedTo)) \
              ATTACH PARTITION \(table.sibling(member.index.name))
              """)
          ], down: [])
      }
    }
    if !attaching.isEmpty {
      attaching.what.append("attaches what was missing of \(index.inWords)")
      for name in tree.names { attaching.claimUp(name, .accessShare) }
    }
    claimBuild(tree)
    builds.reversal = .keeps("the repaired index \(index.name)")
    attaching.reversal = builds.reversal
    builds.hazards.append(.indexBuild("\(index.name), concurrently"))
  }

  private func completion(_ index: Index, _ tree: IndexTree) -> [Statement] {
    guard meetsNew, !tree.children.isEmpty else { return [] }
    return [IndexCompletion(index: index, table: tree.name).statement]
  }

  // MARK: Of one partition

  mutating func addLocal(_ index: Index, on table: QualifiedName) {
    guard let node = tree?.node(table) else { return }
    add(index, to: node)
  }

  mutating func dropLocal(_ index: Index, on table: QualifiedName) {
    guard let node = tree?.node(table) else { return }
    guard node.isLeaf else { return drop(index, from: node) }
    builds.what.append("drops \(index.inWords) of \(table)")
    builds.add(
      up: [Statement(index.concurrentRemoval(on: table))],
      down: index.concurrentCreation(on: table))
    builds.hazards.append(.indexDropped(index.name))
    claimBuild(node, drops: true)
  }

  mutating func replaceLocal(_ old: Index, by new: Index, on table: QualifiedName) {
    guard let node = tree?.node(table) else { return }
    builds.what.append("builds \(new.inWords) of \(table) anew")
    claimBuild(node)
    builds.hazards.append(.indexBuild("\(new.name), concurrently"))
    if old.isSame(as: new) {
      builds.add(
        up: [Statement("REINDEX INDEX CONCURRENTLY \(table.sibling(new.name))")], down: [])
      return
    }
    builds.add(
      up: Self.exchange(old, by: new, on: table),
      down: Self.leftovers(of: old, by: new, on: table) + Self.exchange(new, by: old, on: table))
  }

  /// What an exchange leaves that stopped part-way: the new index under its passing name, and the old one
  /// if that is still there under another name than the new one's.
  private static func leftovers(
    of old: Index, by new: Index, on table: QualifiedName
  ) -> [Statement] {
    var names = [Naming.replacement(new.name)]
    if old.name != new.name { names.append(old.name) }
    return names.map { Statement("DROP INDEX CONCURRENTLY IF EXISTS \(table.sibling($0))") }
  }

  private static func exchange(
    _ old: Index, by new: Index, on table: QualifiedName
  ) -> [Statement] {
    var coming = new
    coming.name = Naming.replacement(new.name)
    return coming.concurrentCreation(on: table)
      + [
        Statement(old.concurrentRemoval(on: table)),
        Statement("ALTER INDEX \(table.sibling(coming.name)) RENAME TO \(name: new.name)"),
      ] + new.metadata(on: table)
  }

  // MARK: Locks

  private mutating func claimBuild(_ tree: IndexTree, drops: Bool = false) {
    let (built, dropped) = ("while it is built", "while it is dropped")
    for name in tree.leafNames {
      builds.claimUp(name, .shareUpdateExclusive, drops ? dropped : built)
      builds.claimDown(name, .shareUpdateExclusive, drops ? built : dropped)
    }
  }

  private func claimAdoption(_ step: inout StepBuilder, _ index: Index, _ tree: IndexTree) {
    // An index shell waits for writers; a constraint stops readers too, for a moment.
    for name in tree.names where !tree.leafNames.contains(name) {
      step.claimUp(name, index.constraint == nil ? .share : .accessExclusive)
    }
    for name in tree.leafNames {
      step.claimUp(name, index.constraint == nil ? .accessShare : .accessExclusive)
    }
    // They bring their part, unless an index that is there still got it when they were attached.
    if tree.actual.indexes.contains(where: { $0.isSame(as: index) }) {
      for name in newcomers {
        step.claimUp(name, index.constraint == nil ? .share : .accessExclusive)
      }
    }
    for name in tree.names + newcomers { step.claimDown(name, .accessExclusive) }
  }

  func steps() -> [Step] {
    [builds, attaching].filter { !$0.isEmpty }.map { $0.step() } + replacing
  }
}

extension IndexBuild {
  /// Puts a dropped index back without stopping writers for its build: each statement alone, the
  /// exchange itself in one.
  func rebuilding(dropping other: SQLText?) -> [Statement] {
    let exchange = [other].compactMap { $0 } + adopting(anew: true)
    let body = SQLText.joined(exchange.map { "  \($0);" }, "\n")
    let adoption: [Statement] = exchange.isEmpty ? [] : [Statement(.block("BEGIN\n\(body)\nEND"))]
    let leaves = tree.members(of: index, side).filter(\.tree.isLeaf).map {
      Statement($0.index.creation(on: $0.tree.name, .init(concurrently: true)))
    }
    return leaves + adoption + metadata()
  }
}

extension IndexBuild {
  /// What `adopting()` does, as a header says it.
  fileprivate var adoptionInWords: String {
    if tree.children.isEmpty, !tree.isLeaf { return "creates \(index.inWords) on \(tree.name)" }
    return tree.isLeaf
      ? "adds \(index.inWords) to \(tree.name), using the index that is built"
      : "creates \(index.inWords) on \(tree.name) and attaches the indexes of its "
        + tree.partitionsInWords
  }
}

extension IndexTree {
  var leafNames: [QualifiedName] {
    isLeaf ? [name] : children.flatMap(\.leafNames)
  }

  /// ` and its 12 partitions`, or nothing.
  var extent: String { children.isEmpty ? "" : " and its \(partitionsInWords)" }

  fileprivate var partitionsInWords: String {
    names.count == 2 ? "1 partition" : "\(names.count - 1) partitions"
  }
}

extension Index {
  var inWords: String {
    switch constraint?.kind {
    case .primaryKey: "primary key \(name)"
    case .unique: "unique constraint \(name)"
    case nil: "index \(name)"
    }
  }
}
