/// The moment at which the table becomes a partition, and the way back.
extension AttachConversion {
  /// Rows of other partitions that the way back may move while the table is locked.
  private static let fewRows = 10_000

  func attach() -> Step {
    Step(
      name: "attach",
      what: [
        "puts \(new.aside.name) in the place of \(name), \(to.shapeInWords)",
        "makes the table that was \(name) its partition \(history.name); no row is read or moved",
      ],
      downWhat: [
        "detaches \(history.name) and makes it \(name) again; the new table is \(new.aside.name) again",
        "rows that other partitions received come along while it is locked: at most "
          + "\(Self.fewRows) unless pgparcel.rows_under_lock is any",
      ],
      transaction: .single, up: up(), down: down(), locks: locks, downLocks: downLocks,
      hazards: [.acquiresAccessExclusiveLock(name)],
      reversal: .refuses("more than \(Self.fewRows) rows lie in other partitions"),
      statementTimeout: Self.timeout,
      lockTimeout: OnlineConversion.lockTimeout)
  }

  // MARK: Up

  private func up() -> [Statement] {
    var guards = Guard()
    guards.require(name, kind: from.kindLetter, "\(name) is not \(from.kindInWords)")
    guards.require(
      new.aside.name, kind: to.kindLetter, "\(new.aside.name) is not \(to.kindInWords)")
    var statements = [guards.statement].compactMap { $0 }
    statements.append(sample)
    statements += unchanged()
    statements.append(
      Statement("SELECT \(Self.look)()", why: "Once before: under the lock it is quicker then."))
    statements += locking(["ONLY \(name)", "ONLY \(new.aside.name)"])
    statements.append(
      Statement(
        "SELECT \(Self.look)()", why: "Nothing has changed, and ATTACH will find all it needs."))
    statements += commented(
      "What may exist only once goes along.", AttachedObjectSQL(table: from).drop(from: name))
    statements += handover.positions(from: from, to: new.aside, margin: true)
    statements += identities.map {
      Statement("ALTER TABLE \(name) ALTER COLUMN \(name: $0.name) DROP IDENTITY")
    }
    statements += commented("The names change hands.", renames.map { Statement($0.away) })
    statements += new.back
    statements += RelationChange(from: from.relation, to: history.relation)
      .statements(on: history.name)
    statements += indexComments(\.wanted, over: \.live, on: history.name)
    statements.append(takeIn())
    statements += commented(
      "Policies may name the table in their expressions.",
      to.relation.policies.isEmpty ? [] : PropertySQL(relation: to.relation).policies())
    statements += AttachedObjectSQL(table: to).create()
    statements += handover.rebindDependents()
    statements += commented(
      "Foreign keys last: other tables are locked from here to COMMIT.",
      handover.drop(keysOfOthers.moved) + handover.restoreIncoming(on: to, validated: false))
    statements.append(Statement("DROP FUNCTION \(Self.look)()"))
    return statements
  }

  /// What PostgreSQL makes of the bound's condition, to compare with the CHECK that is there.
  private var sample: Statement {
    Statement(
      """
      CREATE TEMPORARY TABLE pgparcel_bound (
        LIKE \(new.aside.name),
        CONSTRAINT \(name: bound.checkName) CHECK (\(bound.condition ?? "true"))
      ) ON COMMIT DROP
      """, why: "How PostgreSQL prints the bound's CHECK.")
  }

  private func locking(_ tables: [SQLText]) -> [Statement] {
    let others = Set(handover.referenced + keysOfOthers.moved.compactMap(\.relation)).sorted()
    return commented(
      "One lock, the strongest at once: nobody reads or writes until COMMIT.",
      (tables + others.map { "\($0)" }).map {
        Statement("LOCK TABLE \($0) IN ACCESS EXCLUSIVE MODE")
      })
  }

  private static let look: SQLText = "pg_temp.pgparcel_unchanged"

