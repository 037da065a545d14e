/// Partitions of one level that give their rows to others, beside readers and writers, and the way
/// back.
///
/// The new partitions are built in a table that stands aside and is divided like their parent;
/// triggers on the old ones log the keys of what is written; rows are copied, indexes built, the
/// log is drained, as in a conversion of the whole table. Then, in one short transaction, the two
/// sets change places: the old ones stand aside, and a log the other way keeps them current. What
/// ATTACH would read rows for is proven before, both ways.
struct RearrangementConversion {
  let table: Table
  let change: Rearrangement
  let settings: ConversionSettings
  /// The level before and after.
  let live: Partitioning
  let wanted: Partitioning
  let exchange: PartitionExchange
  /// What every row below the parent satisfies, by the bounds of the parent and those above it.
  private let ancestry: [SQLText]

  /// Nil where either layout lacks the level.
  init?(_ change: Rearrangement, from table: Table, to resolution: Resolution) {
    let desired = resolution.desired
    guard let (parent, live, ancestry) = table.level(below: change.parent),
      let wanted = desired.level(below: change.parent)?.level,
      let exchange = PartitionExchange(
        change, parent: parent.with(columnsOf: table.relation), level: live,
        known: table.allNames.union(desired.allNames))
    else { return nil }
    self.table = table
    self.change = change
    settings = resolution.conversion
    self.live = live
    self.wanted = wanted
    self.exchange = exchange
    self.ancestry = ancestry
  }

  var parent: QualifiedName { change.parent }
  var root: Relation { table.relation }
  /// The new partitions before the exchange, and the old ones after it.
  var working: Table { exchange.working }
  var retired: Table { exchange.retired }
  var aside: QualifiedName { working.name }

  var pair: SyncPair {
    let names = SyncNames(table.name)
    return SyncPair(
      forward: RowSync(
        direction: .forward, source: exchange.from, destination: working, names: names,
        extent: .listedPartitions),
      backward: RowSync(
        direction: .backward, source: exchange.to, destination: retired, names: names,
        extent: .listedPartitions), settings: settings)
  }
  var state: ConversionState { pair.state }
  var gate: SwapGate { SwapGate(state: state) }
  var oldWords: String { RowSync.words(change.from.names) }
  var newWords: String { RowSync.words(change.to.names) }

  func steps() -> [Step] {
    [
      build(), pair.capture(), pair.copyRows(), indexes(), pair.catchUp(), swap(), settle(),
      finish(),
    ]
  }

  // MARK: Proofs

  /// A CHECK by which ATTACH reads no row.
  struct Proof {
    let relation: Relation
    let name: String
    let condition: SQLText

    var add: [Statement] {
      PartitionSQL.prove(name, "CHECK (\(condition))", on: relation.name)
    }
    var drop: Statement {
      Statement("ALTER TABLE \(relation.name) DROP CONSTRAINT IF EXISTS \(name: name)")
    }
  }

  /// The name of the CHECK of a partition that is called so while it is live.
  static func checkName(_ partition: Partition) -> String {
    Naming.fitted("\(partition.name.name)_bound")
  }

  /// - Parameters:
  ///   - partitions: under the names that they have in the table that `places` is, in the same
  ///     order as in the level.
  ///   - level: the level of the parent when these partitions are live.
  private func proofs(_ places: Table, real: [Partition], level: Partitioning) -> [Proof] {
    zip(places.partitioning?.partitions ?? [], real).compactMap { place, partition in
      let bound = level.proof(of: partition, parents: [parent, aside])
      // Beside these alone, in the table aside, it takes more: that PostgreSQL concludes from a
      // condition of its own only.
      let alone =
        partition.bound == .default
        ? level.exclusion(of: real.filter { $0.bound != .default }) : nil
      let conditions = ancestry + [bound, alone].compactMap { $0 }
      guard !conditions.isEmpty else { return nil }
      return Proof(
        relation: place.relation, name: Self.checkName(partition),
        condition: .joined(conditions, " AND "))
    }
  }

  var ofOld: [Proof] { proofs(exchange.from, real: change.from, level: live) }
  var ofWorking: [Proof] { proofs(working, real: change.to, level: wanted) }
  var ofNew: [Proof] { proofs(exchange.to, real: change.to, level: wanted) }

  /// A default partition that keeps its rows, and that it holds none of the others'; as it is called
  /// now, for it gets another name only after the exchange.
  var remainder: Partition? {
    let stays = wanted.partitions.contains { $0.bound == .default && !change.to.contains($0) }
    return stays ? live.partitions.first { $0.bound == .default } : nil
  }

  var ofRemainder: [Proof] {
    guard let remainder else { return [] }
    let conditions = [change.from, change.to].compactMap(live.exclusion)
    return [
      Proof(
        relation: remainder.relation, name: Self.checkName(remainder),
        condition: .joined(conditions, " AND "))
    ]
  }

  // MARK: Locks

  func claims(_ relations: [Relation], _ mode: LockMode, _ duration: String = "short")
    -> [LockClaim]
  {
    relations.map { LockClaim($0.name, mode, duration) }
  }

  var oldRelations: [Relation] { pair.forward.sourceRelations }
  var newRelations: [Relation] { pair.backward.sourceRelations }
  var remainderRelations: [Relation] { remainder?.standingAlone.allRelations ?? [] }
}

extension Relation {
  /// With all columns, where a partition lists only those in which it deviates. None is an identity
  /// column: a partition has none of its own (facts 2, "Column feature").
  fileprivate func with(columnsOf root: Relation) -> Relation {
    var relation = self
    relation.columns = root.columns.map { column in
      var column = column
      column.identity = nil
      return column
    }
    return relation
  }
}
