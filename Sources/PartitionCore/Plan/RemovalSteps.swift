/// The steps by which partitions leave, as their files are named.
package enum RemovalStep: String, CaseIterable, Sendable {
  case detach, archive, drop
}

/// Partitions that leave: detached, concurrently where PostgreSQL allows, and dropped after the
/// deploy where the author said so.
struct RemovalSteps {
  let live: LiveLevels
  private var concurrent = StepBuilder(name: RemovalStep.detach.rawValue, transaction: .none)
  private var plain: Waves
  private var archive: Waves
  private var drops: Waves

  init(live: LiveLevels) {
    self.live = live
    concurrent.downTransaction = .single
    concurrent.statementTimeout = "0"
    var plain = StepBuilder(name: RemovalStep.detach.rawValue, transaction: .single)
    plain.statementTimeout = "0"
    var archive = StepBuilder(name: RemovalStep.archive.rawValue, transaction: .single)
    archive.statementTimeout = "0"
    var drops = StepBuilder(name: RemovalStep.drop.rawValue, transaction: .single)
    drops.phase = .afterDeploy
    self.plain = Waves(plain)
    self.archive = Waves(archive)
    self.drops = Waves(drops)
  }

  mutating func remove(
    _ partition: Partition, from parent: QualifiedName, _ departure: Departure
  ) {
    guard let level = live.level(of: parent) else { return }
    let sql = PartitionSQL(partition: partition, parent: parent, level: level, root: live.root)
    if !partition.detachPending {
      // DETACH CONCURRENTLY is refused while a default partition exists, even for itself.
      if level.partitions.contains(where: { $0.bound == .default }) {
        detach(sql)
      } else {
        detachConcurrently(sql)
      }
    }
    switch departure {
    case .detach: break
    case .drop(let exported): drop(sql, exported: exported)
    case .archive(let schema, let tablespace): move(sql, to: schema, tablespace)
    }
  }

  private mutating func detachConcurrently(_ sql: PartitionSQL) {
    concurrent.what.append("detaches partition \(sql.name) without stopping anyone")
    let up = [
      Statement("ALTER TABLE \(sql.parent) DETACH PARTITION \(sql.name) CONCURRENTLY"),
      dropLeftover(sql),
    ]
    concurrent.add(up: up, down: attachWhereDetached(sql) + [dropRepeated(sql)])
    concurrent.claim(sql.parent, .shareUpdateExclusive)
    claimNeighbours(&concurrent, sql, up: .shareRowExclusive)
  }

  private mutating func detach(_ sql: PartitionSQL) {
    plain.makeRoom(for: sql.partition.standingAlone)
    plain.step.what.append("detaches partition \(sql.name)")
    let up: SQLText = "ALTER TABLE \(sql.parent) DETACH PARTITION \(sql.name)"
    plain.step.claimUp(sql.parent, .accessExclusive)
    guard let other = sql.defaultPartition else {
      plain.step.add(up: [Statement(up)], down: attach(sql))
      plain.step.claimDown(sql.parent, .shareUpdateExclusive)
      claimNeighbours(&plain.step, sql, up: .shareRowExclusive)
      return
    }
    plain.step.add(
      up: [Statement(up)] + StaleBounds(partition: other).forgetting,
      down: [sql.lockParent] + sql.takeRows(from: other) + attach(sql))
    plain.step.claimDown(sql.parent, .accessExclusive, "while rows leave the default partition")
    plain.step.claim(other.name, .accessExclusive)
    for name in StaleBounds(partition: other).relations {
      plain.step.claimUp(name, .shareUpdateExclusive)
    }
    if sql.partition.accepted != nil {
      plain.step.reversal = .refuses("rows of \(other.name) fit no partition of \(sql.name)")
    }
    plain.step.hazards.append(
      .blocksConcurrentDetach("the default partition \(other.name) forces a blocking detach"))
    claimNeighbours(&plain.step, sql, up: .shareRowExclusive)
  }

  private func attach(_ sql: PartitionSQL) -> [Statement] {
    [Statement(sql.attach), renamed(sql)].compactMap { $0 }
  }

  /// For a file that may have stopped before it came to this partition. A detach that was begun counts for
  /// none: it has to be finished before.
  private func attachWhereDetached(_ sql: PartitionSQL) -> [Statement] {
    let attach = Statement(
      .block(
        """
        BEGIN
          IF NOT EXISTS (
              SELECT FROM pg_catalog.pg_inherits
              WHERE inhrelid = \(sql.name.lookup)
                AND inhparent = \(sql.parent.lookup) AND NOT inhdetachpending) THEN
            ALTER TABLE \(sql.parent)
              ATTACH PARTITION \(sql.name)
              \(sql.partition.bound.clause);
          END IF;
        END
        """), why: "Where the file stopped before it, the partition is still there.")
    return [attach, renamed(sql)].compactMap { $0 }
  }

  private func renamed(_ sql: PartitionSQL) -> Statement? {
    EqualIndexes(partition: sql.partition, parent: sql.parent).naming
  }

  private func claimNeighbours(_ step: inout StepBuilder, _ sql: PartitionSQL, up: LockMode) {
    for relation in sql.partition.standingAlone.allRelations {
      step.claim(relation.name, .accessExclusive)
    }
    for referenced in live.referenced {
      step.claimUp(referenced, up)
      step.claimDown(referenced, .accessExclusive)
    }
    for referencing in live.referencing { step.claim(referencing, .accessExclusive) }
  }

