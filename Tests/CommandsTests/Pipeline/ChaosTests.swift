import Foundation
import MigrationProof
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// The tool, its session, a process of the server or the whole server ends at a random moment of a sequence
/// of all kinds of files; running `apply` again leads to what an undisturbed run leads to, and the history tells the truth.
///
/// `make chaos` tries a hundred moments; PGPARCEL_CHAOS chooses another number,
/// PGPARCEL_TEST_SEED the seed of the first, which the others follow.
@Suite(.serialized, .timeLimit(.minutes(60))) struct ChaosTests {
  private enum Blow: CaseIterable { case tool, session, crash, server }

  private static let moments =
    ProcessInfo.processInfo.environment["PGPARCEL_CHAOS"].flatMap { Int($0) } ?? 6

  @Test func runningAgainLeadsToTheSameEnd() throws {
    try withServer(["fsync": "on", "synchronous_commit": "on"]) { server, database in
      let story = try ChaosStory(database, on: server)
      let (end, seconds) = try story.undisturbed()
      for seed in Seed.some(1).flatMap({ first in
        (0..<UInt64(Self.moments)).map { Seed(first.value + $0) }
      }) {
        var random = Seeded(seed)
        let blow = Blow.allCases[Int.random(in: 0..<Blow.allCases.count, using: &random)]
        let moment = Double.random(in: 0...seconds, using: &random)
        try story.restart()
        let run = try story.apply()
        Thread.sleep(forTimeInterval: moment)
        switch blow {
        case .tool: kill(run.process.processIdentifier, SIGKILL)
        case .session: try? story.endSessions()
        case .crash: try? story.crash()
        case .server: story.server.restart()
        }
        let first = run.result()
        let words: Comment = "\(seed), \(blow) after \(moment) s of \(seconds)\n\(first.error)"
        try story.applyUntilDone(words)
        #expect(TextDifference(end, try story.dump()).lines == [], words)
        try story.expectTruth(words)
      }
    }
  }
}

/// A table that goes through all kinds of files, and a database that is put back to its beginning.
private struct ChaosStory {
  let database: TestDatabase
  let server: ScratchServer
  let project: Project
  private let maintenance: TestDatabase

  private static let columns = "[id, at]"
  private static func schema(_ partition: String, _ more: String = "") -> String {
    """
    version: 1
    table: public.visits
    primary_key: \(partition == "none" ? "[id]" : columns)
    partition: \(partition)
    convert: {strategy: \(more.contains("online") ? "online, keep_old: 1 day" : "offline")}
    \(more.replacing("online", with: ""))
    """
  }

  /// Each is planned behind the one before it.
  private static let chapters = [
    // One transaction for all rows.
    schema(
      """
      {by: range, key: [at], partitions: [
        {name: visits_1, from: ["2026-01-01"], to: ["2026-02-01"]},
        {name: visits_2, from: ["2026-02-01"], to: ["2026-03-01"]}], default: {name: visits_rest}}
      """),
    // Rows leave the default; an index leaf by leaf; a rename.
    schema(
      """
      {by: range, key: [at], partitions: [
        {name: visits_jan, was: visits_1, from: ["2026-01-01"], to: ["2026-02-01"]},
        {name: visits_2, from: ["2026-02-01"], to: ["2026-03-01"]},
        {name: visits_3, from: ["2026-03-01"], to: ["2026-04-01"]}], default: {name: visits_rest}}
      """, "indexes:\n  - {name: visits_doctor, columns: [doctor]}"),
    // Row by row beside writers.
    schema(
      """
      {by: hash, key: [id], count: 3, name: "visits_h{remainder}"}
      """,
      "indexes:\n  - {name: visits_doctor, columns: [doctor]}\n  - {name: visits_at, columns: [at]}\nonline"
    ),
    schema(
      """
      {by: range, key: [at], partitions: [
        {name: visits_early, from: [MINVALUE], to: ["2026-02-15"]},
        {name: visits_late, from: ["2026-02-15"], to: ["2026-06-01"]},
        {name: visits_never, from: ["2026-06-01"], to: [MAXVALUE]}]}
      """, "indexes:\n  - {name: visits_doctor, columns: [doctor]}\nonline"),
    // Some partitions for others, behind an index.
    schema(
      """
      {by: range, key: [at], partitions: [
        {name: visits_early, from: [MINVALUE], to: ["2026-02-15"]},
        {name: visits_march, from: ["2026-02-15"], to: ["2026-04-01"]},
        {name: visits_late, from: ["2026-04-01"], to: ["2026-06-01"]},
        {name: visits_never, from: ["2026-06-01"], to: [MAXVALUE]}]}
      """,
      "indexes:\n  - {name: visits_doctor, columns: [doctor]}\n  - {name: visits_note, columns: [note]}\nonline"
    ),
    // Concurrently, then dropped after the deploy.
    schema(
      """
      {by: range, key: [at], partitions: [
        {name: visits_early, from: [MINVALUE], to: ["2026-02-15"], with: {fillfactor: 80}},
        {name: visits_march, from: ["2026-02-15"], to: ["2026-04-01"]},
        {name: visits_late, from: ["2026-04-01"], to: ["2026-06-01"]}]}
      """,
      "retired:\n  - {name: visits_never, then: drop}\n  - {name: visits_note, then: drop}\nindexes:\n  - {name: visits_doctor, columns: [doctor, id]}"
    ),
  ]

