import PostgresClient
import TestSupport
import Testing

/// Copies of the tables concerned, made before anything runs.
@Suite(.database, .timeLimit(.minutes(12))) struct BackupTests {
  @Test func copiesEveryTableThatTheFilesChange() throws {
    let project = try Clinic.project()
    let generate = project.run("generate", "--no-proof")
    try #require(generate.status == 0, "\(generate.error)")
    let apply = project.run("apply", "--backup", "copies")
    try #require(apply.status == 0, "\(apply.error)")
    let files = try project.names(in: "copies")
    try #require(files.count == 1)
    #expect(files[0].hasPrefix("public.appointments-"))
    #expect(apply.error.contains("public.appointments is in "), "\(apply.error)")
    // As it was before: not partitioned, with all rows.
    let other = try TestDatabase.create()
    defer { try? other.drop() }
    try other.run(
      tool: "pg_restore", ["--no-owner", "-d", other.name, "\(project.root)/copies/\(files[0])"])
    let restored = try other.query(
      """
      SELECT (SELECT relkind FROM pg_class WHERE oid = 'public.appointments'::regclass) AS kind,
        (SELECT count(*) FROM public.appointments) AS rows
      """)
    #expect(try restored[0].text("kind") == "r")
    #expect(try restored[0].text("rows") == "100")
    // Nothing to run, nothing to copy.
    #expect(project.run("apply", "--backup", "copies").status == 0)
    #expect(try project.names(in: "copies").count == 1)
  }

  @Test func nothingRunsWithoutIt() throws {
    let project = try Clinic.project()
    try #require(project.run("generate", "--no-proof").status == 0)
    try project.write("in the way", to: "copies")
    let apply = project.run("apply", "--backup", "copies")
    #expect(apply.status == 1)
    #expect(apply.error.contains("nothing was run"), "\(apply.error)")
    let kind = try TestDatabase.current.query(
      "SELECT relkind FROM pg_class WHERE oid = 'public.appointments'::regclass")
    #expect(kind[0, 0] == "r")
  }
}
