import Foundation
import PostgresClient
import TestSupport
import Testing

/// The runner and its sessions are killed at random moments; running again converges.
@Suite(.database, .serialized, .timeLimit(.minutes(20))) struct KillTests {
  @Test(arguments: Seed.some(2))
  func runningAgainConverges(_ seed: Seed) throws {
    var random = Seeded(seed)
    let project = try OrdersProject()
    let before = try project.database.dumpSchema()
    let load = Load(clients: 2, seconds: OrdersProject.seconds)
    try converge(project, "apply", kills: 5, &random)
    #expect(try project.isPartitioned())
    try converge(project, "down", kills: 2, &random)
    #expect(try !project.isPartitioned())
    try converge(project, "apply", kills: 2, &random)
    try load.end()
    #expect(try project.difference() == [])
    try project.pgparcel("down", "--yes", "--to", "0")
    #expect(try project.database.dumpSchema(["-N", "pgparcel"]) == before)
  }

  /// Starts the command, kills it or its sessions, and so on; then lets it end.
  private func converge(
    _ project: OrdersProject, _ command: String, kills: Int, _ random: inout Seeded
  ) throws {
    for _ in 0..<kills {
      let (process, output) = try project.start(
        [command, "--yes"] + (command == "apply" ? ["--jobs", "2"] : []))
      Thread.sleep(forTimeInterval: Double.random(in: 0...1.5, using: &random))
      if Bool.random(using: &random) {
        kill(process.processIdentifier, SIGKILL)
      } else {
        try project.database.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'pgparcel/%'
            AND pid <> pg_backend_pid() AND application_name <> 'pgparcel/test'
          """)
      }
      _ = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      // One that was done before it could be killed leaves nothing to go on with.
      if try command == "down" && !project.isPartitioned() { return }
    }
    if try command == "down" && !project.isPartitioned() { return }
    try project.pgparcel(command, "--yes", "--wait", "60s")
  }
}
