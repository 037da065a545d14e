/// How many objects a conversion locks in one transaction, at most, whether online or offline.
///
/// The lock table of the server is shared by all sessions; whoever finds it full fails with "out of
/// shared memory" (manual, "Lock Management"), in a swap as late as can be. An object is one entry
/// however many modes are held. Counted on PostgreSQL 15 with a hundred partitions (scenario 49 holds
/// the figures against the server):
///
/// - building and dropping a bare partition takes five: itself, its TOAST table and that one's index, its
///   row type and the array of it; and one for each default, CHECK and (since 18) NOT NULL that goes
///   with it;
/// - the way back of an online swap takes, for each partition, three and one for every index, one for
///   every trigger, and four for every foreign key;
/// - the way back of an offline one drops partitions with all they have: one for every index, one more
///   where it is a constraint, one for every trigger, and three for every foreign key.
package struct LockNeed {
  /// How many objects the server's lock table holds, as SQL: so many for each process that it may have and
  /// each prepared transaction (manual, `max_locks_per_transaction`).
  package static let capacity: SQLText = """
    (SELECT pg_catalog.current_setting('max_locks_per_transaction')::bigint * pg_catalog.sum(setting::bigint)
       FROM pg_catalog.pg_settings
      WHERE name IN ('max_connections', 'max_prepared_transactions', 'max_worker_processes',
                     'max_wal_senders', 'autovacuum_max_workers'))
    """

  let from: Table
  let to: Table
  var isOffline = false

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
    let indexes = relation.indexes.count
    let foreignKeys = relation.constraints.count { $0.kind == .foreignKey }
    let bare =
      5 + relation.constraints.count { $0.kind == .check || $0.kind == .notNull }
      + relation.columns.count { $0.defaultExpression != nil || $0.generated != nil }
    let whole =
      bare + indexes + relation.indexes.count { $0.constraint != nil } + relation.triggers.count
      + 3 * foreignKeys
    let exchanged = 3 + indexes + relation.triggers.count + 4 * foreignKeys
    return table.allPartitions.count * (isOffline ? whole : max(bare, exchanged))
  }

  /// Raises where the server has less room, in the first file and not in the swap.
  func require(in guards: inout Guard) {
    guard count > Self.small else { return }
    guards.refuse(
      when: "\(Self.capacity) < \(count)",
      "the conversion of \(from.name) locks up to \(count) objects in one transaction, and the server's"
        + " lock table is smaller: raise max_locks_per_transaction and restart the server, or declare"
        + " fewer partitions",
      errorCode: "53400")
  }
}

extension Plan {
  /// How many objects a conversion locks in one transaction at most; nil for other changes, which come
  /// in waves, and where nothing is made.
  package var lockNeed: Int? {
    guard let (from, to) = conversion else { return nil }
    let isOnline = steps.contains { $0.parallel != nil }
    guard isOnline || steps.contains(where: { $0.name == "swap" }) else { return nil }
    return LockNeed(from: from, to: to, isOffline: !isOnline).count
  }
}
