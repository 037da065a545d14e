import PostgresClient
import TestSupport
import Testing

/// `generate --plan FILE`: what is written is what was reviewed.
@Suite(.database) struct PlanFileTests {
  private func reviewed() throws -> Project {
    let project = try Clinic.project()
    let plan = project.run("plan", "--out", "plan.json")
    try #require(plan.status == 0, "\(plan.error)")
    return project
  }

  private func generate(_ project: Project) -> Project.Run {
    project.run("generate", "--no-proof", "--plan", "plan.json")
  }

  private func expectStale(
    _ project: Project, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let run = generate(project)
    #expect(run.status == 6, "\(run.error)", sourceLocation: sourceLocation)
    #expect(
      run.error.contains(
        "error[E501]: the plan of public.appointments in plan.json is stale: \(reason)\n"),
      "\(run.error)", sourceLocation: sourceLocation)
    #expect((try? project.names(in: "migrations")) == nil, sourceLocation: sourceLocation)
  }

  @Test func thePlanThatStandsIsWrittenAndTheHistoryNamesIt() throws {
    let project = try reviewed()
    let run = generate(project)
    try #require(run.status == 0, "\(run.error)")
    let apply = project.run("apply", "--phase", "all")
    try #require(apply.status == 0, "\(apply.error)")
    let rows = try TestDatabase.current.query("SELECT DISTINCT plan_id FROM pgparcel.history")
    let id = try #require(rows.first?["plan_id"])
    #expect(rows.count == 1)
    #expect(try project.text("plan.json").contains("\"plan_id\": \"\(id)\""))
    // What is done needs no plan.
    #expect(generate(project).status == 6)
    #expect(project.run("plan", "--out", "plan.json").status == 0)
    #expect(generate(project).status == 0)
  }

  @Test func aTableThatChangedIsRefused() throws {
    let project = try reviewed()
    try TestDatabase.current.execute("CREATE INDEX late ON public.appointments (is_completed)")
    expectStale(project, "the table changed since")
  }

  @Test func aSchemaFileThatChangedIsRefused() throws {
    let project = try reviewed()
    try project.write(
      Clinic.schema.replacing("appointments_active", with: "appointments_open"),
      to: "schemas/appointments.yaml")
    expectStale(project, "the schema file changed since")
  }

  @Test func otherStatementsAreRefused() throws {
    let project = try reviewed()
    try project.write(
      Clinic.schema.replacing("strategy: offline", with: "strategy: online"),
      to: "schemas/appointments.yaml")
    expectStale(project, "another pgparcel or other settings make other statements of it")
  }

  @Test func aTableThatItDoesNotNameIsRefused() throws {
    let project = try reviewed()
    try project.write(
      "{\"schema_version\": 1, \"command\": \"plan\", \"tables\": []}", to: "plan.json")
    expectStale(project, "it does not name the table")
  }

  @Test func aTableThatNoFileNamesAnyMoreIsRefused() throws {
    let project = try reviewed()
    try project.remove("schemas/appointments.yaml")
    try project.write(
      """
      version: 1
      table: public.plain
      partition: none

      """, to: "schemas/plain.yaml")
    try TestDatabase.current.execute("CREATE TABLE public.plain (id bigint PRIMARY KEY)")
    expectStale(project, "no schema file names the table")
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"schema_version\": 2, \"command\": \"plan\", \"tables\": []}",
    "{\"schema_version\": 1, \"command\": \"lint\", \"tables\": []}",
  ])
  func whatIsNoPlanIsRefused(_ text: String) throws {
    let project = try Clinic.project()
    try project.write(text, to: "plan.json")
    let run = generate(project)
    #expect(run.status == 1)
    #expect(run.error.contains("error[E513]: plan.json is no plan of pgparcel: "), "\(run.error)")
    #expect(run.error.contains("pgparcel plan --out plan.json"))
  }
}
