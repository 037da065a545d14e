import PostgresClient
import TestSupport
import Testing

/// Files that psql ran, of which the history knows nothing.
@Suite(.database) struct UnrecordedTests {
  private let swap = "20251122000000_appointments_is_completed_1_swap"
  private let analyze = "20251122000001_appointments_is_completed_2_analyze"
  private let finish = "20251122000002_appointments_is_completed_3_finish"

  private func generated() throws -> Project {
    let project = try Clinic.project()
    #expect(project.run("generate", "--no-proof", "--as-of", "2025-11-22").status == 0)
    return project
  }

  private func psql(_ project: Project, _ names: String...) throws {
    for name in names {
      let path = "\(project.root)/migrations/\(name).up.sql"
      try TestDatabase.current.run(
        tool: "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", path])
    }
  }

  @Test func everyCommandNamesTheCure() throws {
    let project = try generated()
    try psql(project, swap, analyze)
    let cure = "pgparcel baseline --to 20251122000001"

    let status = project.run("status")
    #expect(status.output.contains("pending       \(swap)  the table is so already"))
    #expect(status.output.contains("after-deploy  \(finish)\n"))
    #expect(status.error.contains("Next: \(cure)"), "\(status.error)")
    #expect(project.run("status", "--exit-code").status == 2)

    let verify = project.run("verify")
    #expect(verify.status == 2)
    #expect(verify.output.contains("ok    layout"))
    #expect(verify.error.contains("\(swap) is not noted as applied, and the table is so already"))
    #expect(verify.error.contains("help: if another tool ran it, run  \(cure)"))

    let apply = project.run("apply")
    #expect(apply.status == 6)
    #expect(apply.error.contains("error[E501]: \(swap).up.sql"))
    #expect(apply.error.contains("help: if another tool ran it, run  \(cure)"), "\(apply.error)")

    #expect(project.run("baseline", "--to", "20251122000001").status == 0)
    #expect(project.run("apply", "--phase", "all").output == "applied  \(finish)\n")
    #expect(project.run("verify").status == 0)
  }

  /// The loop of the README runs the files after the deploy, too.
  @Test func dropsAfterTheDeployAreNoticed() throws {
    let project = try generated()
    try psql(project, swap, analyze, finish)
    let status = project.run("status")
    #expect(status.output.contains("after-deploy  \(finish)  the table is so already"))
    #expect(status.error.contains("Next: pgparcel baseline --to 20251122000002"), "\(status.error)")
    #expect(project.run("baseline", "--to", "20251122000002").status == 0)
    #expect(project.run("verify").status == 0)
    #expect(project.run("apply", "--phase", "all").output == "Nothing to apply.\n")
  }

  /// `baseline` would note the other table's file, too.
  @Test func otherTablesStayPending() throws {
    let project = try Clinic.project()
    try TestDatabase.current.execute(
      "CREATE TABLE public.absences (id bigint PRIMARY KEY, is_completed boolean NOT NULL)")
    let other = Clinic.schema.replacing("appointments", with: "absences")
      .replacing("[doc_id]", with: "[id]").replacing("idx_doctor", with: "idx_id")
    try project.write(other, to: "schemas/absences.yaml")
    #expect(project.run("generate", "--no-proof", "--as-of", "2025-11-22").status == 0)
    let names = try project.names(in: "migrations").filter { $0.hasSuffix(".up.sql") }
      .map { String($0.dropLast(7)) }
    #expect(names[0].contains("absences"))
    let mine = names.filter { $0.contains("appointments") }
    try psql(project, mine[0], mine[1])
    let status = project.run("status")
    #expect(!status.error.contains("baseline"))
    #expect(
      status.error.contains("Next: pgparcel resolve \(mine[0].prefix(14)) --applied --reason TEXT"),
      "\(status.error)")
  }

  @Test func aTableAsBeforeIsJustPending() throws {
    let project = try generated()
    let status = project.run("status")
    #expect(!status.output.contains("already"))
    #expect(status.error.contains("Next: pgparcel apply"))
    #expect(project.run("apply").status == 0)
    let after = project.run("status")
    #expect(!after.output.contains("already"))
    #expect(after.error.contains("Next: pgparcel apply --phase after-deploy"))
  }
}
