import Diagnostics
import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct ApplierTests {
  private let create = Statement("CREATE TABLE public.one ()")
  private let drop = Statement("DROP TABLE IF EXISTS public.one")

  @Test func appliesAndTakesBackAndAppliesAgain() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create], down: [drop])
    try project.add(
      11, "b", "c", [Statement("CREATE INDEX CONCURRENTLY one_i ON public.events (id)")],
      down: [Statement("DROP INDEX CONCURRENTLY IF EXISTS public.one_i")], transaction: .none)
    #expect(try project.apply().files.count == 2)
    #expect(try project.apply().files.isEmpty)
    #expect(try project.exists("public.one") && project.exists("public.one_i"))
    #expect(try project.down(.all).map(\.version.description).first == "20251122103011")
    #expect(try project.down(.all).isEmpty)
    #expect(try !project.exists("public.one") && !project.exists("public.one_i"))
    #expect(try project.apply().files.count == 2)
    #expect(
      try project.history() == [
        "up applied 4/4", "up applied 1/1", "down reverted 1/1", "down reverted 4/4",
        "up applied 4/4", "up applied 1/1",
      ])
  }

  @Test func recordsWhoRanWhat() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    var options = Project.options
    options.runURL = "https://example.org/run/1"
    options.toolVersion = "0.4.0"
    try project.apply(.beforeDeploy, to: nil, options)
    let row = try TestDatabase.current.query(
      """
      SELECT version, name, target_table, phase, step, layout_from, layout_to, run_url, tool_version,
        db_user = session_user, finished_at >= started_at, length(sha256), length(sql_hash)
      FROM pgparcel.history
      """)
    #expect(
      row.columns.indices.map { row[0, $0] } == [
        "20251122103010", "20251122103010_events_1_step", "public.events", "before-deploy", "1/1",
        "a", "b", "https://example.org/run/1", "0.4.0", "t", "t", "64", "64",
      ])
  }

  @Test func leavesNothingOfAFailedTransaction() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create, Statement("SELECT 1 / 0")])
    let error = try failure { try project.apply() }
    guard case .failed(_, let line, let cause) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(line == 16)
    #expect(cause.sqlState == "22012")
    #expect(try !project.exists("public.one"))
    #expect(try project.history() == ["up failed 0/5 22012"])
    guard case .failed = try project.status()[0] else {
      Issue.record("\(try project.status())")
      return
    }
  }

  @Test func refusesAChangedFile() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    try project.apply()
    try project.edit(10, "COMMIT;", "-- seen\nCOMMIT;")
    try project.apply()
    let file = "20251122103010_events_1_step.up.sql"
    #expect(project.events.contains(.commentChanged(file: file)))
    try project.edit(10, "public.one", "public.two")
    guard case .changedFile(file, _) = try failure({ try project.apply() }) else {
      Issue.record("not refused")
      return
    }
  }

  @Test func refusesADirectoryThatIsNotAsRecorded() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    let path = "\(project.directory.path)/20251122103010_events_1_step.up.sql"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("one", with: "two").write(
      toFile: path, atomically: true, encoding: .utf8)
    guard case .directory(let findings) = try failure({ try project.apply() }) else {
      Issue.record("not refused")
      return
    }
    #expect(findings.map(\.code) == [.changedFile])
  }

  @Test func missesAnAppliedFile() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    try project.apply()
    try project.directory.remove(
      ["up", "down"].map { "20251122103010_events_1_step.\($0).sql" })
    guard case .missingFile = try failure({ try project.apply() }) else {
      Issue.record("not missed")
      return
    }
  }

  @Test func waitsForThePhase() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create], step: 1, of: 2)
    try project.add(11, "b", "c", [drop], phase: .afterDeploy, step: 2, of: 2)
    try project.add(12, "c", "d", [create])
    let outcome = try project.apply()
    #expect(outcome.files.map(\.step) == [1])
    #expect(outcome.waiting.map(\.version.description) == ["20251122103011", "20251122103012"])
    #expect(try project.status()[1...] == [.afterDeploy, .pending])
    #expect(try project.apply(.afterDeploy).files.count == 1)
    #expect(try project.apply(nil).files.count == 1)
  }

  @Test func stopsAtAVersion() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    try project.add(11, "b", "c", [drop])
    #expect(try project.apply(to: "20251122103010").files.count == 1)
    guard case .unknownVersion = try failure({ try project.apply(to: "20251122103019") }) else {
      Issue.record("not refused")
      return
    }
  }

  @Test func refusesToLoseRowsUnlessAllowed() throws {
    let project = try Project()
    let hazard = MigrationFile.HazardNote(word: "DELETES_DATA", detail: "all rows")
    try project.add(10, "a", "b", [create], down: [drop], hazards: [hazard], downHazards: [hazard])
    guard case .hazard = try failure({ try project.apply() }) else {
      Issue.record("not refused")
      return
    }
    var options = Project.options
    options.allow = ["DELETES_DATA"]
    try project.apply(.beforeDeploy, to: nil, options)
    guard case .hazard = try failure({ try project.down() }) else {
      Issue.record("not refused")
      return
    }
    try project.down(.last(1), options)
    try project.edit(10, "to=b", "to=b confirm=DELETES_DATA")
    try project.apply()
  }

  @Test func namesTwoBranches() throws {
    let project = try Project()
    try project.add(11, "a", "b", [create])
    try project.apply()
    try project.add(10, "a", "c", [drop])
    guard case .directory(let findings) = try failure({ try project.apply() }) else {
      Issue.record("not refused")
      return
    }
    #expect(findings.contains { $0.code == .orderConflict })
  }

  @Test func appliesALateFileOfAnotherTable() throws {
    let project = try Project()
    try project.add(11, "a", "b", [create])
    try project.apply()
    try project.add(10, "x", "y", [drop], table: QualifiedName("public", "other"))
    #expect(try project.apply().files.count == 1)
  }

  @Test func refusesAStaleFile() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    let live: LiveFingerprint = { _, _, _ in Fingerprint(text: "z") }
    guard
      case .stale(_, Project.table, Fingerprint(text: "a"), Fingerprint(text: "z")) = try failure({
        try project.apply(live: live)
      })
    else {
      Issue.record("not refused")
      return
    }
    #expect(try project.apply(live: { _, _, _ in Fingerprint(text: "a") }).files.count == 1)
    try project.add(11, "c", "d", [drop])
    guard case .stale = try failure({ try project.apply() }) else {
      Issue.record("not refused")
      return
    }
    #expect(try project.apply(live: { _, _, _ in Fingerprint(text: "c") }).files.count == 1)
  }

  @Test func refusesTheHistoryOfANewerTool() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    try project.apply()
    try TestDatabase.current.execute(
      "COMMENT ON TABLE pgparcel.history IS 'pgparcel history, format 2'")
    guard case .newerHistory(2) = try failure({ try project.apply() }) else {
      Issue.record("not refused")
      return
    }
  }

  @Test func dryRunWritesNothing() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create])
    let applier = Applier(try project.directory.check())
    #expect(try applier.dryRun(on: TestDatabase.current.connect()).files.count == 1)
    #expect(try !project.exists("pgparcel.history") && !project.exists("public.one"))
    #expect(try project.status() == [.pending])
  }

  @Test func repairsTheHistory() throws {
    let project = try Project()
    try project.add(10, "a", "b", [create], down: [drop])
    try project.add(11, "b", "c", [Statement("SELECT 1")])
    let version = try #require(MigrationVersion("20251122103010"))
    let check = try project.directory.check()
    let noted = try HistoryRepair.baseline(
      to: version, check, on: TestDatabase.current.connect())
    #expect(noted.count == 1)
    #expect(try project.apply().files.count == 1)
    #expect(try project.status().first == .baselined)
    let second = try #require(MigrationVersion("20251122103011"))
    try HistoryRepair.resolve(
      second, as: .reverted, reason: "tried", check, on: TestDatabase.current.connect())
    #expect(try project.status().last == .pending)
    try HistoryRepair.resolve(
      second, as: .applied, reason: "by hand", check, on: TestDatabase.current.connect())
    #expect(try project.apply().files.isEmpty)
  }

  @Test func refusesWhereThereIsNoWayBack() throws {
    let project = try Project()
    try project.add(
      10, "a", "b", [create], downHazards: [.init(word: "IRREVERSIBLE", detail: "gone")])
    try project.apply()
    guard case .noWayBack(_, "gone", after: 0) = try failure({ try project.down() }) else {
      Issue.record("not refused")
      return
    }
  }
}
