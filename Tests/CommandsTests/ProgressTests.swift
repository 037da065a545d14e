import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

@testable import Commands

/// What is seen of a copy while it runs.
@Suite(.database, .timeLimit(.minutes(12))) struct ProgressTests {
  /// The copy sleeps after its only range, so that there is something to see.
  private func project(_ environment: [String: String] = [:]) throws -> Project {
    let schema = Visits.schema.replacing(
      "{strategy: online}", with: "{strategy: online, batch: {pause: 2500ms}}")
    return try Visits.project(schema, environment: environment)
  }

  /// The lines that stand on a terminal in the end.
  private func screen(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var cells: [Character] = []
      for part in line.split(separator: "\r", omittingEmptySubsequences: false) {
        cells.replaceSubrange(0..<min(part.count, cells.count), with: part)
      }
      return String(cells)
    }
  }

  @Test func theHistoryKnowsHowMuchWasCopied() throws {
    let project = try project()
    let run = project.run("apply")
    #expect(run.status == 0, "\(run.error)")
    let rows = try TestDatabase.current.query(
      """
      SELECT name, rows_done, cursor->>'ranges_done' AS done, cursor->>'ranges' AS ranges
      FROM pgparcel.history WHERE rows_done IS NOT NULL
      """)
    try #require(rows.count == 1)
    #expect(try rows[0].text("name").hasSuffix("_copy"))
    #expect(try rows[0].int("rows_done") == 20)
    #expect(try rows[0].text("done") == rows[0].text("ranges"))
  }

  @Test func theHistoryKnowsItOfAKilledRunToo() throws {
    let project = try project()
    let database = TestDatabase.current
    let started = try Program.start(
      ["apply", "--yes", "-C", project.root], ["DATABASE_URL": database.address])
    // The only range is copied, and the call that copied it still sleeps.
    try database.waitUntil("to_regclass('pgparcel.public_visits_ranges') IS NOT NULL")
    try database.waitUntil(
      "EXISTS (SELECT FROM pgparcel.public_visits_ranges WHERE copied_rows IS NOT NULL)")
    kill(started.process.processIdentifier, SIGKILL)
    _ = started.result()
    #expect(project.run("apply", "--wait", "30s").status == 0)
    let rows = try database.query(
      """
      SELECT state, rows_done, cursor->>'ranges_done' AS done FROM pgparcel.history
      WHERE name LIKE '%_copy' ORDER BY id
      """)
    #expect(try rows.map { try $0.text("state") } == ["failed", "applied"])
    #expect(try rows.map { try $0.int("rows_done") } == [20, 20])
    #expect(try rows.map { try $0.text("done") } == ["1", "1"])
  }

  @Test func aBarOnATerminalIsGoneInTheEnd() throws {
    let project = try project()
    let run = project.run(["apply", "--yes"], answers: [])
    #expect(run.status == 0, "\(run.error)")
    let drawn = run.error.split(separator: "\r").filter { $0.hasPrefix("copy visits") }
    let last = try #require(drawn.last.map { String($0.prefix { $0 != "\n" }) })
    #expect(last.contains("[####"), "\(last)")
    #expect(last.contains("100 %  20 of ~20 rows, 0 rows/s"), "\(last)")
    #expect(drawn.allSatisfy { $0.split(separator: "\n")[0].count < 80 })
    #expect(!screen(run.error).contains { $0.contains("copy visits") })
    #expect(screen(run.error).contains { $0.contains(" info  apply file=") })
    #expect(!run.error.contains("\u{1B}"))
  }

  @Test(arguments: [["--progress", "none"], ["--progress", "lines"], ["-q"]])
  func noBarWhereNoneIsWanted(_ arguments: [String]) throws {
    let run = try project().run(["apply", "--yes"] + arguments, answers: [])
    #expect(run.status == 0)
    #expect(!run.error.contains("\r"))
  }

  @Test func noBarWithoutATerminalOrOnADumbOne() throws {
    let dumb = try project(["TERM": "dumb"])
    #expect(
      !dumb.run(["apply", "--yes", "--to", "20251122000002"], answers: []).error.contains("\r"))
    #expect(!dumb.run("apply", "--progress", "bar").error.contains("\r"))
  }

  @Test func aWrongWordIsWrongUse() throws {
    #expect(try Project(environment: ["PGPARCEL_PROGRESS": "loud"]).run("apply").status != 0)
    let project = try Visits.project(environment: ["PGPARCEL_PROGRESS": "loud"])
    let run = project.run("apply")
    #expect(run.status == 64)
    #expect(run.error.contains("progress is `loud`; it is auto, bar, lines or none"))
  }

  @Test func aLineComesAfterHalfAMinuteOrFivePercent() {
    var pace = LinePace()
    let looks: [(Int?, Int)] = [
      (40, 100), (44, 129), (45, 129), (45, 158), (45, 159), (nil, 160), (nil, 189),
    ]
    let due = looks.map { pace.isDue($0.0, at: $0.1) }
    #expect(due == [false, false, true, false, true, false, true])
  }

  @Test func aBuildFitsIntoOneLine() {
    let build = BuildProgress(
      name: String(repeating: "x", count: 63), phase: "building index: loading tuples in tree",
      done: 1_200_000, total: 3_500_000, unit: .rows)
    let text = ProgressBar(width: 79).text(.building(file: "f", build))
    #expect(text.count <= 79, "\(text)")
    #expect(text.hasSuffix("...  34 %  building index: loading tuples in tree, 1.2M of 3.5M rows"))
    let short = BuildProgress(
      name: "i", phase: "building index: scanning table", done: 50, total: 100, unit: .blocks)
    #expect(
      ProgressBar(width: 79).text(.building(file: "f", short))
        == "index i  [######------]  50 %  building index: scanning table, 50 of 100 blocks")
    let waiting = BuildProgress(
      name: "i", phase: "waiting for old snapshots", done: 0, total: 0, unit: .blocks, waitsFor: 42)
    #expect(
      ProgressBar(width: 79).text(.building(file: "f", waiting))
        == "index i  waiting for old snapshots (pid 42)")
  }

  @Test(arguments: [(5.2, "5s"), (90, "1m"), (9_900, "2h45m"), (273_600, "3d4h"), (-1, "0s")])
  func timesAreShort(_ seconds: Double, _ text: String) {
    #expect(TimeText.short(seconds) == text)
  }
}
