import Foundation
import PostgresClient
import TestSupport
import Testing

/// Conversions beside writers. The twin says whether a write was lost.
@Suite(.database, .serialized, .timeLimit(.minutes(20))) struct LoadTests {
  @Test func nothingIsLostUpDownAndUpAgain() throws {
    let project = try OrdersProject()
    let before = try project.database.dumpSchema()
    let load = Load(seconds: OrdersProject.seconds)
    pause(0.1)
    try project.pgparcel("apply", "--yes", "--jobs", "2")
    #expect(try project.isPartitioned())
    let direct = Load([("direct", 1)], clients: 1, seconds: max(1, OrdersProject.seconds / 10))
    try direct.end()
    pause(0.1)
    try project.pgparcel("down", "--yes")
    #expect(try !project.isPartitioned())
    pause(0.1)
    try project.pgparcel("apply", "--yes")
    #expect(try project.isPartitioned())
    try load.end()
    #expect(try project.difference() == [])
    try project.pgparcel("down", "--yes", "--to", "0")
    #expect(try project.difference() == [])
    #expect(try project.database.dumpSchema(["-N", "pgparcel"]) == before)
  }

  @Test func truncatingLosesNothingElse() throws {
    let project = try OrdersProject()
    let load = Load(Load.mixed + [("truncate", 1)], seconds: OrdersProject.seconds)
    try project.pgparcel("apply", "--yes", "--lock-retries", "200")
    try project.pgparcel("down", "--yes", "--lock-retries", "200")
    try project.pgparcel("apply", "--yes", "--lock-retries", "200")
    try load.end()
    #expect(try project.difference() == [])
  }

  /// Without a copy. Rows beyond the bound are written only while there is a partition for them.
  @Test func attachingLosesNothing() throws {
    let project = try OrdersProject(schema: "orders_attach")
    let before = try project.database.dumpSchema()
    let within = Load.mixed.filter { $0.0 != "bulk" }
    let load = Load(within, seconds: OrdersProject.seconds)
    pause(0.1)
    try project.pgparcel("apply", "--yes")
    #expect(try project.isPartitioned())
    let beyond = Load([("bulk", 1)], clients: 1, transactions: 20)
    try beyond.end()
    #expect(try project.database.query("SELECT count(*) FROM orders_later")[0, 0] == "1000")
    try project.pgparcel("down", "--yes")
    #expect(try !project.isPartitioned())
    try load.end()
    #expect(try project.difference() == [])
    try project.pgparcel("down", "--yes", "--to", "0")
    #expect(try project.difference() == [])
    #expect(try project.database.dumpSchema(["-N", "pgparcel"]) == before)
  }

  /// The negative control: a conversion that does not follow writers is noticed.
  @Test func aBlindConversionIsNoticed() throws {
    let project = try OrdersProject()
    try project.pgparcel("apply", "--yes", "--to", try project.version(of: "capture"))
    try project.database.execute("ALTER TABLE orders DISABLE TRIGGER zzz_pgparcel_capture")
    try project.pgparcel("apply", "--yes", "--to", try project.version(of: "copy"))
    // After the copy, so that it is sure to miss what is written.
    try Load(seconds: 3).end()
    let (status, output) = try project.result(of: ["apply", "--yes"])
    #expect(status != 0, "\(output)")
    #expect(output.contains("differs") || output.contains("duplicate"), "\(output)")
    #expect(try !project.isPartitioned())
  }

  /// Lets some of the load pass; nothing depends on how much.
  private func pause(_ share: Double) {
    Thread.sleep(forTimeInterval: Double(OrdersProject.seconds) * share)
  }
}

extension OrdersProject {
  /// The version of the file of a step.
  func version(of step: String) throws -> String {
    let (_, output) = try result(of: ["status"])
    let line = output.split(separator: "\n").first { $0.contains("_\(step)") }
    let word = line?.split(separator: " ").first { $0.first == "2" }
    return try #require(word.map { String($0.prefix(14)) })
  }
}
