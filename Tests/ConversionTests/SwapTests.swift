import MigrationProof
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// The moment at which the names change hands, beside those who hold and want the table.
@Suite(.database, .timeLimit(.minutes(12))) struct SwapTests {
  /// Of this database alone: other tests wait for locks on the same server.
  private static let waiting = """
    pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
    WHERE d.datname = current_database() AND NOT l.granted
    """

  /// The swap up to COMMIT, which the caller sends.
  private func begin(_ conversion: Conversion, _ session: borrowing Connection) throws {
    try session.execute("BEGIN")
    for command in try conversion.commands(.swap) { try session.execute(command) }
  }

  @Test("33. An idle reader holds the table: retried, then done") func idleReader() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    try runner.apply(through: .catchUp)
    let reader = try conversion.session("reader")
    try reader.execute("BEGIN; SELECT count(*) FROM public.visits")
    let error = try runner.failure { try runner.apply(through: .swap) }
    guard case .lockTimeout(_, _, let tries, let cause) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(tries == 3)
    #expect(cause.blockers.map(\.application) == ["reader"])
    // Between two tries nobody waits: the queue is empty again.
    #expect(try conversion.value("SELECT count(*) FROM \(Self.waiting)") == "0")
    let pid = reader.backendPID
    var options = Runner.options
    options.lockRetries = 1000
    try runner.apply(through: .swap, options) { event in
      guard case .retry = event else { return }
      try? conversion.execute("SELECT pg_terminate_backend(\(pid))")
    }
    #expect(try conversion.isPartitioned())
    try conversion.expectTwins()
  }

  @Test("36. An old snapshot stops the swap until it is told to ignore it") func oldSnapshot()
    throws
  {
    let conversion = try Conversion()
    try conversion.up(.build, through: .catchUp)
    try conversion.write("UPDATE public.visits SET note = 'missed' WHERE id = 3")
    let reader = try conversion.session("report")
    try reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
    let error = try conversion.failure(.swap)
    #expect(error.sqlState == "55P03")
    #expect(error.message.contains("old snapshot"))
    #expect(error.message.contains("report"))
    #expect(try !conversion.isPartitioned())
    try conversion.run(.swap, settings: ["pgparcel.snapshots": "ignore"])
    // What the gate is for: what a drain wrote after that snapshot is not in it.
    #expect(
      try reader.query("SELECT note FROM public.visits WHERE id = 3")[0, 0] == "note 3")
    try reader.execute("COMMIT")
    try conversion.expectTwins()
  }

  @Test("36b. An idle transaction without a snapshot stops nobody") func idleWithoutSnapshot()
    throws
  {
    let conversion = try Conversion()
    try conversion.up(.build, through: .catchUp)
    let idle = try conversion.session("idle")
    try idle.execute("BEGIN; SELECT 1")
    try conversion.up(.swap)
    try idle.execute("COMMIT")
    #expect(try conversion.isPartitioned())
  }

  @Test("36c. A role that cannot see snapshots is told so") func blindRole() throws {
    let conversion = try Conversion()
    let gate = try #require(
      try conversion.file(.swap).file.commands.first { $0.sql.contains("backend_xmin") })
    let session = try conversion.session("blind")
    // A role of every server that may not read what other sessions do.
    try session.execute("SET ROLE pg_signal_backend")
    #expect {
      try session.execute(gate.sql)
    } throws: {
      ($0 as? PostgresError)?.sqlState == "42501" && "\($0)".contains("pg_read_all_stats")
    }
    try session.execute("SET pgparcel.snapshots = 'ignore'")
    try session.execute(gate.sql)
  }

  @Test("38. Prepared statements and cached plans across both swaps") func preparedStatements()
    throws
  {
    let conversion = try Conversion(
      Visits.sql + """
        CREATE FUNCTION public.note_of(wanted bigint) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN RETURN (SELECT note FROM public.visits WHERE id = wanted); END $$;
        """)
    try conversion.up(.build, through: .catchUp)
    let app = try conversion.session("app", settings: ["plan_cache_mode": "force_generic_plan"])
    try app.execute(
      """
      PREPARE get (bigint) AS SELECT note FROM public.visits WHERE id = $1;
      PREPARE put (text, bigint) AS UPDATE public.visits SET note = $1 WHERE id = $2 RETURNING note;
      PREPARE add (bigint, date) AS INSERT INTO public.visits (id, day, note) VALUES ($1, $2, 'new');
      """)
    func use(_ round: Int) throws {
      #expect(try app.query("EXECUTE put ('round \(round)', 3)")[0, 0] == "round \(round)")
      #expect(try app.query("EXECUTE get (3)")[0, 0] == "round \(round)")
      #expect(try app.query("SELECT public.note_of(3)")[0, 0] == "round \(round)")
      try app.execute("EXECUTE add (\(100 + round), '2026-01-01')")
      #expect(
        try conversion.value("SELECT count(*) FROM public.visits WHERE note = 'new'")
          == "\(round)")
    }
    try use(1)
    try conversion.up(.swap)
    try use(2)
    try conversion.down(.swap)
    try use(3)
  }

  @Test("39. A prepared SELECT * keeps its shape") func preparedStar() throws {
    let conversion = try Conversion(
      """
      CREATE TABLE public.visits (gone text, id bigint PRIMARY KEY, day date NOT NULL, n numeric(9,2));
      ALTER TABLE public.visits DROP COLUMN gone;
      INSERT INTO public.visits VALUES (1, '2026-01-01', 2);
      """)
    try conversion.up(.build, through: .catchUp)
    let app = try conversion.session("app")
    try app.execute("PREPARE all_of AS SELECT * FROM public.visits")
    let before = try app.query("EXECUTE all_of")
    try conversion.up(.swap)
    let after = try app.query("EXECUTE all_of")
    #expect(after.columns == before.columns)
    #expect(after.indices.map { after[$0, 2] } == ["2.00"])
  }

  @Test("40. Who waits for a row lock at the swap gets the row of the new table") func rowLocks()
    throws
  {
    let conversion = try Conversion()
    try conversion.up(.build, through: .catchUp)
    try conversion.write("UPDATE public.visits SET note = 'newest' WHERE id < 4")
    let swap = try conversion.session("swap")
    try begin(conversion, swap)
    #expect(throws: PostgresError.self) {
      try conversion.execute("BEGIN; LOCK TABLE public.visits NOWAIT; COMMIT")
    }
    let waiters = try ["FOR UPDATE", "FOR UPDATE NOWAIT", "FOR UPDATE SKIP LOCKED"].enumerated().map
    {
      (number, clause) in
      let waiter = conversion.inBackground(
        "waiter \(number)",
        """
        DO $$ BEGIN
          PERFORM FROM public.visits WHERE id = \(number + 1) AND note = 'newest' \(clause);
          IF NOT FOUND THEN RAISE 'the row is missed'; END IF;
        END $$
        """)
      try conversion.waitUntilBlocked("waiter \(number)")
      return waiter
    }
    try swap.execute("COMMIT")
    for waiter in waiters { try waiter.wait() }
    try conversion.expectTwins()
  }

  @Test("40b. Writers that wait at the swap write the new table") func waitingWriter() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .catchUp)
    let swap = try conversion.session("swap")
    try begin(conversion, swap)
    let writer = conversion.inBackground(
      "writer", "UPDATE public.visits SET note = 'waited' WHERE id = 3")
    try conversion.waitUntilBlocked("writer")
    try swap.execute("COMMIT")
    try writer.wait()
    #expect(try conversion.value("SELECT note FROM public.visits WHERE id = 3") == "waited")
    #expect(try conversion.logged("backward") == ["k 3 2025-12-25"])
    try conversion.down(.swap)
    #expect(try conversion.value("SELECT note FROM public.visits WHERE id = 3") == "waited")
  }

  @Test("48. A transaction that goes the other way wins") func otherOrder() throws {
    let conversion = try Conversion(
      Visits.sql + """
        DROP INDEX public.visits_code;
        CREATE TABLE public.bills (id bigint PRIMARY KEY,
          visit bigint CONSTRAINT bills_visit REFERENCES public.visits);
        """, yaml: Visits.byHash)
    try conversion.up(.build, through: .catchUp)
    let commands = try conversion.commands(.swap)
    let locks = commands.indices.filter { commands[$0].hasPrefix("LOCK TABLE") }
    let last = try #require(locks.last)
    #expect(commands[last].contains("bills"))
    let swap = try conversion.session("swap")
    try swap.execute("BEGIN")
    for command in commands[..<locks[0]] { try swap.execute(command) }
    let gate = try conversion.database.connect()
    try gate.execute("SELECT pg_advisory_lock(4712)")
    let app = conversion.inBackground(
      "app",
      [
        "BEGIN; LOCK TABLE public.bills IN ROW EXCLUSIVE MODE",
        "SELECT pg_advisory_xact_lock(4712)",
        "UPDATE public.visits SET note = 'by the app' WHERE id = 3; COMMIT",
      ])
    try conversion.waitUntilBlocked("app")
    // The swap has the one table and is about to ask for the other.
    for command in commands[locks[0]..<last] { try swap.execute(command) }
    try gate.execute("SELECT pg_advisory_unlock(4712)")
    try conversion.waitUntil(
      "EXISTS (SELECT FROM \(Self.waiting) AND locktype = 'relation')")
    var state: String?
    do { try swap.execute(commands[last]) } catch { state = error.sqlState }
    try swap.execute("ROLLBACK")
    #expect(["55P03", "40P01"].contains(state))
    try app.wait()
    try conversion.up(.swap)
    #expect(try conversion.value("SELECT note FROM public.visits WHERE id = 3") == "by the app")
  }

  @Test("50. Cancelled while it holds the lock", arguments: [MigrationDirection.up, .down])
  func cancelled(_ direction: MigrationDirection) throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    try runner.apply(through: direction == .up ? .catchUp : .swap)
    let before = try conversion.database.dumpSchema(["--exclude-schema=pgparcel"])
    // Its last statement has to wait here, with everything else done.
    let blocker = try conversion.database.connect()
    try blocker.execute("BEGIN; LOCK TABLE pgparcel.conversions IN SHARE ROW EXCLUSIVE MODE")
    let run = Background {
      var options = Runner.options
      options.lockTimeout = "60s"
      if direction == .up {
        try runner.apply(through: .swap, options)
      } else {
        try runner.down(.last(1), options)
      }
    }
    try conversion.waitUntil(
      """
      (SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND application_name LIKE 'pgparcel/%/2%') > 0
      """)
    #expect(throws: RunnerError.self) { try run.wait() }
    try blocker.execute("ROLLBACK")
    #expect(try conversion.database.dumpSchema(["--exclude-schema=pgparcel"]) == before)
    #expect(try conversion.phase() == (direction == .up ? "checked" : "swapped"))
    try conversion.write("UPDATE public.visits SET note = 'after' WHERE id = 3")
    if direction == .up { try runner.apply(through: .swap) } else { try runner.down() }
    try conversion.expectTwins()
  }

  @Test("47. A dump is waited for") func dump() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .catchUp)
    // What pg_dump does: one snapshot, and ACCESS SHARE on every table until it ends.
    let dump = try conversion.session("pg_dump")
    try dump.execute(
      """
      BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
      LOCK TABLE public.visits IN ACCESS SHARE MODE; SELECT FROM public.visits
      """)
    #expect(try conversion.failure(.swap).sqlState == "55P03")
    #expect(
      try conversion.failure(.swap, settings: ["pgparcel.snapshots": "ignore"]).sqlState == "55P03")
    #expect(try dump.query("SELECT count(*) FROM public.visits")[0, 0] == "20")
    try dump.execute("COMMIT")
    try conversion.up(.swap)
    try conversion.expectTwins()
  }
}
