import TestSupport
import Testing

/// PgBouncer between the commands and the server.
@Suite(.database) struct PoolerTests {
  private func project(_ pooler: Pooler) throws -> Project {
    try TestDatabase.current.execute(Clinic.tables)
    let name = TestDatabase.current.name
    let project = try Project(
      database: "host='\(pooler.directory)' port=\(pooler.port) user=postgres dbname='\(name)'")
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    return project
  }

  @Test func transactionModeIsRefusedByEveryCommand() throws { try expectRefusal(poolSize: nil) }

  @Test func soIsATransactionPoolOfOne() throws { try expectRefusal(poolSize: 1) }

  private func expectRefusal(poolSize: Int?) throws {
    let pooler = try Pooler(
      .transaction, before: TestDatabase.current.server, poolSize: poolSize)
    defer { pooler.stop() }
    let project = try project(pooler)
    for command in [["plan"], ["generate", "--no-proof"], ["apply"], ["status"], ["verify"]] {
      let run = project.run(command)
      #expect(run.status == 3, "\(command)")
      #expect(
        run.error.hasPrefix("error[E302]: port 6432 is a pooler in transaction mode\n"),
        "\(run.error)")
      #expect(run.error.contains("help: connect to the server's own port, or to a port"))
      #expect(run.error.contains("pool_mode = session"))
    }
  }

  @Test func sessionModeIsLetThrough() throws {
    let pooler = try Pooler(.session, before: TestDatabase.current.server)
    defer { pooler.stop() }
    let project = try project(pooler)
    #expect(project.run("plan").status == 0)
    #expect(project.run("generate", "--no-proof").status == 0)
    let apply = project.run("apply")
    #expect(apply.status == 0, "\(apply.error)")
    #expect(apply.output.contains("applied  "))
  }

  /// Whoever asks for a second connection waits for it until the first one ends.
  @Test(.timeLimit(.minutes(12))) func aPoolOfOneIsEnough() throws {
    let pooler = try Pooler(.session, before: TestDatabase.current.server, poolSize: 1)
    defer { pooler.stop() }
    let project = try project(pooler)
    try project.write(
      Clinic.schema.replacing("strategy: offline", with: "strategy: online"),
      to: "schemas/appointments.yaml")
    #expect(project.run("generate", "--no-proof").status == 0)
    let apply = project.run("apply", "--jobs", "2")
    #expect(apply.status == 0, "\(apply.error)")
    let down = project.run("down", "--to", "0", "--yes")
    #expect(down.status == 0, "\(down.error)")
  }
}
