import MigrationRunner
import PartitionCore
import TestSupport
import Testing

/// The files mean the same to psql and to `apply`.
@Suite(.database) struct PsqlTests {
  /// Names that try to leave their comment, literal or quotes.
  private static let names = [
    "x\nDROP TABLE public.events; --", "x\rDROP TABLE public.events; --", "a\"b'c\\d=e $$ :f :'g'",
    "\\! false", "-- pgparcel: table=public.other", "🐘 é e\u{301} \u{202E}",
  ]

  private func files(_ name: String, _ transaction: Step.Transaction) throws -> [MigrationFile] {
    let table = QualifiedName("public", name)
    let step = Step(
      name: "step", what: ["creates \(table)"], transaction: transaction,
      up: [
        Statement("CREATE TABLE \(table) (a text DEFAULT \(literal: name))", why: "For \(name)."),
        Statement("COMMENT ON TABLE \(table) IS \(literal: name)"),
      ], down: [Statement("DROP TABLE \(table)", why: name)],
      locks: [LockClaim(table, .accessExclusive, name)], hazards: [.correctness(name)],
      reversal: .loses(name))
    let plan = Plan(
      table: table, from: Fingerprint(text: "a"), to: Fingerprint(text: "b"), slug: name,
      changes: [], steps: [step])
    return MigrationFile.files(
      for: plan, firstVersion: try #require(MigrationVersion("20251122103010")),
      source: .init(path: name, hash: "5f3c0e9a"))
  }

  @Test(arguments: names, [Step.Transaction.single, .none])
  func hostileNamesStayNames(_ name: String, _ transaction: Step.Transaction) throws {
    let project = try Project()
    let files = try files(name, transaction)
    let paths = try project.directory.write(files)
    let before = try project.database.dumpSchema()
    let psql = ["-X", "-v", "ON_ERROR_STOP=1", "-f"]
    try project.database.run(tool: "psql", psql + [paths[0]])
    let byPsql = try project.database.dumpSchema()
    #expect(byPsql != before)
    try project.database.run(tool: "psql", psql + [paths[1]])
    #expect(try project.database.dumpSchema() == before)
    try project.apply()
    #expect(try project.database.dumpSchema(["--exclude-schema=pgparcel"]) == byPsql)
    var options = Project.options
    options.allow = ["DELETES_DATA"]
    try project.down(.all, options)
    #expect(try project.database.dumpSchema(["--exclude-schema=pgparcel"]) == before)
  }
}
