import MigrationProof
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// A partition gets another bound and keeps its rows, or nothing happens at all.
@Suite(.database) struct ReboundTests {
  private static func yaml(_ end: String) -> String {
    RearrangementTests.split
      .replacing(
        "    - {name: visits_02b, from: [\"2026-02-15\"], to: [\"2026-03-01\"]}\n", with: ""
      )
      .replacing("\"2026-02-15\"", with: "\"2026-03-01\"")
      .replacing("\"2026-04-01\"", with: "\"\(end)\"")
      .replacing("\n  default: {name: visits_rest}", with: "")
  }

  private static let sql = """
    \(RearrangementTests.sql)
    DROP TABLE public.visits_rest, public.twin_rest;
    """

  private func run(
    _ conversion: Conversion, _ name: String, _ direction: MigrationDirection
  ) throws {
    let file = try #require(
      conversion.files.first { $0.id.name == name && $0.direction == direction })
    try ScriptRun(printing: file).run(on: conversion.database.connect())
  }

  @Test("Rows outside of a narrower bound are counted, and nothing has changed")
  func rowsOutside() throws {
    let conversion = try Conversion(Self.sql, yaml: Self.yaml("2026-03-30"))
    do {
      try run(conversion, "prepare", .up)
      Issue.record("rows outside were not seen")
    } catch let failure as ScriptRun.Failure {
      #expect(failure.error.sqlState == "23514")
      #expect(failure.error.message.contains("6 rows of public.visits_03 lie outside"))
    }
    try conversion.write("INSERT INTO public.visits VALUES (900, '2026-03-31', 1, 'fits')")
    try conversion.expectTwins()
  }

  @Test("Rows of a wider bound stop the way back, counted") func rowsOfTheWiderBound() throws {
    let conversion = try Conversion(Self.sql, yaml: Self.yaml("2026-05-01"))
    for name in ["prepare", "rebound", "settle"] { try run(conversion, name, .up) }
    try conversion.execute("INSERT INTO public.visits VALUES (900, '2026-04-30', 1, 'wider')")
    do {
      try run(conversion, "settle", .down)
      Issue.record("rows outside were not seen")
    } catch let failure as ScriptRun.Failure {
      #expect(failure.error.message.contains("1 rows of public.visits_03 lie outside"))
    }
    try conversion.execute("DELETE FROM public.visits WHERE id = 900")
    for name in ["settle", "rebound", "prepare"] { try run(conversion, name, .down) }
    try conversion.expectTwins()
  }

  @Test("No file reads rows while it locks") func readsNothing() throws {
    let conversion = try Conversion(Self.sql, yaml: Self.yaml("2026-05-01"))
    try run(conversion, "prepare", .up)
    let file = try #require(
      conversion.files.first { $0.id.name == "rebound" && $0.direction == .up })
    let session = try conversion.database.connect()
    let scans = "SELECT pg_stat_get_xact_numscans('public.visits_03'::regclass)"
    try session.execute("BEGIN")
    for command in try ScriptRun(printing: file).file.commands {
      try session.execute(command.sql)
    }
    #expect(try session.query(scans)[0, 0] == "0")
    try session.execute("COMMIT")
  }
}
