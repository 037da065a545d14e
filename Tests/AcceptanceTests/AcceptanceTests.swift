import Diagnostics
import Foundation
import MigrationProof
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Every kind of change on a real server: planned, run, planned again, taken back, run again.
@Suite(.database) struct AcceptanceTests {
  @Test(arguments: AcceptanceCase.all())
  func goesUpDownAndUpAgain(_ test: AcceptanceCase) throws { try check(test) }

  /// The same cases beside readers and writers, but for those that only an offline conversion takes.
  @Test(arguments: AcceptanceCase.conversions())
  func goesOnlineUpDownAndUpAgain(_ test: AcceptanceCase) throws { try check(test, .online) }

  private func check(
    _ test: AcceptanceCase, _ strategy: ConversionDeclaration.Strategy? = nil
  ) throws {
    try SharedObjects.create()
    let database = TestDatabase.current
    let connection = try database.connect()
    guard connection.serverVersion >= test.minimumVersion else { return }
    try connection.execute(try test.golden.text("before.sql"))
    try connection.execute(try test.golden.text("seed.sql"))
    var declaration = try test.declaration()
    declaration.convert.strategy = strategy ?? declaration.convert.strategy
    let before = try database.dumpSchema()

    if strategy == .online, let code = test.optionalText("refused_online") {
      return try expectRefused(declaration, code.trimmingCharacters(in: .newlines))
    }
    let all = try test.files(of: declaration)
    if strategy == nil { try expectGolden(test, all, connection.serverVersion) }
    let (files, last) = (all.filter { !$0.isFinal }, all.filter(\.isFinal))
    let rows = try RowProbe(test, declaration)
    let untouched = UntouchedRelations(test)
    let places = try untouched.files(connection)
    let first = try rows.rows(connection)
    let probed = try rows.probed(connection)

    try run(files, .up, connection)
    let after = try database.dumpSchema()
    #expect(try left(declaration) == [], "planning again finds something to do")
    #expect(try rows.rows(connection) == first, "rows after up")
    #expect(try untouched.files(connection) == places, "partitions that are not concerned")
    let unequal = try rows.probed(connection).filter { !probed.contains($0) }
    #expect(unequal == [], "probes after up")

    try connection.execute(test.optionalText("more.sql") ?? "")
    let second = try rows.rows(connection)
    try run(files, .down, connection)
    if test.optionalText("keeps") == nil {
      try expectEqual(try database.dumpSchema(), before, "dump after down")
    }
    #expect(try rows.rows(connection) == second, "rows after down")
    #expect(try untouched.files(connection) == places, "partitions after down")

    try run(files, .up, connection)
    try expectEqual(try database.dumpSchema(), after, "dump after the second up")
    #expect(try rows.rows(connection) == second, "rows after the second up")

    try connection.execute("SET pgparcel.keep_old = 'off'")
    try run(last, .up, connection)
    #expect(try left(declaration) == [], "planning after the last file finds something to do")
    #expect(try rows.rows(connection) == second, "rows after the last file")
  }

  private func expectRefused(_ declaration: TableDeclaration, _ code: String) throws {
    var bag = DiagnosticBag()
    let result = try LivePlanning.plan(
      declaration, on: try TestDatabase.current.connect(), into: &bag)
    #expect(result == nil)
    #expect(bag.diagnostics.contains { $0.code.rawValue == code })
  }

  /// What is left to do, as one line a change and a step.
  private func left(_ declaration: TableDeclaration) throws -> [String] {
    let plan = try AcceptanceCase.plan(declaration)
    return plan.changes.map { "\($0)" } + plan.steps.flatMap(\.what)
  }

  private func run(
    _ files: [ScriptRun], _ direction: MigrationDirection, _ connection: borrowing Connection
  ) throws {
    let some = files.filter { $0.file.file.direction == direction }
    for file in direction == .up ? some : some.reversed() { try file.run(on: connection) }
  }

  private func expectGolden(
    _ test: AcceptanceCase, _ files: [ScriptRun], _ version: Int
  ) throws {
    for direction in MigrationDirection.allCases {
      let texts = files.map(\.file).filter { $0.file.direction == direction }.map {
        "-- file: \($0.fileName)\n\($0.source.text)"
      }
      try test.golden.expect(
        texts.joined(separator: "\n"), equals: "\(direction.rawValue).sql", wordedBy: version)
    }
  }

  private func expectEqual(_ actual: String, _ expected: String, _ what: String) throws {
    let difference = TextDifference(
      SchemaDump.normalized(expected), SchemaDump.normalized(actual))
    #expect(difference.lines == [], "\(what)")
  }
}

extension ScriptRun {
  /// A file of an online conversion behind which there is no way back.
  fileprivate var isFinal: Bool {
    file.id.name == "finish"
      && file.file.hazards.contains { $0.word == "IRREVERSIBLE" }
  }
}

/// Tables that a case's change must not touch: those that its file `untouched` names.
struct UntouchedRelations {
  private let names: [String]

  init(_ test: AcceptanceCase) {
    names = (test.optionalText("untouched") ?? "").split(whereSeparator: \.isWhitespace)
      .map(String.init)
  }

  /// Name, OID and file number of each: a copy would have others.
  func files(_ connection: borrowing Connection) throws -> [String] {
    try names.map { name in
      let rows = try connection.query(
        "SELECT concat_ws(' ', oid, relfilenode) FROM pg_class WHERE oid = $1::regclass", [name])
      return "\(name) \(rows[0, 0] ?? "")"
    }
  }
}

/// Looks at the rows of a case, whatever table they lie in at the moment.
struct RowProbe {
  private let query: String
  private let probes: [String]

  init(_ test: AcceptanceCase, _ declaration: TableDeclaration) throws {
    let name: SQLText = "\(declaration.table.value)"
    query = test.optionalText("rows.sql") ?? "SELECT * FROM \(name.text)"
    probes = test.probes
  }

  /// Each row's text, sorted.
  func rows(_ connection: borrowing Connection) throws -> [String] {
    // Comments in the query end with their lines.
    try connection.query("SELECT r::text AS row FROM (\n\(query)\n) AS r ORDER BY 1")
      .map { try $0.text("row") }
  }

  func probed(_ connection: borrowing Connection) throws -> [String] {
    var answers: [String] = []
    for probe in probes {
      let rows = try connection.query(probe)
      answers.append("\(probe): \(rows.map { $0[rows.columns[0]] ?? "NULL" })")
    }
    return answers
  }
}