  /// A function of this transaction's session, so that what PostgreSQL makes of its text is there
  /// when it is called again.
  private func unchanged() -> [Statement] {
    let table = prepared(keyed: true)
    var guards = Guard()
    guards.requireProof(bound.checkName, of: name, as: "pg_temp.pgparcel_bound")
    guards.requireColumns(table.relation.columns, of: name)
    guards.requireObjects(of: table)
    guards.requireTexts(of: table)
    guards.requireAlike(table, new.aside)
    guards.requireDependents(
      of: name, views: from.dependents.filter { $0.kind == .view }.compactMap(\.relation),
      foreignKeys: keysOfOthers.moved.compactMap(\.name))
    guards.requireIndexes(of: name, like: new.aside.name)
    return [
      Statement(
        """
        CREATE OR REPLACE FUNCTION \(Self.look)() RETURNS void
        LANGUAGE plpgsql
        AS \(.body("BEGIN\n\(guards.checked)\nEND"))
        """, why: "What must be so.")
    ]
  }

  /// ATTACH, undone should it read rows after all.
  private func takeIn() -> Statement {
    let scans: SQLText = "pg_catalog.pg_stat_get_xact_numscans(\(history.name.lookup))"
    return Statement(
      .block(
        """
        DECLARE
          scans CONSTANT bigint := \(scans);
        BEGIN
          ALTER TABLE \(name)
            ATTACH PARTITION \(history.name)
            \(history.bound.clause);
          IF \(scans) > scans THEN
            RAISE EXCEPTION USING MESSAGE =
              \(literal: "pgparcel: attaching \(history.name) read all of its rows under the lock; "
                + "nothing was changed");
          END IF;
        END
        """), why: "All is proven: it reads no row.")
  }

  // MARK: Down

  private func down() -> [Statement] {
    var guards = Guard()
    guards.require(name, kind: to.kindLetter, "\(name) is not \(to.kindInWords)")
    guards.refuse(
      when: """
        NOT EXISTS (
            SELECT FROM pg_catalog.pg_inherits
            WHERE inhrelid = \(history.name.lookup) AND inhparent = \(name.lookup))
        """, "\(history.name) is no partition of \(name)")
    var statements = [guards.statement].compactMap { $0 }
    statements += locking(["\(name)"])
    var unchanged = Guard()
    unchanged.requireColumns(to.relation.columns, of: name)
    unchanged.requireObjects(of: to)
    unchanged.requireTexts(of: to)
    unchanged.requireDependents(
      of: name, views: from.dependents.filter { $0.kind == .view }.compactMap(\.relation),
      foreignKeys: handover.incoming(of: to).compactMap(\.name))
    statements.append(unchanged.statement(why: "Nothing has changed but rows."))
    statements += commented(
      "Other tables let go of it.",
      handover.dropIncoming(of: to) + AttachedObjectSQL(table: to).drop(from: name)
        + to.relation.policies.map { Statement("DROP POLICY \(name: $0.name) ON \(name)") })
    statements.append(Statement("ALTER TABLE \(name) DETACH PARTITION \(history.name)"))
    statements += commented("The names change hands.", new.away)
    statements += renames.reversed().map { Statement($0.back) }
    statements += indexComments(\.live, over: \.wanted, on: name)
    statements += timed(moveBack(), "0")
    statements += RelationChange(from: history.relation, to: from.relation).statements(on: name)
    statements += identities.map { column in
      let sequence = from.sequences.first { $0.identity && $0.column == column.name }
      let options: SQLText =
        sequence.map { "(SEQUENCE NAME \($0.name) \($0.options))" } ?? ""
      return Statement(
        """
        ALTER TABLE \(name) ALTER COLUMN \(name: column.name)
          ADD GENERATED \(deparsed: column.identity?.rawValue ?? "") AS IDENTITY \(options)
        """)
    }
    statements += handover.positions(from: new.aside, to: from, margin: true)
    statements += AttachedObjectSQL(table: from).createWithoutUnvalidated()
    statements += handover.rebindDependents()
    statements += handover.restore(keysOfOthers.moved, validated: false)
    return statements
  }

