import Foundation
import PostgresClient
import TestSupport
import Testing

/// After the swap: the old table is kept, and nobody is sent to drop it too early.
@Suite(.database, .timeLimit(.minutes(12))) struct KeptTableTests {
  private let finish = "20251122000006_visits_day_7_finish"

  private func swapped() throws -> Project {
    let project = try Visits.project()
    #expect(project.run("apply").status == 0)
    return project
  }

  private func pass() throws {
    try TestDatabase.current.execute(
      "UPDATE pgparcel.conversions SET swapped_at = now() - keep_old")
  }

  @Test func applyTellsUntilWhenAndHowToGoBack() throws {
    let project = try Visits.project()
    let run = project.run("apply")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("waiting  \(finish)\n"))
    #expect(
      run.error.contains(/The old table of public\.visits is kept until \d{4}-\d\d-\d\d .* UTC\.\n/)
    )
    #expect(run.error.contains("  Back to it:    pgparcel down\n"))
    #expect(run.error.contains("  Drop it then:  pgparcel apply --phase after-deploy\n"))
    #expect(!run.error.contains("Run the waiting files after the deploy"))
  }

  @Test func statusTellsUntilWhen() throws {
    let project = try swapped()
    let status = project.run("status")
    #expect(status.output.contains("after-deploy  \(finish)  waits until "))
    #expect(status.output.contains("1 waiting for the deploy."))
    #expect(status.output.contains("the old table is kept until 20"))
    #expect(status.error.contains("Back to it:    pgparcel down\n"))
    #expect(!status.error.contains("Next:"))
    #expect(project.run("status", "--format", "json").output.contains("\"kept_until\": \"20"))
    try pass()
    let later = project.run("status")
    #expect(later.output.contains("after-deploy  \(finish)\n"))
    #expect(later.error == "Next: pgparcel apply --phase after-deploy\n")
  }

  @Test func aPipelineThatRunsEverythingIsRefusedAndNothingIsBroken() throws {
    let project = try Visits.project()
    let first = project.run("apply", "--phase", "all")
    #expect(first.status == 6)
    #expect(first.output.contains("applied  20251122000005_visits_day_6_swap\n"))
    for _ in 0..<2 {
      let run = project.run("apply", "--phase", "all")
      #expect(run.status == 6)
      #expect(run.output.isEmpty)
      #expect(run.error.contains("error[E402]: \(finish).up.sql waits until 20"))
      #expect(run.error.contains("pgparcel down"))
      // No line of a run that was not one.
      #expect(!run.error.contains("started"))
    }
    #expect(!project.run("status").output.contains("failed"))
    #expect(project.run("apply").status == 0)
    let dry = project.run("apply", "--phase", "all", "--dry-run")
    #expect(dry.status == 6)
    try pass()
    #expect(project.run("apply", "--phase", "all").output == "applied  \(finish)\n")
  }

  @Test func otherTablesDoNotWait() throws {
    let project = try swapped()
    try TestDatabase.current.execute(Clinic.tables)
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    #expect(project.run("generate", "--no-proof").status == 0)
    let run = project.run("apply", "--phase", "all")
    #expect(run.status == 6)
    #expect(
      run.output.contains("applied") && run.output.contains("_appointments_is_completed_3_finish\n")
    )
    #expect(
      run.error.contains("to go back meanwhile:  pgparcel down -n 4   (3 files of other tables)\n"))
  }

  @Test func filesOfOtherTablesGoBackWithIt() throws {
    let project = try swapped()
    try TestDatabase.current.execute(Branches.table)
    try project.write(Branches.events(partitions: Branches.partition), to: "schemas/events.yaml")
    #expect(project.run("generate", "--no-proof").status == 0)
    #expect(project.run("apply").status == 0)
    let status = project.run("status")
    #expect(
      status.error.contains("Back to it:    pgparcel down -n 2   (1 file of other tables)\n"),
      "\(status.error)")
    #expect(project.run("down", "-n", "2", "--yes").status == 0)
    #expect(!project.run("status").error.contains("is kept until"))
  }

  @Test func aFileWithoutAWayBackIsNamed() throws {
    let project = try swapped()
    try TestDatabase.current.execute(Clinic.tables)
    try project.write(
      Clinic.schema.replacing("offline", with: "online"), to: "schemas/appointments.yaml")
    #expect(project.run("generate", "--no-proof").status == 0)
    #expect(project.run("apply").status == 0)
    try TestDatabase.current.execute(
      """
      UPDATE pgparcel.conversions SET swapped_at = now() - keep_old
      WHERE table_name = 'appointments'
      """)
    let run = project.run("apply", "--phase", "all")
    #expect(run.status == 6)
    let file = try #require(run.output.firstMatch(of: /applied +(\d+_appointments_\w+_finish)/)?.1)
    #expect(
      run.error.contains(
        "to go back meanwhile:  by psql with the down files; \(file), which ran since, has no way back\n"
      ),
      "\(run.error)")
    let down = project.run("down", "--to", "0", "--yes")
    #expect(down.status == 6)
    #expect(!down.error.contains("to take back what came after it"), "\(down.error)")
  }

  @Test func itCanBeDroppedEarlier() throws {
    let project = try swapped()
    try TestDatabase.current.execute(
      "ALTER DATABASE \(TestDatabase.current.name) SET pgparcel.keep_old = off")
    #expect(project.run("apply", "--phase", "after-deploy").status == 0)
  }
}