  /// DETACH CONCURRENTLY leaves the bound behind as a CHECK of a name that it chooses (manual,
  /// ALTER TABLE, "DETACH PARTITION"); any CHECK that was not there before is it.
  private func dropLeftover(_ sql: PartitionSQL) -> Statement {
    dropNewChecks(of: sql, why: "The detach leaves the bound behind as a CHECK.")
  }

  /// The same CHECK, where the way back begins before it was dropped. By then only its text tells it from
  /// what people have added to the table since.
  ///
  /// Below a default partition its text begins otherwise: what that excludes is simplified before it becomes
  /// a CHECK (measured on 15.18). There the end of the text tells it, which is the bound's own. A list of
  /// values is spelled otherwise too; then the CHECK stays, rather than that somebody's own one goes.
  private func dropRepeated(_ sql: PartitionSQL) -> Statement {
    let whole: SQLText = """
      pg_catalog.pg_get_constraintdef(oid)
              = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
      """
    let end: SQLText = """
      conname ~ '_check[0-9]*$'
              AND pg_catalog.right(pg_catalog.pg_get_constraintdef(oid), \(ownLength(sql)))
                = pg_catalog.right(
                    pg_catalog.pg_get_partition_constraintdef(conrelid) || ')', \(ownLength(sql)))
      """
    return dropNewChecks(
      of: sql, where: live.isBelowDefault(sql.parent) ? end : whole,
      why: "A CHECK that says what the bound says, left behind by the detach.")
  }

  /// Of the text of a partition's constraint, what the parent's does not have: ` AND ` and the bound.
  private func ownLength(_ sql: PartitionSQL) -> SQLText {
    """
    pg_catalog.length(pg_catalog.pg_get_partition_constraintdef(conrelid))
                    - pg_catalog.length(pg_catalog.pg_get_partition_constraintdef(\(sql.parent.lookup)))
    """
  }

  /// Those that were there before stay, even where they say what the bound says.
  private func dropNewChecks(
    of sql: PartitionSQL, where condition: SQLText? = nil, why: String
  ) -> Statement {
    let table: SQLText = "\(sql.name)"
    let checks = (live.root.constraints + sql.partition.relation.constraints).filter {
      $0.kind == .check
    }
    let known = checks.map { SQLText("\(literal: $0.name)") }
    let isNew: SQLText = "conname <> ALL (ARRAY[\(.joined(known))]::pg_catalog.name[])"
    let conditions = [isNew, condition].compactMap { $0 }
    return Statement(
      .block(
        """
        DECLARE
          leftover pg_catalog.name;
        BEGIN
          FOR leftover IN
            SELECT conname
            FROM pg_catalog.pg_constraint
            WHERE conrelid = \(sql.name.lookup) AND contype = 'c'
              AND \(.joined(conditions, "\n      AND "))
          LOOP
            EXECUTE pg_catalog.format(
              'ALTER TABLE %s DROP CONSTRAINT %I', \(literal: table.text), leftover);
          END LOOP;
        END
        """), why: why)
  }

  /// A detached table of which nothing else depends on where it is.
  private mutating func move(_ sql: PartitionSQL, to schema: String?, _ tablespace: String?) {
    let target = schema.map { QualifiedName($0, sql.name.name) }
    archive.makeRoom(for: sql.partition.standingAlone)
    archive.step.what.append(
      "moves \(sql.name) to "
        + [schema.map { "schema \($0)" }, tablespace.map { "tablespace \($0)" }]
        .compactMap { $0 }.joined(separator: ", "))
    let move = ArchiveSQL(
      table: sql.partition.standingAlone, schema: schema, tablespace: tablespace)
    archive.step.add(up: move.up(), down: move.down())
    for relation in sql.partition.standingAlone.allRelations {
      let moved = target.map { QualifiedName($0.schema, relation.name.name) } ?? relation.name
      archive.step.claim(relation.name, .accessExclusive, down: moved)
    }
    if tablespace != nil { archive.step.hazards.append(.rewritesTable(sql.name)) }
    if let schema { archive.step.reversal = .keeps("the schema \(schema)") }
  }

  private mutating func drop(_ sql: PartitionSQL, exported: Bool) {
    drops.makeRoom(for: sql.partition.standingAlone)
    drops.step.what.append(
      "drops \(sql.name) with its rows" + (exported ? ", once they are in a file" : ""))
    if exported {
      drops.step.exports.append(sql.name)
      // All rows are read under the lock.
      drops.step.statementTimeout = "0"
    }
    drops.step.add(
      up: (exported ? ExportGuard(table: sql.name).statements() : [])
        + [Statement("DROP TABLE \(sql.name)")],
      down: commented(
        "Empty: its rows are gone.", sql.standalone(check: false) + sql.indexes() + sql.properties()
      ))
    for relation in sql.partition.standingAlone.allRelations {
      drops.step.claimUp(relation.name, .accessExclusive)
    }
    for referenced in live.referenced { drops.step.claimUp(referenced, .accessExclusive) }
    drops.step.claimDown(sql.parent, .accessShare)
    drops.step.hazards.append(.deletesData("the rows of \(sql.name)"))
    drops.step.reversal = .loses("the rows of what it drops")
  }

  func steps() -> [Step] {
    ([concurrent] + plain.builders + archive.builders + drops.builders).filter { !$0.isEmpty }.map {
      $0.step()
    }
  }
}