  /// Rows of other partitions, which the CHECK would refuse.
  private func moveBack() -> Statement {
    let rows = RowCopy(source: new.aside, destination: from)
    return Statement(
      .block(
        """
        BEGIN
          IF NOT EXISTS (SELECT FROM \(new.aside.name)) THEN
            RETURN;
          END IF;
          IF COALESCE(pg_catalog.current_setting('pgparcel.rows_under_lock', true), '') <> 'any'
            AND (SELECT pg_catalog.count(*) FROM (
                   SELECT FROM \(new.aside.name) LIMIT \(Self.fewRows + 1)) AS r) > \(Self.fewRows)
          THEN
            RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE =
              \(literal: "pgparcel: more than \(Self.fewRows) rows lie in other partitions than "
                + "\(history.name), and would be moved under the lock"),
              HINT = \(literal: "Convert online with  partition: none , or move them all the same: "
                + "PGOPTIONS='-c pgparcel.rows_under_lock=any' pgparcel down");
          END IF;
          PERFORM pg_catalog.set_config('row_security', 'off', true);
          \(bound.dropCheck(on: name));
          \(rows.all.sql);
          TRUNCATE TABLE \(new.aside.name);
        END
        """), why: "What other partitions received comes along.")
  }

  // MARK: Parts

  private static let timeout = "5s"

  /// One statement with a time of its own.
  private func timed(_ statement: Statement, _ time: String) -> [Statement] {
    let set = { (value: String) in Statement("SET LOCAL statement_timeout = \(literal: value)") }
    return [set(time), statement, set(Self.timeout)]
  }

  private var identities: [Column] { from.relation.columns.filter { $0.identity != nil } }

  /// The table and those indexes whose names change, in the order of the way forth.
  private var renames: [(away: SQLText, back: SQLText)] {
    let table = (
      away: "ALTER TABLE \(name) RENAME TO \(name: history.name.name)" as SQLText,
      back: "ALTER TABLE \(history.name) RENAME TO \(name: name.name)" as SQLText
    )
    let indexes = (matches.renamed + matches.pairs).filter { $0.live.name != $0.wanted.name }
    return [table]
      + indexes.map { pair in
        (
          "ALTER INDEX \(name.sibling(pair.live.name)) RENAME TO \(name: pair.wanted.name)",
          "ALTER INDEX \(name.sibling(pair.wanted.name)) RENAME TO \(name: pair.live.name)"
        )
      }
  }

  private func indexComments(
    _ new: KeyPath<IndexMatches.Pair, Index>, over old: KeyPath<IndexMatches.Pair, Index>,
    on table: QualifiedName
  ) -> [Statement] {
    matches.pairs.flatMap { pair -> [Statement] in
      let (old, new) = (pair[keyPath: old], pair[keyPath: new])
      var statements: [Statement] = []
      if old.comment != new.comment {
        statements.append(
          Statement(.comment(on: "INDEX \(table.sibling(new.name))", new.comment)))
      }
      if old.constraint?.comment != new.constraint?.comment {
        statements.append(
          Statement(
            .comment(
              on: "CONSTRAINT \(name: new.name) ON \(table)", new.constraint?.comment)))
      }
      return statements
    }
  }

  // MARK: Locks

  private var locks: [LockClaim] {
    // Triggers and the ends of foreign keys come to each partition; the default is looked through.
    let touched = !to.relation.triggers.isEmpty || !handover.incoming(of: to).isEmpty
    let inside = new.aside.allPartitions.filter { touched || $0.bound == .default }.map {
      LockClaim(
        $0.name, $0.bound == .default ? .accessExclusive : .shareRowExclusive, "milliseconds")
    }
    return [name, new.aside.name].map { LockClaim($0, .accessExclusive, "milliseconds") } + inside
      + otherLocks
  }

  private var downLocks: [LockClaim] {
    to.allRelations.map { LockClaim($0.name, .accessExclusive, "milliseconds") } + otherLocks
  }

  private var otherLocks: [LockClaim] {
    let others = Set(handover.referenced + keysOfOthers.moved.compactMap(\.relation)).sorted()
    return others.map { LockClaim($0, .accessExclusive, "while the foreign key moves") }
      + from.dependents.filter { $0.kind == .view }.compactMap(\.relation).map {
        LockClaim($0, .accessExclusive)
      }
  }
}
