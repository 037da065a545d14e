import TestSupport
import Testing

@Suite(.database) struct ImportTests {
  @Test func writesAFileThatPlansToNothing() throws {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(
      """
      CREATE TABLE public.visits (id bigint, day date, note text, PRIMARY KEY (id, day))
        PARTITION BY RANGE (day);
      CREATE TABLE public.visits_2025 PARTITION OF public.visits
        FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      CREATE TABLE public.visits_rest PARTITION OF public.visits DEFAULT;
      CREATE INDEX visits_note ON public.visits (lower(note)) WHERE note IS NOT NULL;
      """)
    let run = project.run("import")
    #expect(run.status == 0)
    #expect(run.output == "schemas/visits.yaml\n")
    let plan = project.run("plan", "--exit-code")
    #expect(plan.status == 0, "\(plan.output)\(plan.error)")

    let again = project.run("import", "visits")
    #expect(again.status == 1)
    #expect(again.error.contains("is there already"))
    #expect(project.run("import", "visits", "--force").status == 0)
    #expect(
      project.run("import", "visits", "--stdout").output
        == (try project.text("schemas/visits.yaml")))
  }

  @Test func suggestsTables() throws {
    let project = try Clinic.project()
    let run = project.run("import", "apointments")
    #expect(run.status == 1)
    #expect(run.error.contains("did you mean `appointments`?"))
  }

  @Test func refusesPartitions() throws {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(
      """
      CREATE TABLE t (a int) PARTITION BY LIST (a);
      CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
      """)
    let run = project.run("import", "t_1")
    #expect(run.status == 6)
    #expect(run.error.contains("public.t_1 is a partition of public.t"))
  }
}
