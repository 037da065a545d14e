import Dispatch
import PostgresClient
import Synchronization
import TestSupport
import Testing

/// Ten runners at once on one database.
@Suite(.database, .timeLimit(.minutes(12))) struct RunnersTests {
  @Test(arguments: ["0s", "60s"])
  func eachFileRunsOnce(_ wait: String) throws {
    let project = try Clinic.project()
    let generate = project.run("generate", "--no-proof")
    try #require(generate.status == 0, "\(generate.error)")
    let files = try project.names(in: "migrations").filter { $0.hasSuffix(".up.sql") }
      .filter { try project.text("migrations/\($0)").contains("phase=before-deploy") }
    let runs = Mutex<[Project.Run]>([])
    DispatchQueue.concurrentPerform(iterations: 10) { _ in
      let run = project.run("apply", "--yes", "--wait", wait)
      runs.withLock { $0.append(run) }
    }
    let all = runs.withLock { $0 }
    let statuses = Set(all.map(\.status))
    #expect(statuses.isSubset(of: wait == "0s" ? [0, 4] : [0]), "\(all.map(\.error))")
    #expect(statuses.contains(0))
    let rows = try TestDatabase.current.query(
      "SELECT version, count(*) AS n FROM pgparcel.history WHERE state = 'applied' GROUP BY version"
    )
    #expect(rows.count == files.count)
    #expect(try rows.allSatisfy { try $0.text("n") == "1" })
    let others = try TestDatabase.current.query(
      "SELECT count(*) FROM pgparcel.history WHERE state <> 'applied'")
    #expect(others[0, 0] == "0")
    #expect(project.run("verify").status == 0)
  }
}
