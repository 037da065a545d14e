import MigrationExport
import MigrationProof
import PostgresClient
import TestSupport
import Testing

/// Exported files, split and sent as the tools themselves do it, on a real server: forth, back, and
/// forth again.
@Suite(.database) struct ExportTests {
  @Test(arguments: ExportedCase.some) func golangMigrate(_ test: ExportedCase) throws {
    let run = try GolangMigrateRun(try test.prepare(.golangMigrate))
    let connection = try TestDatabase.current.connect()
    try test.roundTrip(up: { try run.up(on: connection) }, down: { try run.down(on: connection) })
  }

  /// A run that stops between two parts of a step has the whole way back of that step behind it.
  @Test(arguments: ["index_add", "online_from_plain", "list_value_moved"])
  func whatStoppedAnywhereIsTakenBack(_ name: String) throws {
    let run = try GolangMigrateRun(try ExportedCase(name).prepare(.golangMigrate))
    let database = TestDatabase.current
    let connection = try database.connect()
    let before = try database.dumpSchema()
    for steps in run.stops {
      try run.up(steps, on: connection)
      try run.down(steps, on: connection)
      let difference = TextDifference(before, try database.dumpSchema())
      #expect(difference.lines == [], "stopped after \(steps) of \(run.stops.last ?? 0)")
    }
  }

  @Test(arguments: ExportedCase.some) func goose(_ test: ExportedCase) throws {
    let run = try GooseRun(try test.prepare(.goose))
    let connection = try TestDatabase.current.connect()
    try connection.execute(GooseRun.history)
    try test.roundTrip(up: { try run.up(on: connection) }, down: { try run.down(on: connection) })
  }

  @Test(arguments: ExportedCase.some) func flyway(_ test: ExportedCase) throws {
    let run = try FlywayRun(try test.prepare(.flyway))
    let connection = try TestDatabase.current.connect()
    try test.roundTrip(up: { try run.up(on: connection) }, down: { try run.down(on: connection) })
  }

  /// What `sqitch verify` asks holds right after each step and after all of them, and not before.
  @Test(arguments: ExportedCase.some) func sqitchVerify(_ test: ExportedCase) throws {
    let files = try test.prepare(.sqitch)
    let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
    let names = files.compactMap { file in
      file.path.hasPrefix("deploy/") ? String(file.path.dropFirst(7)) : nil
    }
    let psql = ["-X", "-q", "-v", "ON_ERROR_STOP=1"]
    let database = TestDatabase.current
    func run(_ script: String) throws {
      let text = try #require(texts[script])
      try database.run(tool: "psql", psql, input: text)
    }
    for name in names {
      try run("deploy/\(name)")
      try run("verify/\(name)")
    }
    for name in names { try run("verify/\(name)") }
    for name in names.reversed() { try run("revert/\(name)") }
  }
}
