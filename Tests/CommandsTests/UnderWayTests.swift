import PostgresClient
import TestSupport
import Testing

/// `plan` and `generate` while a conversion of the table is under way.
@Suite(.database, .timeLimit(.minutes(12))) struct UnderWayTests {
  private let other = Visits.schema.replacing("2027-01-01", with: "2028-01-01")

  /// What a conversion leaves in the directory is removed: another checkout.
  private func removeFiles(_ project: Project) throws {
    for name in try project.names(in: "migrations") { try project.remove("migrations/\(name)") }
  }

  @Test func planNamesThePhaseAndWhatToDo() throws {
    let project = try Visits.project()
    #expect(project.run("apply", "--to", "20251122000003").status == 0)
    let plan = project.run("plan")
    #expect(
      plan.output.contains(
        "Now      a conversion of this table is under way: indexed, 20 rows copied"))
    #expect(!plan.output.contains("strongest lock"))
    for line in plan.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(plan.error.contains("Next: pgparcel apply   (to take it back:  pgparcel down)\n"))
    #expect(project.run("plan", "--exit-code").status == 2)
    #expect(project.run("plan", "--format", "json").output.contains("\"phase\": \"indexed\""))
    let generate = project.run("generate", "--no-proof")
    #expect(generate.status == 0)
    #expect(generate.output.isEmpty)
    #expect(generate.error.contains("pending files lead there already"))
  }

  @Test func afterTheSwapThereIsNoDifferenceAndTheOldTableIsNamed() throws {
    let project = try Visits.project()
    #expect(project.run("apply").status == 0)
    let plan = project.run("plan")
    #expect(plan.output.contains("  no difference\n"))
    #expect(plan.output.contains("under way: swapped"))
    #expect(!plan.error.contains("Next:"))
    #expect(project.run("generate").status == 0)
  }

  @Test(arguments: ["20251122000002", "20251122000005"])
  func generateWritesNothingThatCouldBeginInTheMiddle(_ version: String) throws {
    let project = try Visits.project()
    #expect(project.run("apply", "--to", version).status == 0)
    try project.write(other, to: "schemas/visits.yaml")
    for _ in 0..<2 {
      let run = project.run("generate", "--no-proof")
      #expect(run.status == 6)
      #expect(run.error.contains("error[E512]: a conversion of public.visits is under way"))
      #expect(run.error.contains("pgparcel down"))
      #expect(project.run("generate", "--check").status == 6)
      // Nor where nobody knows of the files.
      try removeFiles(project)
    }
    #expect(try project.names(in: "migrations").isEmpty)
  }

  @Test func locksAreToldWithTheirSteps() throws {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(Visits.tables)
    try project.write(Visits.schema, to: "schemas/visits.yaml")
    let text = project.run("plan").output.replacing(/\s+/, with: " ")
    #expect(
      text.contains(
        "strongest lock ACCESS EXCLUSIVE in step 6 (milliseconds) and in step 7 (short)"),
      "\(text)")
  }
}
