/// How many objects an online conversion locks in one transaction, at most.
///
/// The lock table of the server is shared by all sessions; whoever finds it full fails with "out of
/// shared memory" (manual, "Lock Management"), in a swap as late as can be. Counted on PostgreSQL 15
/// with a hundred partitions (scenario 49 holds the figures against the server):
///
/// - building and dropping a partition takes five locks, its TOAST table and that one's index included
///   (some more since 18, within the tenth that the server holds in reserve);
/// - the way back of a swap takes, for each partition, three and one for every index, one for every
///   trigger, and three for every foreign key.
struct LockNeed {
  let from: Table
  let to: Table

  var count: Int { 100 + need(of: from) + need(of: to) }

  /// Locks on one partition that is made and attached: itself, its TOAST table and that one's index, its
  /// indexes and those of the parent, a clone of each trigger, and what each foreign key takes.
  static func count(adding table: Table) -> Int {
    table.allRelations.reduce(0) { count, relation in
      count + 4 + 2 * relation.indexes.count + relation.triggers.count
        + 4 * relation.foreignKeys.count
    }
  }

  /// Conversions below this fit into the smallest lock table that anybody has.
  static let small = 3000

  private func need(of table: Table) -> Int {
    let relation = table.relation
    let foreignKeys = relation.constraints.count { $0.kind == .foreignKey }
    let exchanged = 3 + relation.indexes.count + relation.triggers.count + 4 * foreignKeys
    return table.allPartitions.count * max(6, exchanged)
  }

  /// Raises where the server has less room, in the first file and not in the swap.
  func require(in guards: inout Guard) {
    guard count > Self.small else { return }
    guards.refuse(
      when: """
        pg_catalog.current_setting('max_locks_per_transaction')::bigint
            * (pg_catalog.current_setting('max_connections')::bigint
              + pg_catalog.current_setting('max_prepared_transactions')::bigint) < \(count)
        """,
      "the conversion of \(from.name) locks up to \(count) objects in one transaction; "
        + "max_locks_per_transaction * (max_connections + max_prepared_transactions) must not be "
        + "less: raise max_locks_per_transaction and restart the server, or declare fewer partitions",
      errorCode: "53400")
  }
}

extension Plan {
  /// How many objects a conversion locks in one transaction at most; nil for other changes, which come
  /// in waves, and where nothing is made.
  package var lockNeed: Int? {
    guard let (from, to) = conversion,
      steps.contains(where: { $0.parallel != nil || $0.name == "swap" })
    else { return nil }
    return LockNeed(from: from, to: to).count
  }
}
