import Foundation
import MigrationProof
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// A file without transaction that stopped part-way is taken back: its down file accepts what is not there
/// yet, and leaves nothing of what was begun.
///
/// Each file stops once, after its first statement, in its middle or before its last one, in turn; with
/// PGPARCEL_TEST_SCALE above 1 at all three.
@Suite(.database, .timeLimit(.minutes(12))) struct PartWayTests {
  @Test(arguments: AcceptanceCase.all())
  func isTakenBackFromAnywhere(_ test: AcceptanceCase) throws {
    // Its way back keeps what was repaired.
    guard test.optionalText("keeps") == nil else { return }
    try SharedObjects.create()
    let database = TestDatabase.current
    let connection = try database.connect()
    guard connection.serverVersion >= test.minimumVersion else { return }
    try connection.execute(try test.golden.text("before.sql"))
    try connection.execute(try test.golden.text("seed.sql"))
    let files = try test.files(of: try test.declaration())
    let ups = files.filter { $0.file.file.direction == .up }
    guard let last = ups.lastIndex(where: Self.canStop) else { return }
    // Cases begin their turns differently.
    var turn = test.golden.name.utf8.count
    for up in ups[...last] {
      if Self.canStop(up) {
        turn += 1
        try stop(up, turn, Self.down(of: up, files), database, connection)
      }
      try run(up, connection)
    }
  }

  /// The foreign keys that `validate` has validated stay so.
  private static func canStop(_ up: ScriptRun) -> Bool {
    up.file.file.transaction == .none && up.file.commands.count > 1
      && up.file.id.name != "validate"
  }

  /// A swap waits for the session of the last dump to end.
  private func run(_ file: ScriptRun, _ connection: borrowing Connection) throws {
    for _ in 0..<100 {
      do {
        return try file.run(on: connection)
      } catch {
        guard error.error.message.contains("old snapshot") else { throw error }
        Thread.sleep(forTimeInterval: 0.05)
      }
    }
    try file.run(on: connection)
  }

  private static func down(of up: ScriptRun, _ files: [ScriptRun]) throws -> ScriptRun {
    try #require(files.first { $0.file.file.direction == .down && $0.file.id == up.file.id })
  }

  private func stop(
    _ up: ScriptRun, _ turn: Int, _ down: ScriptRun, _ database: TestDatabase,
    _ connection: borrowing Connection
  ) throws {
    let commands = up.file.commands
    let before = try database.dumpSchema()
    let places = Set([1, commands.count / 2, commands.count - 1]).filter { $0 > 0 }.sorted()
    for count in Seed.scale > 1 ? places : [places[turn % places.count]] {
      for command in commands.prefix(count) { try connection.execute(command.sql) }
      do {
        try down.run(on: connection)
      } catch {
        Issue.record("\(up.file.fileName), \(count) of \(commands.count): \(error)")
        return
      }
      let difference = TextDifference(
        SchemaDump.normalized(before), SchemaDump.normalized(try database.dumpSchema()))
      #expect(
        difference.lines == [], "\(up.file.fileName), \(count) of \(commands.count) statements")
    }
  }
}
