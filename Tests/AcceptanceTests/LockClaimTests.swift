import Diagnostics
import MigrationProof
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// The locks that a file's header promises are those that the server shows in `pg_locks`.
///
/// Compared are tables that were there before the file ran, and modes that stop somebody: from
/// SHARE UPDATE EXCLUSIVE up. Of a file without transaction the concurrent statements cannot be
/// looked at from inside; of its others, none may lock more than the header says.
@Suite(.database) struct LockClaimTests {
  @Test(arguments: AcceptanceCase.all())
  func holdsWhatTheHeaderSays(_ test: AcceptanceCase) throws { try check(test) }

  @Test(arguments: AcceptanceCase.conversions().filter { $0.optionalText("refused_online") == nil })
  func holdsOnlineWhatTheHeaderSays(_ test: AcceptanceCase) throws { try check(test, .online) }

  private func check(
    _ test: AcceptanceCase, _ strategy: ConversionDeclaration.Strategy? = nil
  ) throws {
    try SharedObjects.create()
    let connection = try TestDatabase.current.connect()
    guard connection.serverVersion >= test.minimumVersion else { return }
    try connection.execute(try test.golden.text("before.sql"))
    try connection.execute(try test.golden.text("seed.sql"))
    var declaration = try test.declaration()
    declaration.convert.strategy = strategy ?? declaration.convert.strategy
    var bag = DiagnosticBag()
    let planned = try LivePlanning.plan(
      declaration, on: try TestDatabase.current.connect(), into: &bag)
    let plan = try #require(planned, "\(TextRenderer().rendered(bag))").outcome.plan
    let version = try #require(MigrationVersion("20260101000000"))
    let files = try MigrationFile.files(for: plan, firstVersion: version).map {
      try ScriptRun(printing: $0)
    }
    let ups = files.filter { $0.file.file.direction == .up }
    let downs = files.filter { $0.file.file.direction == .down }
    try connection.execute("SET pgparcel.keep_old = 'off'")
    let last = plan.steps.last { if case .impossible = $0.reversal { true } else { false } }
    for (step, file) in zip(plan.steps, ups) where step != last {
      try compare(step.locks, file, connection)
    }
    for (step, file) in zip(plan.steps, downs).reversed() where step != last {
      try compare(step.downLocks, file, connection)
    }
    // Behind a step without a way back there is none for the others.
    guard let last, let final = ups.last else { return }
    for file in ups.dropLast() { try file.run(on: connection) }
    try compare(last.locks, final, connection)
  }

  private func compare(
    _ claims: [LockClaim], _ run: ScriptRun, _ connection: borrowing Connection
  ) throws {
    let known = try relations(connection, claims.map(\.relation))
    var claimed: [QualifiedName: LockMode] = [:]
    for claim in claims where claim.mode >= .shareUpdateExclusive {
      claimed[claim.relation] = claim.mode
    }
    var held: [QualifiedName: LockMode] = [:]
    if run.file.file.transaction == .single {
      try connection.execute("BEGIN")
      for command in run.file.commands { try connection.execute(command.sql) }
      try look(connection, known, &held)
      try connection.execute("COMMIT")
      #expect(lines(held) == lines(claimed), "\(run.file.fileName)")
    } else {
      for command in run.file.commands {
        let alone =
          command.sql.contains(" CONCURRENTLY") || ["CALL", "VACUUM"].contains(command.words.first)
        if !alone { try connection.execute("BEGIN") }
        try connection.execute(command.sql)
        if !alone {
          try look(connection, known, &held)
          try connection.execute("COMMIT")
        }
      }
      let beyond = held.filter { $0.value > claimed[$0.key] ?? .accessShare }
      #expect(lines(beyond) == [], "\(run.file.fileName) locks more than it says")
    }
  }

  private func lines(_ locks: [QualifiedName: LockMode]) -> [String] {
    locks.map { "\($0.key): \($0.value.name)" }.sorted()
  }

  /// Names of all tables and views by OID, as they are before a file renames them; of indexes only those
  /// that are claimed, since others follow their tables.
  private func relations(
    _ connection: borrowing Connection, _ claimed: [QualifiedName]
  ) throws -> [String: QualifiedName] {
    var names: [String: QualifiedName] = [:]
    let rows = try connection.query(
      """
      SELECT c.oid::text AS oid, n.nspname, c.relname, c.relkind IN ('i', 'I') AS index
      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'i', 'I')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'pgparcel')
      """)
    for row in rows {
      let name = QualifiedName(try row.text("nspname"), try row.text("relname"))
      if row["index"] == "f" || claimed.contains(name) { names[try row.text("oid")] = name }
    }
    return names
  }

  private func look(
    _ connection: borrowing Connection, _ known: [String: QualifiedName],
    _ held: inout [QualifiedName: LockMode]
  ) throws {
    let rows = try connection.query(
      """
      SELECT relation::pg_catalog.text AS oid, mode
      FROM pg_catalog.pg_locks
      WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation' AND granted
      """)
    for row in rows {
      guard let name = known[try row.text("oid")], let mode = Self.modes[try row.text("mode")],
        mode >= .shareUpdateExclusive
      else { continue }
      held[name] = max(held[name] ?? mode, mode)
    }
  }

  private static let modes: [String: LockMode] = [
    "ShareUpdateExclusiveLock": .shareUpdateExclusive, "ShareLock": .share,
    "ShareRowExclusiveLock": .shareRowExclusive, "ExclusiveLock": .exclusive,
    "AccessExclusiveLock": .accessExclusive,
  ]
}
