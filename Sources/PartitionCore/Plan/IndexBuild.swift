/// One index of a table and its partitions, built without stopping writers: each leaf's index
/// concurrently, then the parent's as a shell that adopts them (manual, CREATE INDEX, "Building
/// Indexes Concurrently", and ALTER INDEX … ATTACH PARTITION).
struct IndexBuild {
  let index: Index
  let tree: IndexTree
  /// The version of the tree that the index belongs to.
  let side: KeyPath<IndexTree, Relation>

  private var members: [(tree: IndexTree, index: Index, parent: Index?)] {
    tree.members(of: index, side)
  }

  private var leaves: [(tree: IndexTree, index: Index, parent: Index?)] {
    members.filter(\.tree.isLeaf)
  }

  /// One statement a leaf, each alone.
  func building() -> [Statement] {
    leaves.flatMap { leaf -> [Statement] in
      if leaf.tree.adoptable(leaf.index) { return [] }
      var statements: [Statement] = []
      if leaf.tree.actual.indexes.contains(where: { $0.name == leaf.index.name && !$0.valid }) {
        statements.append(
          Statement(
            "DROP INDEX CONCURRENTLY IF EXISTS \(leaf.tree.name.sibling(leaf.index.name))",
            why: "Left behind, invalid, by a build that was interrupted."))
      }
      return statements + [
        Statement(leaf.index.creation(on: leaf.tree.name, .init(concurrently: true)))
      ]
    }
  }

  /// What is left of a build that was not adopted.
  func removing() -> [Statement] {
    leaves.filter { !$0.tree.adoptable($0.index) }.map {
      Statement("DROP INDEX CONCURRENTLY IF EXISTS \($0.tree.name.sibling($0.index.name))")
    }
  }

  /// The parents' indexes over those of the leaves; nothing is scanned.
  ///
  /// - Parameter anew: whether what the live leaves have of the index was dropped before.
  func adopting(anew: Bool = false) -> [SQLText] {
    var statements: [SQLText] = []
    for member in members {
      if member.tree.isLeaf {
        if let promotion = member.index.promotion(on: member.tree.name),
          anew || !member.tree.adoptable(member.index)
        {
          statements.append(promotion)
        }
      } else {
        statements.append(member.index.creation(on: member.tree.name, .init(only: true)))
      }
    }
    // Children before their parents, so that each parent is valid when its own turn comes.
    for member in members.reversed() {
      guard let parent = member.parent else { continue }
      let schema = member.tree.name
      statements.append(
        """
        ALTER INDEX \(schema.sibling(parent.name)) \
        ATTACH PARTITION \(schema.sibling(member.index.name))
        """)
    }
    return statements
  }

  func metadata() -> [Statement] {
    members.flatMap { $0.index.metadata(on: $0.tree.name) }
  }

  /// Takes all of it away; of a partitioned index the partitions' go with it.
  var dropping: SQLText {
    index.constraint == nil
      ? "DROP INDEX \(tree.name.sibling(index.name))"
      : "ALTER TABLE \(tree.name) DROP CONSTRAINT \(name: index.name)"
  }
}

extension IndexTree {
  /// Whether a valid index of this very name stands there already, unattached.
  fileprivate func adoptable(_ index: Index) -> Bool {
    actual.indexes.contains {
      $0.name == index.name && $0.valid && $0.parent == nil && $0.isSame(as: index)
    }
  }
}
