/// What happens beside readers and writers, before anything is exchanged.
extension RearrangementConversion {
  // MARK: Build

  func build() -> Step {
    var guards = Guard()
    guards.requireMembers(change.from, of: parent)
    guards.requireColumns(root.columns, of: table.name)
    refuseManyRows(&guards)
    guards.requireAbsent(aside)
    guards.requireAbsent(pair.forward.log)
    LockNeed(from: exchange.from, to: exchange.to).require(in: &guards)
    let sql = PartitionSQL(
      partition: Partition(
        relation: working.relation, bound: .default, partitioning: working.partitioning),
      parent: parent, level: live, root: root)
    var statements = [guards.statement].compactMap { $0 }
    statements += state.open(keepOld: settings.keepOld)
    statements += commented(
      "The new partitions in a table that stands aside, without indexes.",
      sql.standalone(check: false))
    statements += commented(
      "What hangs on them and needs no index.",
      PropertySQL(relation: working.relation).owner()
        + working.allPartitions.flatMap { PropertySQL(relation: $0.relation).withoutIndexes() })
    return Step(
      name: "build",
      what: ["builds \(newWords), empty, in \(aside)"],
      downWhat: ["drops \(aside) with \(newWords)"],
      transaction: .single, up: statements,
      down: [Statement("DROP TABLE \(aside)")] + state.close(),
      locks: [LockClaim(parent, .accessShare)],
      downLocks: claims(working.allRelations, .accessExclusive, OnlineConversion.unused),
      hazards: root.publicationHazards, statementTimeout: "0")
  }

  /// Rows whose foreign keys the exchange checks while the table is locked, without being asked.
  ///
  /// ATTACH takes no foreign key on trust that is not validated (facts 2), and one that stood on the
  /// copy before would stop the application from deleting what a stale row there still references.
  /// Checking two million rows took 1.2 s (15.20, two cores).
  private static let manyRows = 1_000_000

  private func refuseManyRows(_ guards: inout Guard) {
    guard !root.foreignKeys.isEmpty else { return }
    let list = SQLText.joined(oldRelations.map { "(\($0.name.lookup))" }, ", ")
    guards.refuse(
      when: """
        (SELECT pg_catalog.sum(GREATEST(c.reltuples, 0))
           FROM (VALUES \(list)) AS p (oid) JOIN pg_catalog.pg_class AS c ON c.oid = p.oid
             WHERE c.relkind = 'r') > \(Self.manyRows)
          AND COALESCE(pg_catalog.current_setting('pgparcel.rows_under_lock', true), '') <> 'any'
        """,
      "the foreign keys of more than \(Self.manyRows) rows would be checked while the table is "
        + "locked, about a second for two million rows; allow that with "
        + "PGOPTIONS='-c pgparcel.rows_under_lock=any', or drop the foreign keys before",
      errorCode: "55000")
  }

  // MARK: Indexes and proofs

  func indexes() -> Step {
    var guards = Guard()
    state.require(.copied, in: &guards)
    let reverse = KeyLog(
      sync: RowSync(
        direction: .backward, source: working, destination: retired, names: pair.names,
        extent: .listedPartitions))
    let tree = TreeSQL(table: working)
    var up = [guards.statement].compactMap { $0 }
    up.append(
      Statement(
        "SELECT \(pair.names.purge)()",
        why: "Whatever was written meanwhile leaves the copy again."))
    up += commented("Each index is built once, over all rows.", tree.indexes())
    up += working.allPartitions.flatMap { PropertySQL(relation: $0.relation).replicaIdentity() }
    up += commented("Silent until the swap.", reverse.createTriggers())
    up += commented("What ATTACH would otherwise read the copy for.", ofWorking.flatMap(\.add))
    up += commented(
      "The same of what is live, for the exchange and its way back.",
      (ofOld + ofRemainder).flatMap(\.add))
    up.append(
      Statement(
        "VACUUM (ANALYZE) \(aside)", why: "Statistics, and pages that are known to be full."))
    up.append(state.set(.indexed))
    let unused = claims(working.allRelations, .accessExclusive, OnlineConversion.unused)
    return Step(
      name: "indexes",
      what: [
        "builds the keys and indexes of \(newWords)",
        "proves by CHECK constraints what the partitions hold, old ones and new ones",
      ],
      downWhat: ["drops these indexes and CHECK constraints"],
      transaction: .none, up: up,
      down: (ofOld + ofRemainder + ofWorking).map(\.drop) + reverse.dropTriggers()
        + tree.dropIndexes() + [state.set(.copied)],
      locks: unused
        + claims(
          oldRelations + remainderRelations, .accessExclusive,
          "short, then SHARE UPDATE EXCLUSIVE"),
      downLocks: unused + claims(oldRelations + remainderRelations, .accessExclusive),
      statementTimeout: "0")
  }
}
