import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct VerifyTests {
  private func applied(_ schema: String = Clinic.schema) throws -> Project {
    let project = try Clinic.project()
    try project.write(schema, to: "schemas/appointments.yaml")
    #expect(project.run("generate", "--no-proof").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    return project
  }

  @Test func tellsThatNothingWasDone() throws {
    let run = try Clinic.project().run("verify", "--layout")
    #expect(run.status == 2)
    #expect(run.output.contains("FAIL  layout     public.appointments"))
    #expect(run.error.contains("error[E541]"))
  }

  @Test func findsAMissingIndexAndPartition() throws {
    let project = try applied()
    try TestDatabase.current.execute("DROP INDEX public.idx_doctor")
    let run = project.run("verify")
    #expect(run.status == 2)
    #expect(run.output.contains("ok    layout"))
    #expect(run.output.contains("FAIL  indexes"))
    try TestDatabase.current.execute(
      "ALTER TABLE public.appointments DETACH PARTITION public.appointments_active")
    #expect(project.run("verify").output.contains("FAIL  layout"))
  }

  @Test func pointsAtTheEntryConcerned() throws {
    let project = try applied()
    try TestDatabase.current.execute(
      """
      DROP INDEX public.idx_doctor;
      ALTER TABLE public.appointments DROP CONSTRAINT appointments_pkey;
      ALTER TABLE public.appointments DETACH PARTITION public.appointments_completed;
      """)
    let run = project.run("verify", "--layout", "--indexes")
    #expect(run.error.contains("--> schemas/appointments.yaml:3:14"), "\(run.error)")
    #expect(run.error.contains("--> schemas/appointments.yaml:9:14"))
    #expect(run.error.contains("--> schemas/appointments.yaml:11:12"))
    #expect(!run.error.contains("--> schemas/appointments.yaml:2:"))
  }

  @Test(arguments: [
    (
      "WHERE doc_id = 1", "scans: [appointments_active]",
      "reads appointments_active, appointments_completed"
    ),
    ("WHERE false AND is_completed", "max_partitions: 1", "reads no partition at all"),
    ("WHERE doc_id = 1", "max_partitions: 1", "reads 2 partitions, at most 1"),
    ("WHERE nothing = 1", "max_partitions: 1", "PostgreSQL refuses the query"),
  ])
  func saysWhyAnAssertionFails(_ condition: String, _ claim: String, _ words: String) throws {
    let start = Clinic.schema.prefix { _ in true }.components(before: "assert:")
    let project = try applied(
      start + """
        assert:
          - name: the query
            sql: SELECT * FROM appointments \(condition)
            \(claim)
            plan: custom

        """)
    let run = project.run("verify", "--prune")
    #expect(run.status == 2)
    #expect(run.error.contains("error[E540]"))
    #expect(run.error.contains(words))
  }

  @Test func noQueryRuns() throws {
    let start = Clinic.schema.prefix { _ in true }.components(before: "assert:")
    let project = try applied(
      start + """
        assert:
          - name: a write
            sql: DELETE FROM appointments WHERE is_completed = true
            scans: [appointments_completed]
          - name: two statements
            sql: SELECT 1; DROP TABLE appointments
            scans: []

        """)
    let run = project.run("verify", "--prune")
    #expect(run.output.contains("ok    prune      public.appointments: a write (custom plan)"))
    #expect(run.output.contains("FAIL  prune      public.appointments: two statements"))
    let rows = try TestDatabase.current.query("SELECT count(*) FROM public.appointments")
    #expect(rows[0, 0] == "100")
  }
}

extension Substring {
  /// The text in front of `mark`.
  fileprivate func components(before mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? String(self)
  }
}
