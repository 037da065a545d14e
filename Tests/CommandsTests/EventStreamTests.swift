import Diagnostics
import Foundation
import PartitionCore
import PostgresClient
import TestSupport
import Testing

@testable import Commands
@testable import MigrationRunner

/// `--format jsonl`.
@Suite(.database, .timeLimit(.minutes(12))) struct EventStreamTests {
  private func objects(_ run: Project.Run) throws -> [[String: Any]] {
    try run.output.split(separator: "\n").map { line in
      try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  private func names(_ objects: [[String: Any]]) -> [String] {
    objects.compactMap { $0["event"] as? String }
  }

  @Test func aRunAndItsWayBack() throws {
    let project = try Clinic.project()
    try #require(project.run("generate", "--no-proof").status == 0)
    let run = project.run("apply", "--format", "jsonl")
    #expect(run.status == 0, "\(run.error)")
    let events = try objects(run)
    #expect(events.allSatisfy { $0["schema_version"] as? Int == 1 })
    #expect(events.allSatisfy { $0["command"] as? String == "apply" })
    #expect(events.dropLast().allSatisfy { $0["at"] as? String == "2025-11-22T10:30:00Z" })
    let words = names(events)
    #expect(words.first == "space_needed" || words.first == "file_started", "\(words)")
    #expect(words.count { $0 == "file_started" } == words.count { $0 == "file_finished" })
    #expect(words.contains("statement_done"))
    #expect(words.last == "end")
    let end = try #require(events.last)
    #expect((end["applied"] as? [String])?.isEmpty == false)
    #expect(end["errors"] as? Int == 0)
    #expect(!run.error.contains(" info  apply"), "\(run.error)")

    let down = project.run("down", "--to", "0", "--yes", "--format", "jsonl")
    #expect(down.status == 0, "\(down.error)")
    let back = try objects(down)
    #expect(names(back).last == "end")
    #expect((back.last?["reverted"] as? [String])?.isEmpty == false)
    #expect(
      back.filter { $0["event"] as? String == "file_started" }
        .allSatisfy { $0["direction"] as? String == "down" })
  }

  @Test func aFailureEndsTheStreamToo() throws {
    let project = try Clinic.project()
    try #require(project.run("generate", "--no-proof").status == 0)
    let holder = try TestDatabase.current.connect(settings: ["application_name": "a 'holder'"])
    try holder.execute("BEGIN; LOCK TABLE public.appointments IN ROW EXCLUSIVE MODE")
    let run = project.run(
      "apply", "--format", "jsonl", "--lock-timeout", "50ms", "--lock-retries", "1")
    #expect(run.status == 4, "\(run.error)")
    let events = try objects(run)
    let retry = try #require(events.first { $0["event"] as? String == "retry" })
    #expect(retry["try"] as? Int == 1 && retry["tries"] as? Int == 2)
    let blockers = try #require(retry["blockers"] as? [[String: Any]])
    #expect(blockers.first?["application"] as? String == "a 'holder'")
    let end = try #require(events.last)
    #expect(end["event"] as? String == "end")
    let findings = try #require(end["diagnostics"] as? [[String: Any]])
    #expect(findings.first?["code"] as? String == "E401", "\(findings)")
    try holder.execute("ROLLBACK")
  }

  @Test func windowsRolledByATimer() throws {
    let project = try Bookings.project(
      after: Bookings.table(["2025-11-01"]), schema: Bookings.schema(Bookings.window))
    let run = project.run("maintain", "--apply", "--yes", "--format", "jsonl")
    #expect(run.status == 0, "\(run.error)")
    let words = names(try objects(run))
    #expect(words.contains("statement_done") && words.last == "end", "\(words)")
  }

  @Test func onlyForWhatRunsFiles() throws {
    let run = try Project().run("validate", "--format", "jsonl")
    #expect(run.status == 64)
    #expect(run.error.contains("has no format jsonl"), "\(run.error)")
  }

  /// One of each kind.
  private static let samples: [RunnerEvent] = [
    .waitingForRunner(nil), .commentChanged(file: "a"),
    .started(file: "a", direction: .up, resumedAt: 0, total: 1),
    .statementDone(
      file: "a", number: 1, total: 1, tag: "CALL", subject: StatementSubject(of: "DO $$ $$")),
    .statementSkipped(file: "a", number: 1, total: 1, reason: "done"),
    .repaired(file: "a", action: "dropped"),
    .retry(file: "a", tried: 1, of: 2, .lock([]), pause: 0.5),
    .progress(
      file: "a",
      ConversionProgress(
        table: QualifiedName("public", "t"), phase: "armed", paused: false, done: 1, ranges: 2,
        rows: 1, backlog: 0, sinceSwap: nil, kept: nil, keptUntil: nil, age: 0, attended: true),
      rate: 1, left: 1),
    .building(
      file: "a", BuildProgress(name: "i", phase: "p", done: 0, total: 0, unit: .blocks)),
    .helperFailed(file: "a", reason: "gone"), .needsSpace(file: "a", SpaceNeed(copy: 1, wal: 1)),
    .spaceUnknown(file: "a", "?"),
    .backedUp(table: QualifiedName("public", "t"), into: "f", bytes: 1),
    .exported(file: "a", table: QualifiedName("public", "t"), into: "f", bytes: 1),
    .finished(file: "a", direction: .up),
  ]

  @Test func theDocumentNamesEveryMember() throws {
    let page = try String(
      contentsOf: GoldenCase.fixtures.appending(path: "../../docs/events.md"), encoding: .utf8)
    for sample in Self.samples {
      let members = EventObject.members(sample)
      guard case .string(let name) = members[0].1 else {
        Issue.record("\(sample) has no name")
        continue
      }
      let row = try #require(
        page.split(separator: "\n").first { $0.hasPrefix("| `\(name)` |") }, "\(name)")
      let documented = row.split(separator: "|")[1]
      for (member, _) in members.dropFirst() {
        #expect(documented.contains("`\(member)`"), "\(name): \(member)")
      }
    }
  }
}
