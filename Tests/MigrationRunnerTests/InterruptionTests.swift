import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Each case stops a run somewhere and shows that running again converges.
@Suite(.database, .timeLimit(.minutes(12))) struct InterruptionTests {
  private func expectPartial(
    _ done: Int, of total: Int, _ error: RunnerError,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard case .partial(_, _, done, total, _) = error else {
      Issue.record("\(error)", sourceLocation: sourceLocation)
      return
    }
  }

  @Test func goesOnWhereItWasKilled() throws {
    let project = try Project()
    try project.database.execute("CREATE TABLE public.go (a int)")
    try project.add(
      10, "a", "b",
      [
        Statement("CREATE TABLE public.one ()"),
        Statement(
          "SELECT pg_catalog.pg_sleep(CASE count(*) WHEN 0 THEN 60 ELSE 0 END) FROM public.go"),
        Statement("CREATE TABLE public.two ()"),
      ], transaction: .none)
    project.killRunner(when: "query LIKE '%pg_sleep%'")
    expectPartial(1, of: 3, try failure { try project.apply() })
    #expect(try project.status() == [.running])
    try project.database.execute("INSERT INTO public.go VALUES (1)")
    try project.apply()
    #expect(try project.history() == ["up failed 1/3", "up applied 3/3"])
    #expect(try project.exists("public.two"))
  }

  @Test func aKilledTransactionLeavesNothing() throws {
    let project = try Project()
    try project.database.execute("CREATE TABLE public.go (a int)")
    try project.add(
      10, "a", "b",
      [
        Statement("CREATE TABLE public.one ()"),
        Statement(
          "SELECT pg_catalog.pg_sleep(CASE count(*) WHEN 0 THEN 60 ELSE 0 END) FROM public.go"),
      ])
    project.killRunner(when: "query LIKE '%pg_sleep%'")
    guard case .failed(_, _, let error) = try failure({ try project.apply() }) else {
      Issue.record("not failed")
      return
    }
    #expect(error.isConnectionLoss)
    #expect(try !project.exists("public.one"))
    try project.database.execute("INSERT INTO public.go VALUES (1)")
    try project.apply()
    #expect(try project.history() == ["up failed 0/5", "up applied 5/5"])
  }

  @Test func rebuildsAnInvalidIndex() throws {
    let project = try Project()
    try project.add(
      10, "a", "b", [Statement("CREATE INDEX CONCURRENTLY \"one\"\"i\" ON public.events (id)")],
      transaction: .none)
    try killDuringBuild(project)
    #expect(try project.exists("public.\"one\"\"i\""))
    try project.apply()
    let repair = "DROP INDEX CONCURRENTLY public.\"one\"\"i\""
    #expect(
      project.events.contains(
        .repaired(file: "20251122103010_events_1_step.up.sql", action: repair)))
    #expect(try project.history() == ["up failed 0/1", "up applied 1/1"])
    let valid = try project.database.query(
      "SELECT indisvalid FROM pg_index WHERE NOT indisprimary AND indrelid = 'public.events'::regclass"
    )
    #expect(valid[0, 0] == "t")
  }

  @Test func recognisesAnIndexThatWasFinished() throws {
    let project = try Project()
    try project.add(
      10, "a", "b", [Statement("CREATE INDEX CONCURRENTLY one ON public.events (id)")],
      transaction: .none)
    try killDuringBuild(project)
    try project.database.execute("DROP INDEX public.one; CREATE INDEX one ON public.events (id)")
    try project.apply()
    #expect(project.events.contains { if case .statementSkipped = $0 { true } else { false } })
    #expect(try project.history() == ["up failed 0/1", "up applied 1/1"])
  }

  /// Kills the build while it waits for a writer; it has left an invalid index by then.
  private func killDuringBuild(_ project: Project) throws {
    let writer = try project.database.connect()
    try writer.execute("BEGIN; INSERT INTO public.events VALUES (1)")
    project.killRunner(when: "query LIKE 'CREATE INDEX%' AND wait_event = 'virtualxid'")
    expectPartial(0, of: 1, try failure { try project.apply() })
    try writer.execute("COMMIT")
  }

  @Test func anotherIndexOfThatNameIsNoSuccess() throws {
    let project = try Project()
    try project.database.execute("CREATE INDEX one ON public.events ((id + 1))")
    try project.add(
      10, "a", "b", [Statement("CREATE INDEX CONCURRENTLY one ON public.events (id)")],
      transaction: .none)
    for _ in 0..<2 { expectPartial(0, of: 1, try failure { try project.apply() }) }
  }

  /// The runner was killed between the two transactions of a detach.
  private func projectWithPendingDetach() throws -> Project {
    let project = try Project()
    try project.database.execute(
      """
      CREATE TABLE public.p (a int) PARTITION BY LIST (a);
      CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
      """)
    try project.add(
      10, "a", "b",
      [
        Statement("ALTER TABLE public.p DETACH PARTITION public.p1 CONCURRENTLY"),
        Statement("DROP TABLE public.p1"),
      ],
      down: [
        Statement("CREATE TABLE IF NOT EXISTS public.p1 (a int)"),
        Statement("ALTER TABLE public.p ATTACH PARTITION public.p1 FOR VALUES IN (1)"),
      ], transaction: .none)
    let reader = try project.database.connect()
    try reader.execute("BEGIN; SELECT * FROM public.p")
    project.killRunner(
      when: "wait_event_type = 'Lock' AND EXISTS (SELECT FROM pg_inherits WHERE inhdetachpending)")
    expectPartial(0, of: 2, try failure { try project.apply() })
    try reader.execute("COMMIT")
    return project
  }

  @Test func takesAPendingDetachBack() throws {
    let project = try projectWithPendingDetach()
    #expect(try project.down().count == 1)
    let rows = try project.database.query("SELECT inhdetachpending FROM pg_inherits")
    #expect(rows.count == 1 && rows[0, 0] == "f")
  }

  @Test func finalizesAPendingDetach() throws {
    let project = try projectWithPendingDetach()
    try project.apply()
    #expect(try !project.exists("public.p1"))
    #expect(
      project.events.contains(
        .repaired(
          file: "20251122103010_events_1_step.up.sql",
          action: "ALTER TABLE public.p DETACH PARTITION public.p1 FINALIZE")))
  }

  @Test func takesAPartlyAppliedFileBack() throws {
    let project = try Project()
    try project.add(
      10, "a", "b", [Statement("CREATE TABLE public.one ()"), Statement("SELECT 1 / 0")],
      down: [Statement("DROP TABLE IF EXISTS public.one")], transaction: .none)
    expectPartial(1, of: 2, try failure { try project.apply() })
    #expect(try project.status() == [.partly(.up, done: 1, total: 2)])
    #expect(try project.down().count == 1)
    #expect(try project.status() == [.pending])
    #expect(try !project.exists("public.one"))
  }

  @Test func aHalfWayBackOnlyGoesOnBack() throws {
    let project = try Project()
    try project.database.execute("CREATE TABLE public.go (a int)")
    try project.add(
      10, "a", "b", [Statement("CREATE TABLE public.one ()")],
      down: [Statement("DROP TABLE public.one"), Statement("SELECT 1 / count(*) FROM public.go")],
      downTransaction: Step.Transaction.none)
    try project.apply()
    expectPartial(1, of: 2, try failure { try project.down() })
    guard case .halfWayBack = try failure({ try project.apply() }) else {
      Issue.record("not refused")
      return
    }
    try project.database.execute("INSERT INTO public.go VALUES (1)")
    #expect(try project.down().count == 1)
    #expect(try project.status() == [.pending])
    #expect(try project.apply().files.count == 1)
  }

  @Test func givesUpALockAndChangesNothing() throws {
    let project = try Project()
    try project.add(10, "a", "b", [Statement("ALTER TABLE public.events ADD COLUMN b int")])
    let holder = try project.database.connect()
    try holder.execute("BEGIN; SELECT 'secret' FROM public.events")
    guard case .lockTimeout(_, _, let tries, let cause) = try failure({ try project.apply() })
    else {
      Issue.record("no lock timeout")
      return
    }
    let blockers = cause.blockers
    #expect(tries == 3)
    #expect(blockers.map(\.pid) == [Int(holder.backendPID)])
    #expect(blockers.map(\.application) == ["pgparcel/test"])
    #expect(blockers.map(\.state) == ["idle in transaction"])
    #expect(blockers.allSatisfy { !$0.command.contains("secret") })
    #expect(project.events.count { if case .retry = $0 { true } else { false } } == 2)
    #expect(try project.history() == ["up failed 0/4 55P03"])
    try holder.execute("COMMIT")
    try project.apply()
  }

  @Test func aLockLostInTheFirstStatementLeavesNothing() throws {
    let project = try Project()
    try project.add(
      10, "a", "b", [Statement("ALTER TABLE public.events ADD COLUMN b int")], transaction: .none)
    let holder = try project.database.connect()
    try holder.execute("BEGIN; LOCK TABLE public.events")
    guard case .lockTimeout = try failure({ try project.apply() }) else {
      Issue.record("no lock timeout")
      return
    }
    guard case .failed = try project.status()[0] else {
      Issue.record("\(try project.status())")
      return
    }
  }

  @Test func oneRunnerAtATime() throws {
    let project = try Project()
    try project.add(10, "a", "b", [Statement("CREATE TABLE public.one ()")])
    let other = try project.database.connect()
    try RunLock.take(on: other, wait: 0)
    guard case .busy(let holder) = try failure({ try project.apply() }) else {
      Issue.record("not busy")
      return
    }
    #expect(holder?.pid == Int(other.backendPID))
    #expect(holder?.application == "pgparcel/test")
    #expect(try !project.exists("pgparcel.history"))
    let database = project.database
    let pid = other.backendPID
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.3)
      try? database.execute("SELECT pg_terminate_backend(\(pid))")
    }
    var options = Project.options
    options.wait = 20
    #expect(try project.apply(.beforeDeploy, to: nil, options).files.count == 1)
  }

  @Test func stopsWhenAsked() throws {
    let project = try Project()
    try project.add(
      10, "a", "b",
      [Statement("CREATE TABLE public.one ()"), Statement("CREATE TABLE public.two ()")],
      transaction: .none)
    var options = Project.options
    options.shouldStop = { !project.events.isEmpty && project.events.count > 1 }
    guard case .interrupted = try failure({ try project.apply(.beforeDeploy, to: nil, options) })
    else {
      Issue.record("not interrupted")
      return
    }
    #expect(try project.history() == ["up failed 1/2"])
    #expect(try project.apply().files.count == 1)
  }
}
