import Foundation
import MigrationRunner
import PartitionCore
import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// The examples of `docs/pipelines.md`, run on a database.
@Suite(.database) struct PipelineRunTests {
  /// The variables of a job: the program is on PATH, the database is libpq's to find.
  private func variables(_ target: ConnectionTarget) -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return target.toolEnvironment.merging(
      ["PATH": "\(Program.path.deletingLastPathComponent().path):\(path)", "APPLY_PAUSE": "0"]
    ) { $1 }
  }

  private func applyLayouts(_ project: Project, _ options: String...) throws -> (
    status: Int32, text: String
  ) {
    try ForeignProgram.run(
      "\(Sources.root)/docs/examples/apply-layouts",
      ["-C", project.root, "--lock-timeout", "50ms", "--lock-retries", "0"] + options,
      environment: variables(TestDatabase.current.target).merging(
        ["APPLY_TRIES": "2", "CI_JOB_URL": "https://gitlab.example.com/jobs/7"]) { $1 })
  }

  @Test func busyIsTriedAgainAndTheHistoryKnowsTheJob() throws {
    let project = try Clinic.project()
    try #require(project.run("generate", "--no-proof").status == 0)
    let other = try TestDatabase.current.connect()
    try other.query("SELECT pg_advisory_lock($1)", ["\(RunLockKey.value)"])
    let busy = try applyLayouts(project)
    #expect(busy.status == 4)
    #expect(busy.text.matches(of: /error\[E401\]/).count == 2, "\(busy.text)")
    try other.execute("SELECT pg_advisory_unlock_all()")
    let done = try applyLayouts(project)
    #expect(done.status == 0, "\(done.text)")
    let rows = try TestDatabase.current.query("SELECT DISTINCT run_url FROM pgparcel.history")
    #expect(try rows.map { try $0.text("run_url") } == ["https://gitlab.example.com/jobs/7"])
  }

  /// The old table is to be kept for days: nothing that a second try could change.
  @Test func aRefusalIsNotTriedAgain() throws {
    let project = try Clinic.project()
    try project.write(
      Clinic.schema.replacing("strategy: offline", with: "strategy: online, keep_old: 7 days"),
      to: "schemas/appointments.yaml")
    try #require(project.run("generate", "--no-proof").status == 0)
    #expect(try applyLayouts(project).status == 0)
    let run = try applyLayouts(project, "--phase", "after-deploy")
    #expect(run.status == 6, "\(run.text)")
    #expect(run.text.matches(of: /error\[E/).count == 1, "\(run.text)")
  }

  /// The database is dumped as the page says, and checked as the workflow does.
  @Test func aPullRequestIsCheckedOnAServerWithoutRows() throws {
    let project = try Clinic.project()
    for arguments in [["generate", "--no-proof"], ["apply"], ["apply", "--phase", "all"]] {
      try #require(project.run(arguments).status == 0)
    }
    let page = try Sources.text("docs/pipelines.md")
    let block = try #require(page.firstMatch(of: /```sh\n(\{ pg_dump [^`]*)```/))
    try FileManager.default.createDirectory(
      atPath: "\(project.root)/db", withIntermediateDirectories: true)
    let dump = try bash(String(block.1), project, TestDatabase.current)
    #expect(dump.status == 0, "\(dump.text)")

    // A branch adds a partition and forgets the files, then has them.
    let copy = try TestDatabase.create()
    defer { try? copy.drop() }
    let steps = try #require(
      PipelineFile("github-actions.yml").root["jobs"]?["check"]?["steps"]?.items)
    let scripts = steps.suffix(2).compactMap { $0["run"]?.text }
    try #require(scripts.count == 2)
    let restored = try bash(scripts[0], project, copy)
    #expect(restored.status == 0, "\(restored.text)")
    try project.write(
      Clinic.schema.replacing("values: [true]}", with: "values: [true], with: {fillfactor: 90}}"),
      to: "schemas/appointments.yaml")
    let forgotten = try bash(scripts[1], project, copy)
    #expect(forgotten.status == 2, "\(forgotten.text)")
    #expect(forgotten.text.contains("no files yet: public.appointments"))
    try #require(project.run("generate", "--no-proof").status == 0)
    let checked = try bash(scripts[1], project, copy)
    #expect(checked.status == 0, "\(checked.text)")
    #expect(checked.text.components(separatedBy: "applied  ").count == 2, "\(checked.text)")
  }

  /// As GitHub runs a step.
  private func bash(
    _ script: String, _ project: Project, _ database: TestDatabase
  ) throws -> (status: Int32, text: String) {
    try ForeignProgram.run(
      "bash", ["-ec", "cd \"$0\"\n\(script)", project.root],
      environment: variables(database.target))
  }
}
