import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Whatever stops a run, running it again gets to the same end.
@Suite(.database, .timeLimit(.minutes(12))) struct ResilienceTests {
  /// The session is ended by the server, which is all that a killed client leaves: each stage is
  /// stopped at its last statement, which marks it as done.
  @Test(
    "24. The runner is killed in each phase", arguments: Stage.online.filter { $0 != .validate })
  func killedRunner(_ stage: Stage) throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    if let index = Stage.online.firstIndex(of: stage), index > 0 {
      try runner.apply(through: Stage.online[index - 1])
    } else {
      // Makes the history and the schema before the first file runs.
      try conversion.execute("CREATE SCHEMA pgparcel")
    }
    try conversion.write("UPDATE public.visits SET note = 'before' WHERE id = 3")
    let blocker = try conversion.database.connect()
    try blocker.execute(
      stage == .build
        ? "BEGIN; CREATE TABLE pgparcel.conversions ()"
        : "BEGIN; LOCK TABLE pgparcel.conversions IN SHARE ROW EXCLUSIVE MODE")
    let run = Background {
      var options = Runner.options
      options.lockTimeout = "60s"
      try conversion.execute(
        "ALTER DATABASE \(conversion.database.name) SET pgparcel.keep_old = off")
      try runner.apply(through: stage, options)
    }
    try conversion.waitUntil(
      """
      (SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND application_name LIKE 'pgparcel/apply/%') > 0
      """)
    #expect(throws: RunnerError.self) { try run.wait() }
    try blocker.execute("ROLLBACK")
    try conversion.write("UPDATE public.visits SET day = '2026-06-06' WHERE id = 4")
    try runner.apply(through: .swap)
    try conversion.expectTwins()
    #expect(try conversion.isPartitioned())
  }

  @Test("24b. A copying session is killed in the middle of a range") func killedCopy() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    try runner.apply(through: .capture)
    try conversion.putGate(at: 5)
    let gate = try conversion.database.connect()
    try gate.execute("SELECT pg_advisory_lock(4711)")
    try conversion.divide()
    let copier = conversion.inBackground("copier", "CALL \(try conversion.object("copy"))()")
    try conversion.waitUntilBlocked("copier")
    try conversion.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'copier'")
    #expect(try copier.failure() != nil)
    try gate.execute("SELECT pg_advisory_unlock(4711)")
    try conversion.removeGate()
    #expect(try conversion.value("SELECT count(*) FROM public.visits_new") == "0")
    try runner.apply(through: .swap)
    try conversion.expectTwins()
  }

  @Test("26. Two runners at once: apply") func twoRunners() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    let other = try conversion.database.connect()
    try RunLock.take(on: other, wait: 0)
    guard case .busy(let holder) = try runner.failure({ try runner.apply() }) else {
      Issue.record("not busy")
      return
    }
    #expect(holder?.pid == Int(other.backendPID))
    try RunLock.release(on: other)
    try runner.apply(through: .swap)
    try conversion.expectTwins()
  }

  @Test("26b. Two runners at once: psql, the copy") func twoCopies() throws {
    let conversion = try Conversion()
    try conversion.execute("UPDATE public.visits SET note = repeat('x', 900)")
    try conversion.execute("UPDATE public.twin SET note = repeat('x', 900)")
    try conversion.up(.build, through: .capture)
    try conversion.divideByBlock()
    try conversion.putGate(at: 5)
    let gate = try conversion.database.connect()
    try gate.execute("SELECT pg_advisory_lock(4711)")
    let copier = conversion.inBackground("copier", "CALL \(try conversion.object("copy"))()")
    try conversion.waitUntilBlocked("copier")
    // The other session copies all ranges but the claimed one, and knows that one is left.
    let error = try conversion.failure(.copy)
    #expect(error.message.contains("not copied"))
    #expect(
      try conversion.value(
        "SELECT count(*) FROM \(conversion.object("ranges")) WHERE copied_rows IS NULL") == "1")
    // Nor can the purge begin while somebody copies.
    let purge = conversion.inBackground("purge", "SELECT \(try conversion.object("purge"))()")
    try conversion.waitUntilBlocked("purge")
    try gate.execute("SELECT pg_advisory_unlock(4711)")
    try copier.wait()
    try purge.wait()
    try conversion.removeGate()
    try conversion.up(.copy, through: .indexes)
    try conversion.expectCopied()
    try conversion.expectTwins()
  }

  @Test("26c. Two runners at once: psql, the swap", arguments: [MigrationDirection.up, .down])
  func twoSwaps(_ direction: MigrationDirection) throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: direction == .up ? .catchUp : .swap)
    let commands = try conversion.commands(.swap, direction)
    let first = try conversion.database.connect()
    try first.execute("BEGIN")
    for command in commands { try first.execute(command) }
    // The other one is past its guards when it waits; it waits longer than the file would.
    let patient = commands.filter { !$0.contains("lock_timeout") }
    let second = conversion.inBackground("second", (["BEGIN"] + patient + ["COMMIT"]))
    try conversion.waitUntilBlocked("second")
    try first.execute("COMMIT")
    let error = try second.failure()
    #expect(
      error?.message.contains("run its files in their order") == true,
      "\(String(describing: error))")
    #expect(try conversion.isPartitioned() == (direction == .up))
    #expect(try conversion.phase() == (direction == .up ? "swapped" : "checked"))
    try conversion.expectTwins()
  }

  @Test("28. A log that cannot be written fails the whole transaction") func captureFails() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .indexes)
    let blocker = try conversion.database.connect()
    try blocker.execute(
      "BEGIN; LOCK TABLE \(conversion.object("forward")) IN ACCESS EXCLUSIVE MODE")
    let writer = try conversion.session("writer", settings: ["lock_timeout": "50ms"])
    #expect(throws: PostgresError.self) {
      try writer.write("UPDATE public.visits SET note = 'never' WHERE id = 3")
    }
    try blocker.execute("ROLLBACK")
    #expect(try conversion.value("SELECT count(*) FROM public.visits WHERE note = 'never'") == "0")
    #expect(try conversion.logged() == [])
    try conversion.expectTwins()
  }

  @Test(
    "30. Objects that an aborted run left behind",
    arguments: [
      "CREATE TABLE public.visits_new ()", "CREATE TABLE public.visits_old ()",
      "CREATE SCHEMA pgparcel; CREATE TABLE pgparcel.public_visits_forward ()",
    ])
  func leftovers(_ sql: String) throws {
    let conversion = try Conversion()
    try conversion.execute(sql)
    let error = try conversion.failure(.build)
    #expect(error.message.contains("exists already"), "\(error)")
    #expect(try conversion.value("SELECT to_regclass('pgparcel.conversions')") == "NULL")
  }

  @Test("30b. A file out of order refuses") func outOfOrder() throws {
    let conversion = try Conversion()
    for stage in [Stage.capture, .copy, .indexes, .catchUp, .swap, .finish] {
      #expect(try conversion.failure(stage, catchingUp: false).message.contains("conversion of"))
    }
    try conversion.up(.build)
    #expect(try conversion.failure(.build).message.contains("exists already"))
    for stage in [Stage.copy, .indexes, .catchUp, .swap, .finish] {
      #expect(try conversion.failure(stage, catchingUp: false).message.contains("in their order"))
    }
    try conversion.up(.capture)
    #expect(try conversion.failure(.indexes).message.contains("in their order"))
    #expect(try conversion.phase() == "armed")
  }
}
