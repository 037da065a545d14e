import Foundation
import PostgresClient
import TestSupport
import Testing

/// Rows that go into a file before they are dropped.
@Suite(.database, .timeLimit(.minutes(12))) struct RowExportTests {
  private static let months = ["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"]
  private static let september =
    "INSERT INTO bookings VALUES (1, '2025-09-05', 7), (2, '2025-09-06', 8);"

  private func project() throws -> Project {
    try Bookings.project(
      after: Bookings.table(Self.months) + Self.september,
      schema: Bookings.schema(
        Bookings.window + "\nretention: {keep: 2 months, then: drop, export: true}"))
  }

  private func dumps(_ project: Project) throws -> [String] {
    try project.names(in: "exports").filter { $0.hasSuffix(".dump") }
  }

  /// Restores a dump into a database of its own, and reads the rows there.
  private func rows(in dump: String, of project: Project) throws -> String? {
    let path = "\(project.root)/exports/\(dump)"
    let other = try TestDatabase.create()
    defer { try? other.drop() }
    try other.run(tool: "pg_restore", ["--no-owner", "-d", other.name, path])
    return try other.query(
      "SELECT string_agg(id || ':' || doctor, ',' ORDER BY id) FROM public.bookings_2025_09")[0, 0]
  }

  @Test func maintainWritesRowsBeforeItDropsThem() throws {
    let project = try project()
    try project.roll("2025-12-05", "--allow", "DELETES_DATA")
    #expect(
      try TestDatabase.current.query("SELECT to_regclass('bookings_2025_09')")[0, 0] == nil)
    let made = try dumps(project)
    try #require(made.count == 1)
    #expect(made[0].hasPrefix("public.bookings_2025_09-"))
    #expect(try rows(in: made[0], of: project) == "1:7,2:8")
    let noted = try TestDatabase.current.query(
      "SELECT name, rows, bytes, sha256, file FROM pgparcel.exports")
    #expect(noted.count == 1)
    #expect(try noted[0].text("rows") == "2")
    let file = try noted[0].text("file")
    #expect(file.hasSuffix(made[0]))
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.size] as? Int == Int(try noted[0].text("bytes")))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func applyWritesThemAndPsqlAloneIsRefused() throws {
    let project = try project()
    let generate = project.run("maintain", "--generate", "--as-of", "2025-12-05")
    try #require(generate.status == 0, "\(generate.error)")
    let drop = try #require(
      try project.names(in: "migrations").first { $0.hasSuffix("_drop.up.sql") })
    let before = project.run("apply")
    try #require(before.status == 0, "\(before.error)")
    let text = try project.text("migrations/\(drop)")
    #expect(throws: (any Error).self) { try TestDatabase.current.execute(text) }
    #expect(try TestDatabase.current.query("SELECT count(*) FROM bookings_2025_09")[0, 0] == "2")
    let after = project.run("apply", "--phase", "after-deploy", "--allow", "DELETES_DATA")
    try #require(after.status == 0, "\(after.error)")
    #expect(try dumps(project).count == 1)
    #expect(after.error.contains("rows of public.bookings_2025_09 are in "), "\(after.error)")
  }

  /// The file tells of other rows than those that would go.
  @Test func rowsThatCameAfterTheExportStay() throws {
    let project = try project()
    let generate = project.run("maintain", "--generate", "--as-of", "2025-12-05")
    try #require(generate.status == 0, "\(generate.error)")
    try #require(project.run("apply").status == 0)
    // Somebody writes between the export and the lock.
    try TestDatabase.current.execute(
      """
      CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO public.bookings_2025_09 VALUES (3, '2025-09-07', 9); RETURN NEW; END $$;
      CREATE TABLE pgparcel.exports (
        id bigint GENERATED ALWAYS AS IDENTITY, relation oid, name text, rows bigint, digest numeric,
        file text, bytes bigint, sha256 text);
      CREATE TRIGGER late AFTER INSERT ON pgparcel.exports EXECUTE FUNCTION late();
      """)
    let after = project.run("apply", "--phase", "after-deploy", "--allow", "DELETES_DATA")
    #expect(after.status == 1)
    #expect(after.error.contains("changed since they were written"), "\(after.error)")
    #expect(try TestDatabase.current.query("SELECT count(*) FROM bookings_2025_09")[0, 0] == "3")
    // The next try writes what is there now.
    try TestDatabase.current.execute("DROP TRIGGER late ON pgparcel.exports")
    let again = project.run("apply", "--phase", "after-deploy", "--allow", "DELETES_DATA")
    try #require(again.status == 0, "\(again.error)")
    let newest = try #require(try dumps(project).last)
    #expect(try rows(in: newest, of: project) == "1:7,2:8,3:9")
  }

  @Test func anExportThatFailsStandsInTheHistory() throws {
    let project = try project()
    let generate = project.run("maintain", "--generate", "--as-of", "2025-12-05")
    try #require(generate.status == 0, "\(generate.error)")
    try #require(project.run("apply").status == 0)
    try project.write("not a directory", to: "exports")
    let run = project.run("apply", "--phase", "after-deploy", "--allow", "DELETES_DATA")
    #expect(run.status == 1)
    let rows = try TestDatabase.current.query(
      "SELECT state, statements_done, error FROM pgparcel.history ORDER BY id DESC LIMIT 1")
    try #require(rows.count == 1)
    #expect(try rows[0].text("state") == "failed")
    #expect(try rows[0].int("statements_done") == 0)
    #expect(try rows[0].text("error").contains("bookings_2025_09"))
    try project.remove("exports")
    let again = project.run("apply", "--phase", "after-deploy", "--allow", "DELETES_DATA")
    #expect(again.status == 0, "\(again.error)")
  }

  @Test func nothingIsDroppedWhereNothingCanBeWritten() throws {
    let project = try project()
    try project.write("not a directory", to: "exports")
    let run = project.run(
      "maintain", "--apply", "--yes", "--as-of", "2025-12-05", "--allow", "DELETES_DATA")
    #expect(run.status == 1)
    #expect(run.error.contains("--export-dir"), "\(run.error)")
    #expect(try TestDatabase.current.query("SELECT count(*) FROM bookings_2025_09")[0, 0] == "2")
    // What is to come came all the same.
    #expect(try LivePartitions.names().contains("bookings_2026_02"))
  }

  @Test func jobsInsideTheDatabaseCannot() throws {
    let run = try project().run("maintain", "--install", "pg_cron")
    #expect(run.status == 6)
    #expect(run.error.contains("export"), "\(run.error)")
  }

  @Test func exportBelongsToDrop() throws {
    let project = try Bookings.project(
      after: "",
      schema: Bookings.schema(
        Bookings.window + "\nretention: {keep: 2 months, then: detach, export: true}"))
    let run = project.run("validate")
    #expect(run.status == 1)
    #expect(run.error.contains("`then` is not drop"), "\(run.error)")
  }
}
