/// A relation and its partitions as far as they exist before and after a plan, with both versions
/// of each: where an index of the relation and its partitions' indexes are built and attached.
struct IndexTree {
  let name: QualifiedName
  let desired: Relation
  let actual: Relation
  let children: [IndexTree]
  /// Whether the relation holds rows. A partitioned one does not, even where none of its partitions
  /// exists both before and after.
  let isLeaf: Bool

  /// Nil where the relation does not exist yet.
  init?(actual: Table?, desired: Table) {
    guard let actual else { return nil }
    self.init(
      actual: actual.relation, actual.partitioning, desired: desired.relation,
      desired.partitioning)
  }

  private init(
    actual: Relation, _ live: Partitioning?, desired: Relation, _ wanted: Partitioning?
  ) {
    name = desired.name
    self.actual = actual
    self.desired = desired
    isLeaf = wanted == nil
    let there = (live?.partitions ?? []).filter { !$0.detachPending }
    var live = PartitionsByBound(there)
    let coming = wanted?.partitions ?? []
    lazy var heir = there.heir(among: coming)
    children = coming.compactMap { partition in
      let old = live.take(partition.bound) ?? (heir?.bound == partition.bound ? heir?.live : nil)
      return old.map {
        IndexTree(
          actual: $0.relation, $0.partitioning, desired: partition.relation,
          partition.partitioning)
      }
    }
  }

  /// The tree below (and with) the relation of this name.
  func node(_ name: QualifiedName) -> IndexTree? {
    if self.name == name { return self }
    for child in children {
      if let found = child.node(name) { return found }
    }
    return nil
  }

  /// Some relation that cannot have indexes.
  var foreign: QualifiedName? {
    actual.isForeign ? name : children.lazy.compactMap(\.foreign).first
  }

  var names: [QualifiedName] { [name] + children.flatMap(\.names) }

  /// Whether a live index is valid, and each partition has its valid part of it wherever the
  /// desired one has a part. Nothing is collected: a table may have ten thousand partitions.
  func isWhole(live: Index, desired: Index) -> Bool {
    live.valid && children.allSatisfy { $0.isWhole(partOf: live.name, desired: desired.name) }
  }

  private func isWhole(partOf live: String, desired: String) -> Bool {
    let (there, wanted) = (actual.indexes, self.desired.indexes)
    // Places, not indexes: copying one is dearer than the whole comparison.
    guard let part = wanted.firstIndex(where: { $0.parent == desired }) else { return true }
    guard let live = there.firstIndex(where: { $0.parent == live }) else { return false }
    return there[live].valid
      && children.allSatisfy { $0.isWhole(partOf: there[live].name, desired: wanted[part].name) }
  }

  /// Each relation with its part of an index, parents first. `side` says in which version the
  /// index is looked up.
  func members(
    of index: Index, _ side: KeyPath<IndexTree, Relation>
  ) -> [(tree: IndexTree, index: Index, parent: Index?)] {
    members(of: index, parent: nil, side)
  }

  private func members(
    of index: Index, parent: Index?, _ side: KeyPath<IndexTree, Relation>
  ) -> [(tree: IndexTree, index: Index, parent: Index?)] {
    [(self, index, parent)]
      + children.flatMap { child in
        child[keyPath: side].indexes.filter { $0.parent == index.name }.flatMap {
          child.members(of: $0, parent: index, side)
        }
      }
  }
}