  /// Makes the files by going the way once.
  init(_ database: TestDatabase, on server: ScratchServer) throws {
    self.database = database
    self.server = server
    maintenance = TestDatabase(
      at: database.target.database("postgres"), named: "postgres", of: database.server)
    project = try Project(database: database.address)
    try maintenance.execute("CREATE DATABASE beginning TEMPLATE template0")
    try TestDatabase(
      at: database.target.database("beginning"), named: "beginning", of: database.server
    ).execute(
      """
      CREATE TABLE public.visits (
        id bigint PRIMARY KEY, at timestamp NOT NULL, doctor integer, note text);
      INSERT INTO public.visits
        SELECT n, timestamp '2026-01-01' + n * interval '20 minutes', n % 50, repeat('x', 100)
        FROM generate_series(1, 8000) n;
      """)
    try restart()
    for chapter in Self.chapters {
      try project.write(chapter, to: "schemas/visits.yaml")
      let generate = project.run("generate", "--no-proof")
      try #require(generate.status == 0, "\(generate.error)")
      let run = try apply().result()
      try #require(run.status == 0, "\(run.error)")
    }
  }

  /// As it was before the first file.
  func restart() throws {
    try maintenance.execute("DROP DATABASE \(database.name) WITH (FORCE)")
    try maintenance.execute("CREATE DATABASE \(database.name) TEMPLATE beginning")
  }

  func apply() throws -> Program.Started {
    try Program.start(
      [
        "apply", "--yes", "--phase", "all", "--allow", "DELETES_DATA", "--wait", "60s", "-C",
        project.root,
      ],
      ["DATABASE_URL": database.address, "PGOPTIONS": "-c pgparcel.keep_old=off"])
  }

  func undisturbed() throws -> (dump: String, seconds: Double) {
    try restart()
    let begin = Date()
    let run = try apply().result()
    try #require(run.status == 0, "\(run.error)")
    return (try dump(), Date().timeIntervalSince(begin))
  }

  /// Definitions and rows.
  func dump() throws -> String {
    let rows = try database.query(
      "SELECT string_agg(v::text, ' ' ORDER BY id) AS rows FROM public.visits AS v")
    return try database.dumpSchema(["-N", "pgparcel"]) + (rows[0]["rows"] ?? "")
  }

  func endSessions() throws {
    try maintenance.execute(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '\(database.name)' AND application_name LIKE 'pgparcel/%'
      """)
  }

  /// A session that dies takes the server down with it; it comes back from its WAL (manual,
  /// `restart_after_crash`).
  func crash() throws {
    let pids = try maintenance.query(
      "SELECT pid FROM pg_stat_activity WHERE datname = '\(database.name)' LIMIT 1")
    for row in pids { kill(pid_t(try row.int("pid")), SIGKILL) }
  }

  /// While the server comes back nobody gets in, and whoever was thrown out holds the lock for a moment.
  func applyUntilDone(_ words: Comment) throws {
    var last = ""
    for _ in 0..<100 {
      let run = try apply().result()
      last = run.error
      if run.status == 0 { return }
      guard run.status == 3 || run.status == 4 else { break }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("it does not go on: \(last)\n\(words)")
  }

  /// Every file was applied once, in order; attempts that ended are noted as such.
  func expectTruth(_ words: Comment) throws {
    let files = try project.names(in: "migrations").filter { $0.hasSuffix(".up.sql") }
    let rows = try database.query("SELECT version, state FROM pgparcel.history ORDER BY id")
    let states = try rows.map { (try $0.text("version"), try $0.text("state")) }
    let applied = states.filter { $0.1 == "applied" }.map(\.0)
    #expect(applied == files.map { String($0.prefix(14)) }, words)
    #expect(states.allSatisfy { ["applied", "failed"].contains($0.1) }, words)
  }
}
