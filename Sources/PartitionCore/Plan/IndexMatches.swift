/// Which indexes of a plain table serve the partition that it becomes, and which have to come or go.
struct IndexMatches {
  /// The same index under the name that it has and the one that it is to have.
  struct Pair {
    let live: Index
    let wanted: Index
  }

  /// The primary key is another one: PostgreSQL takes no second one, so it is exchanged.
  struct Exchange {
    let old: Index
    let new: Index
    /// The old key as a plain unique index, which keeps it unique until the end, and lets it come
    /// back at once.
    let twin: Index
  }

  let pairs: [Pair]
  /// Built beside readers and writers, under the names that they keep.
  let built: [Index]
  let exchange: Exchange?
  /// Indexes of the table that the partition does not need, under the names that they have once
  /// the names have changed hands.
  let rest: [Index]
  /// Those of `rest` that step out of the way of a name.
  let renamed: [Pair]

  init(live table: Table, wanted: [Index], successor: Table) {
    var unused = table.relation.indexes
    var pairs: [Pair] = []
    var built: [Index] = []
    for index in wanted {
      if let position = unused.firstIndex(where: { $0.serves(as: index) }) {
        pairs.append(Pair(live: unused.remove(at: position), wanted: index))
      } else {
        built.append(index)
      }
    }
    var taken = Set(successor.allNames.map(\.name)).union(table.allNames.map(\.name))
    let isPrimary = { (index: Index) in index.constraint?.kind == .primaryKey }
    var exchange: Exchange?
    if let old = unused.first(where: isPrimary), let new = built.first(where: isPrimary) {
      var twin = old.bare
      twin.name = Naming.unused(Naming.retired(old.name), &taken)
      exchange = Exchange(old: old, new: new, twin: twin)
      unused.removeAll { $0 == old }
    }
    let needed = Set(successor.allNames.map(\.name))
    let renamed = unused.filter { needed.contains($0.name) }.map { index in
      var other = index
      other.name = Naming.unused(Naming.retired(index.name), &taken)
      return Pair(live: index, wanted: other)
    }
    rest =
      unused.map { index in renamed.first { $0.live == index }?.wanted ?? index }
      + (exchange.map { [$0.twin] } ?? [])
    self.pairs = pairs
    self.built = built
    self.exchange = exchange
    self.renamed = renamed
  }
}

extension Index {
  /// The index alone, without the constraint and what else hangs on it.
  var bare: Index {
    Index(name: name, definition: definition, unique: unique, tablespace: tablespace)
  }

  /// Whether ATTACH would adopt this index for the other one, and nothing else differs.
  fileprivate func serves(as other: Index) -> Bool {
    valid && definition == other.definition && unique == other.unique
      && tablespace == other.tablespace && constraint?.kind == other.constraint?.kind
      && constraint?.definition == other.constraint?.definition
  }
}
