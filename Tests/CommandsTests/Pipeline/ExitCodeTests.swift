import Commands
import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Every exit code that a user can meet, produced; `docs/exit-codes.md` lists the tests.
@Suite(.database, .timeLimit(.minutes(12))) struct ExitCodeTests {
  /// One file for a table of its own.
  private func add(
    _ statements: [SQLText], to project: Project, transaction: Step.Transaction = .single,
    hazards: [MigrationFile.HazardNote] = []
  ) throws {
    let version = try #require(MigrationVersion("20251122103000"))
    let file = MigrationFile(
      id: MigrationID(version: version, slug: "events", step: 1, name: "step"),
      table: QualifiedName("public", "events"), steps: 1, transaction: transaction,
      from: Fingerprint(of: nil), to: Fingerprint(text: "b"), hazards: hazards,
      lockTimeout: transaction == .single ? "100ms" : nil,
      statements: statements.map { Statement($0) })
    var back = file
    back.direction = .down
    (back.from, back.to) = (file.to, file.from)
    back.statements = []
    _ = try MigrationDirectory("\(project.root)/migrations").write([file, back])
  }

  @Test func zeroIsDone() throws {
    let project = try Clinic.project()
    #expect(project.run("validate").status == 0)
    // Differences are no failure unless asked for.
    #expect(project.run("plan").status == 0)
  }

  @Test func oneIsAnError() throws {
    let project = try Clinic.project()
    try project.write(Clinic.schema.replacing("partition:", with: "partion:"), to: "schemas/b.yaml")
    #expect(project.run("validate").status == 1)
  }

  @Test func twoIsADifference() throws {
    let project = try Clinic.project()
    #expect(project.run("plan", "--exit-code").status == 2)
    #expect(project.run("verify", "--layout").status == 2)
  }

  @Test func threeIsNoConnection() throws {
    let project = try Project(database: "host=/nowhere dbname=clinic")
    try project.write(Clinic.schema, to: "schemas/a.yaml")
    #expect(project.run("plan").status == 3)
  }

  @Test func fourIsBusy() throws {
    let project = try Clinic.project()
    try #require(project.run("generate", "--no-proof").status == 0)
    let other = try TestDatabase.current.connect()
    try other.query("SELECT pg_advisory_lock($1)", ["\(RunLockKey.value)"])
    #expect(project.run("apply").status == 4)
    try other.execute("SELECT pg_advisory_unlock_all()")
    // A lock on the table is as passing as another runner.
    try other.execute("BEGIN; LOCK TABLE public.appointments")
    let run = project.run("apply", "--lock-timeout", "50ms", "--lock-retries", "1")
    #expect(run.status == 4, "\(run.error)")
    // A reader holds up only the statement that needs the table alone.
    try other.execute("ROLLBACK; BEGIN; LOCK TABLE public.appointments IN ACCESS SHARE MODE")
    let refused = project.run("apply", "--lock-timeout", "50ms", "--lock-retries", "1")
    #expect(refused.status == 4, "\(refused.error)")
    #expect(refused.error.contains("pid \(other.backendPID)"), "\(refused.error)")
  }

  @Test func fiveIsPartWay() throws {
    let project = try Project(database: TestDatabase.current.address)
    try add(["SELECT 1", "SELECT 1/0"], to: project, transaction: .none)
    #expect(project.run("apply").status == 5)
  }

  @Test func sixIsRefused() throws {
    let project = try Project(database: TestDatabase.current.address)
    try add(["SELECT 1"], to: project, hazards: [.init(word: "DELETES_DATA", detail: "all")])
    #expect(project.run("apply").status == 6)
    #expect(project.run("apply", "--allow", "DELETES_DATA").status == 0)
  }

  @Test func sixtyFourIsWrongUse() throws {
    #expect(try Project().run("apply", "--nonsense").status == 64)
  }

  /// The statement is ended, what was done is noted, and the number is the shell's.
  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func aSignalIsTheShells(_ signal: Int32, _ status: Int32) throws {
    let project = try Project(database: TestDatabase.current.address)
    try add(
      ["CREATE TABLE public.begun (id integer)", "SELECT pg_catalog.pg_sleep(60)"], to: project,
      transaction: .none)
    let started = try Program.start(
      ["apply", "--yes", "-C", project.root], ["DATABASE_URL": TestDatabase.current.address])
    // Of this database alone: the other signal's test runs beside this one.
    while try TestDatabase.current.query(
      """
      SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()
      """
    ).isEmpty {
      try #require(started.process.isRunning)
      Thread.sleep(forTimeInterval: 0.02)
    }
    kill(started.process.processIdentifier, signal)
    Thread.sleep(forTimeInterval: 0.2)
    // The first lets a statement end, the second does not.
    kill(started.process.processIdentifier, signal)
    let (ended, _, error) = started.result()
    #expect(ended == status, "\(error)")
    #expect(error.contains("pgparcel apply"), "\(error)")
    let row = try TestDatabase.current.query(
      "SELECT state, statements_done FROM pgparcel.history ORDER BY id DESC LIMIT 1")
    try #require(row.count == 1)
    #expect(try row[0].text("state") == "failed")
    #expect(try row[0].text("statements_done") == "1")
  }

  /// Nobody can meet a mistake of ours on purpose; all others have a test and a line.
  @Test func theTableIsWhole() throws {
    let page = try String(
      contentsOf: GoldenCase.fixtures.appending(path: "../../docs/exit-codes.md"), encoding: .utf8)
    for status in ExitStatus.allCases {
      #expect(page.contains("| \(status.rawValue) |"), "\(status)")
    }
    let own = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    for part in page.split(separator: "`") where part.hasPrefix("ExitCodeTests.") {
      #expect(own.contains("func \(part.dropFirst("ExitCodeTests.".count))("), "\(part)")
    }
  }
}
