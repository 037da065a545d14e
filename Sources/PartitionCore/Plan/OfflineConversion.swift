/// The conversion of a table in one transaction under its lock, and the way back.
///
/// The old table steps aside with its rows, the new one is built under the real names, the rows
/// are copied, and everything that may exist only once moves over. The old table is kept until
/// the last file, after the deploy, drops it. On the way back the old table receives what changed
/// and takes its names again. Plain to partitioned, partitioned to plain and one layout to
/// another are the same work.
struct OfflineConversion {
  let handover: Handover

  private var from: Table { handover.from }
  private var to: Table { handover.to }
  private var old: StepAside { handover.old }
  private var undone: StepAside { handover.undone }
  private var name: QualifiedName { handover.name }

  func steps() -> [Step] { [swap(), analyze(), finish()] }

  // MARK: Swap

  private func swap() -> Step {
    let old = old
    return Step(
      name: "swap",
      what: [
        "copies \(name) into a table \(to.shapeInWords) and puts that in its place",
        "keeps the old table as \(old.aside.name)",
      ],
      downWhat: [
        "brings what was written since into \(old.aside.name) and puts that in the place of \(name)"
      ],
      transaction: .single, up: swapUp(old), down: swapDown(old),
      locks: handover.locks("while the rows are copied", retired: nil),
      downLocks: handover.locks("while the rows are copied", retired: old.aside),
      hazards: handover.hazards(),
      reversal: .exact, statementTimeout: "0")
  }

  private func swapUp(_ old: StepAside) -> [Statement] {
    var guards = Guard()
    guards.require(name, kind: from.kindLetter, "\(name) is not \(from.kindInWords)")
    guards.requireColumns(from.relation.columns, of: name)
    guards.requireObjects(of: from)
    guards.requireAbsent(old.aside.name)
    LockNeed(from: from, to: to, isOffline: true).require(in: &guards)
    let tree = TreeSQL(table: to)
    let copy = RowCopy(source: old.aside, destination: to)
    var statements = [guards.statement].compactMap { $0 }
    statements.append(
      Statement(
        "LOCK TABLE \(name) IN ACCESS EXCLUSIVE MODE",
        why: "Nobody reads or writes until COMMIT; the copy below runs under this lock."))
    statements += handover.nullGuard().map { [$0] } ?? []
    statements += commented("The old table steps aside.", old.away)
    statements += commented("The new table, under the real names.", tree.shell())
    statements.append(Statement("SET LOCAL row_security = off"))
    statements.append(
      Statement(copy.all.sql, why: "The rows. One that no partition takes stops everything."))
    statements.append(copy.sameCount)
    statements += commented("Indexes, once the rows are in.", tree.indexes())
    statements += commented(
      "What hangs on the table.", to.allRelations.flatMap { PropertySQL(relation: $0).all() })
    let attached = AttachedObjectSQL(table: from)
    statements += commented(
      "What may exist only once leaves the old table.", attached.drop(from: old.aside.name))
    statements += AttachedObjectSQL(table: to).create()
    statements += handover.positions(from: old.aside, to: to)
    statements += handover.rebindDependents()
    statements += commented(
      "Foreign keys last: other tables are locked from here to COMMIT.",
      AttachedObjectSQL(table: to).createForeignKeys()
        + attached.dropForeignKeys(from: old.aside.name) + handover.dropIncoming(of: from)
        + handover.restoreIncoming(on: to))
    return statements
  }

