import Foundation
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// Others hold the table while a conversion is applied: `apply` ends as documented, and no client waits
/// for a lock longer than the files' own `lock_timeout`.
///
/// The server measures: the clients beside it bring a `lock_timeout` that is a little longer, so that one
/// who waited any longer would fail.
@Suite(.serialized, .timeLimit(.minutes(12))) struct LockHolderTests {
  /// The files say 3 s and 80 ms; a second for a machine that has other things to do.
  private static let patience = "4s"

  private static let settings = ["max_prepared_transactions": "5"]

  /// Enough rows that a dump of them fits into no pipe.
  private static let table = """
    CREATE TABLE public.visits (id bigint PRIMARY KEY, at timestamp NOT NULL, note text);
    INSERT INTO public.visits
      SELECT n, timestamp '2026-01-01' + n * interval '1 minute', repeat('x', 900)
      FROM generate_series(1, 6000) AS n;
    """

  private static let schema = """
    version: 1
    table: public.visits
    primary_key: [id]
    partition: {by: hash, key: [id], count: 2, name: "visits_{remainder}"}
    convert: {strategy: online}

    """

  private func project(_ database: TestDatabase, after more: String = "") throws -> Project {
    try database.execute(Self.table + more)
    // Nobody here wants the old table back.
    try database.execute("ALTER DATABASE \(database.name) SET pgparcel.keep_old = 'off'")
    let project = try Project(database: database.address)
    try project.write(Self.schema, to: "schemas/visits.yaml")
    let generate = project.run("generate", "--no-proof")
    try #require(generate.status == 0, "\(generate.error)")
    return project
  }

  /// Runs `body` beside clients that read and write; none of them may fail.
  private func besideClients(_ database: TestDatabase, _ body: () throws -> Void) throws {
    let clients = ["a", "b"].map { Prober(database, named: $0, patience: Self.patience) }
    let outcome = Result { try body() }
    for client in clients {
      let longest = try client.stop()
      print("the slowest statement of client \(client.name) beside the run took \(longest)")
    }
    try outcome.get()
  }

  private func expectDone(_ project: Project, _ database: TestDatabase) throws {
    #expect(project.run("verify").status == 0)
    #expect(try database.query("SELECT count(*) FROM public.visits")[0, 0] == "6000")
  }

  private func apply(_ project: Project, _ more: String...) -> Project.Run {
    project.run(["apply", "--yes", "--phase", "all", "--allow", "DELETES_DATA"] + more)
  }

  /// It ends with 4 and names the holder; nothing is lost, and the next run goes on.
  private func expectBusy(
    _ database: TestDatabase, names holder: String,
    whileHeld body: (() throws -> Void) throws -> Void
  ) throws {
    let project = try project(database)
    try besideClients(database) {
      try body {
        let run = apply(project, "--lock-retries", "2")
        #expect(run.status == 4, "\(run.error)")
        #expect(run.error.contains(holder), "\(run.error)")
        let rows = try database.query("SELECT count(*) FROM public.visits")
        #expect(rows[0, 0] == "6000")
      }
      let run = apply(project)
      #expect(run.status == 0, "\(run.error)")
    }
    try expectDone(project, database)
  }

  @Test func aReaderOfHalfAMinuteIsWaitedFor() throws {
    try withServer(Self.settings) { _, database in
      let project = try project(database)
      try besideClients(database) {
        let reader = database.inBackground(
          "report", ["SELECT pg_sleep(30) FROM (SELECT count(*) FROM public.visits) AS n"])
        let run = apply(project)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error.contains("report"), "\(run.error)")
        try reader.wait()
      }
      try expectDone(project, database)
    }
  }

  @Test func anIdleTransactionIsNamed() throws {
    try withServer(Self.settings) { _, database in
      try expectBusy(database, names: "forgotten") { held in
        let idle = try database.connect(settings: ["application_name": "forgotten"])
        try idle.execute("BEGIN; UPDATE public.visits SET note = 'idle' WHERE id = 1")
        try held()
        try idle.execute("ROLLBACK")
      }
    }
  }

  @Test func aPreparedTransactionIsNamed() throws {
    try withServer(Self.settings) { _, database in
      try expectBusy(database, names: "two-phase") { held in
        try database.execute(
          "BEGIN; UPDATE public.visits SET note = 'prepared' WHERE id = 1;"
            + " PREPARE TRANSACTION 'two-phase'")
        try held()
        try database.execute("COMMIT PREPARED 'two-phase'")
      }
    }
  }

  /// A dump that nobody reads on stands still in the middle of its rows.
  @Test func aDumpIsNamedAndEndsWhole() throws {
    try withServer(Self.settings) { server, database in
      try expectBusy(database, names: "pg_dump") { held in
        let dump = try RunningDump(of: database, binaries: server.binaries)
        try database.waitUntil(
          """
          EXISTS (SELECT FROM pg_stat_activity
                   WHERE application_name = 'pg_dump' AND query LIKE 'COPY%visits%')
          """)
        try held()
        #expect(try dump.rest().contains("PostgreSQL database dump complete"))
      }
    }
  }

  @Test func anAutovacuumMakesRoom() throws {
    try besideAutovacuum { project, database in
      try besideClients(database) {
        let run = apply(project)
        #expect(run.status == 0, "\(run.error)")
      }
      try expectDone(project, database)
    }
  }

  /// The server ends an autovacuum for whoever waits longer than `deadlock_timeout`, and only some may set
  /// that.
  @Test func anAutovacuumStaysForARoleWithoutTheRight() throws {
    let role = """
      CREATE ROLE deploy LOGIN;
      CREATE SCHEMA pgparcel AUTHORIZATION deploy;
      GRANT ALL ON SCHEMA public TO deploy;
      GRANT pg_read_all_stats TO deploy;
      ALTER TABLE public.visits OWNER TO deploy;
      """
    try besideAutovacuum(after: role) { project, database in
      let others = database.address.split(separator: " ").filter { !$0.hasPrefix("user=") }
      let address = others.joined(separator: " ") + " user=deploy"
      let apply = ["apply", "--yes", "--lock-retries", "2", "--database-url", address]
      let run = project.run(apply)
      #expect(run.status == 4, "\(run.error)")
      #expect(run.error.contains("autovacuum"), "\(run.error)")
      #expect(run.error.contains("GRANT SET ON PARAMETER deadlock_timeout TO"), "\(run.error)")
      guard try database.connect().serverVersion >= 150000 else { return }
      try database.execute("GRANT SET ON PARAMETER deadlock_timeout TO deploy")
      let again = project.run(apply)
      #expect(again.status == 0, "\(again.error)")
    }
  }

  /// Its cost limits make it stay on the table for minutes.
  private func besideAutovacuum(
    after more: String = "", _ body: (Project, TestDatabase) throws -> Void
  ) throws {
    let slow = [
      "autovacuum": "on", "autovacuum_naptime": "1s", "autovacuum_vacuum_cost_delay": "100ms",
      "autovacuum_vacuum_cost_limit": "1",
    ]
    try withServer(Self.settings.merging(slow) { $1 }) { _, database in
      let project = try project(
        database,
        after: """
          ALTER TABLE public.visits SET (
            autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
          \(more)
          """)
      try database.execute("UPDATE public.visits SET note = 'again' WHERE id < 10")
      try database.waitUntil(
        """
        EXISTS (SELECT FROM pg_stat_progress_vacuum AS v JOIN pg_stat_activity AS a USING (pid)
          WHERE v.relid = to_regclass('public.visits') AND a.backend_type = 'autovacuum worker')
        """)
      try body(project, database)
    }
  }
}

/// A `pg_dump` whose output nobody reads yet: it stands still once the pipe is full.
private struct RunningDump {
  private let process = Process()
  private let output = Pipe()

  init(of database: TestDatabase, binaries: ServerBinaries) throws {
    process.executableURL = URL(filePath: binaries.directory).appending(path: "pg_dump")
    process.environment = database.target.toolEnvironment
    process.standardOutput = output
    try process.run()
  }

  /// Reads the rest of it, and waits for its end.
  func rest() throws -> String {
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? text : ""
  }
}