  private func swapDown(_ old: StepAside) -> [Statement] {
    let undone = undone
    var guards = Guard()
    guards.require(name, kind: to.kindLetter, "\(name) is not \(to.kindInWords)")
    guards.requireColumns(to.relation.columns, of: name)
    guards.requireObjects(of: to)
    guards.require(
      old.aside.name, kind: from.kindLetter,
      "\(old.aside.name) is gone; take back the file that dropped it first")
    var statements = [guards.statement].compactMap { $0 }
    statements.append(
      Statement(
        "LOCK TABLE \(name), \(old.aside.name) IN ACCESS EXCLUSIVE MODE",
        why: "Nobody reads or writes until COMMIT."))
    statements += duplicateGuard().map { [$0] } ?? []
    statements.append(Statement("SET LOCAL row_security = off"))
    let copy = RowCopy(source: to, destination: old.aside)
    statements += copy.difference(key: from.identityColumns)
    statements.append(copy.sameCount)
    statements += commented("The new table steps aside, the old one takes its place.", undone.away)
    statements += old.back
    statements += commented(
      "What may exist only once leaves the new table.",
      AttachedObjectSQL(table: to).drop(from: undone.aside.name))
    statements += AttachedObjectSQL(table: from).createWithoutUnvalidated()
    statements += handover.positions(from: undone.aside, to: from)
    statements += handover.rebindDependents()
    statements += commented(
      "Other tables are locked from here to COMMIT.",
      AttachedObjectSQL(table: from).createForeignKeys() + handover.dropIncoming(of: to)
        + handover.restoreIncoming(on: from))
    statements.append(
      Statement("DROP TABLE \(undone.aside.name)", why: "Every row of it is in the table again."))
    return statements
  }

  // MARK: After the swap

  private func analyze() -> Step {
    Step(
      name: "analyze",
      what: ["gathers statistics of \(name), which autovacuum never does for a partitioned table"],
      downWhat: ["does nothing: the statistics stay"],
      transaction: .none, up: [Statement("ANALYZE \(name)")], down: [],
      locks: to.allRelations.map { LockClaim($0.name, .shareUpdateExclusive, "while sampling") },
      statementTimeout: "0")
  }

  private func finish() -> Step {
    let retired = old.aside
    var guards = Guard()
    guards.require(
      retired.name, kind: from.kindLetter, "\(retired.name) is gone or is not \(from.kindInWords)")
    guards.require(
      name, kind: to.kindLetter, "\(name) is not \(to.kindInWords): the swap was taken back")
    var upGuard = [guards.statement].compactMap { $0 }
    upGuard.append(
      Statement(
        "DROP TABLE \(retired.name)", why: "Its rows live on in \(name)."))
    let tree = TreeSQL(table: retired)
    let rebuilt =
      tree.shell() + tree.indexes()
      + retired.allRelations.flatMap { PropertySQL(relation: $0).all() }
      + AttachedObjectSQL(table: retired).createUnvalidatedChecks()
    return Step(
      name: "finish",
      what: ["drops \(retired.name), the old copy of \(name)"],
      downWhat: [
        "makes \(retired.name) again, empty; the down file of the swap fills it from \(name)"
      ],
      transaction: .single, phase: .afterDeploy, up: upGuard,
      down: commented(
        "Empty: the way back of the swap fills it from \(name).", rebuilt),
      locks: retired.allRelations.map { LockClaim($0.name, .accessExclusive) },
      hazards: [], reversal: .exact)
  }

  /// The old key may be narrower than the new one: rows that share it cannot both go back.
  private func duplicateGuard() -> Statement? {
    guard let key = from.identityColumns, key != to.identityColumns else { return nil }
    let columns = SQLText.joined(key.map { "\(name: $0)" })
    var guards = Guard()
    guards.refuse(
      when: """
        EXISTS (SELECT FROM \(name) GROUP BY \(columns) HAVING pg_catalog.count(*) > 1)
        """,
      "several rows of \(name) share one (\(key.joined(separator: ", "))), which was unique "
        + "before; make it unique again first", errorCode: "23505")
    return guards.statement(why: "The old key is narrower: its values must be unique again.")
  }
}

/// Puts a comment above the first of several statements.
func commented(_ comment: String, _ statements: [Statement]) -> [Statement] {
  guard var first = statements.first else { return [] }
  first.comment.insert(comment, at: 0)
  return [first] + statements.dropFirst()
}

extension Table {
  var kindLetter: String { partitioning == nil ? "r" : "p" }
  var kindInWords: String { partitioning == nil ? "a plain table" : "a partitioned table" }

  /// `partitioned by LIST (is_completed)` or `that is not partitioned`.
  var shapeInWords: String {
    guard let partitioning else { return "that is not partitioned" }
    let key = partitioning.key.map(\.sql).joined(separator: ", ")
    return "partitioned by \(partitioning.strategy.rawValue) (\(key))"
  }
}

extension String {
  /// Without the semicolon and white space that deparsers put at the end.
  var trimmedStatement: String {
    var text = Substring(self)
    while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
