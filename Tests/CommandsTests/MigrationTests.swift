import Foundation
import MigrationRunner
import PostgresClient
import TestSupport
import Testing

/// The main job, command by command.
@Suite(.database) struct MigrationTests {
  private let names = [
    "20251122000000_appointments_is_completed_1_swap",
    "20251122000001_appointments_is_completed_2_analyze",
    "20251122000002_appointments_is_completed_3_finish",
  ]

  private func generated() throws -> Project {
    let project = try Clinic.project()
    let run = project.run("generate", "--no-proof", "--as-of", "2025-11-22")
    #expect(run.status == 0)
    let expected = names.flatMap { name in
      ["up", "down"].map { "\(project.root)/migrations/\(name).\($0).sql" }
    }
    #expect(run.output == expected.joined(separator: "\n") + "\n")
    return project
  }

  private func kind() throws -> String? {
    try TestDatabase.current.query(
      "SELECT relkind FROM pg_class WHERE oid = 'public.appointments'::regclass")[0, 0]
  }

  @Test func goesForthAndBackAndForth() throws {
    let project = try generated()
    #expect(project.run("status", "--exit-code").status == 2)
    let apply = project.run("apply")
    #expect(apply.status == 0)
    #expect(apply.output == "applied  \(names[0])\napplied  \(names[1])\n")
    #expect(apply.error.contains("waiting  \(names[2])"))
    #expect(try kind() == "p")
    #expect(project.run("apply").output == "Nothing to apply.\n")

    let verify = project.run("verify")
    #expect(verify.status == 0)
    #expect(verify.output.hasSuffix("5 of 5 checks hold.\n"))
    #expect(project.run("plan", "--exit-code").status == 0)

    try TestDatabase.current.execute("INSERT INTO public.appointments (doc_id) VALUES (99)")
    #expect(project.run("down").status == 64)
    let down = project.run("down", "--to", "0", "--yes")
    #expect(down.status == 0)
    #expect(down.output == "reverted  \(names[1])\nreverted  \(names[0])\n")
    #expect(try kind() == "r")
    let written = try TestDatabase.current.query(
      "SELECT count(*), count(*) FILTER (WHERE doc_id = 99) FROM public.appointments")
    #expect(written[0, 0] == "101")
    #expect(written[0, 1] == "1")

    #expect(project.run("apply", "--phase", "all").status == 0)
    #expect(project.run("status", "--exit-code").status == 0)
    #expect(project.run("verify", "--migrations").output.contains("ok    migrations"))
  }

  @Test func writesTheSameBytesAgain() throws {
    let first = try generated()
    let texts = try first.names(in: "migrations").map { try first.text("migrations/\($0)") }
    let second = try Project(database: TestDatabase.current.address)
    try second.write(Clinic.schema, to: "schemas/appointments.yaml")
    #expect(second.run("generate", "--no-proof", "--as-of", "2025-11-22").status == 0)
    #expect(
      try second.names(in: "migrations").map { try second.text("migrations/\($0)") } == texts)
  }

  @Test func writesNothingTwice() throws {
    let project = try generated()
    let again = project.run("generate", "--no-proof")
    #expect(again.status == 0)
    #expect(again.output.isEmpty)
    #expect(again.error.contains("pending files lead there already"))
    #expect(project.run("generate", "--check").status == 0)
  }

  @Test func refusesASecondChangeBeforeTheFirstIsApplied() throws {
    let project = try generated()
    try project.write(
      Clinic.schema.replacing("appointments_active", with: "appointments_open"),
      to: "schemas/appointments.yaml")
    #expect(project.run("generate", "--check").status == 6)
    let run = project.run("generate", "--no-proof")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E512]"))
  }

  @Test func checkTellsThatFilesAreMissing() throws {
    let project = try Clinic.project()
    let run = project.run("generate", "--check")
    #expect(run.status == 2)
    #expect(run.output == "no files yet: public.appointments\n")
    #expect((try? project.names(in: "migrations")) == nil)
  }

  @Test func asksOnATerminal() throws {
    let project = try generated()
    let refused = project.run(["apply"], answers: ["y"])
    #expect(refused.status == 6)
    #expect(refused.error.contains("Hazards"))
    #expect(try kind() == "r")
    #expect(project.run(["apply", "--no-input", "--dry-run"], answers: []).status == 0)
    #expect(project.run(["apply"], answers: ["yes"]).status == 0)
    #expect(project.run(["down"], answers: ["no"]).status == 6)
    #expect(project.run(["down", "-n", "2"], answers: ["yes"]).status == 0)
    #expect(try kind() == "r")
  }

  @Test func refusesAFileThatWasEdited() throws {
    let project = try generated()
    let path = "migrations/\(names[0]).up.sql"
    try project.write(
      try project.text(path).replacing("lock_timeout = '3s'", with: "lock_timeout = '4s'"), to: path
    )
    let run = project.run("apply")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E510]"))
  }

  @Test func aLockThatIsHeldMeansBusy() throws {
    let project = try generated()
    let other = try TestDatabase.current.connect()
    try other.execute("BEGIN; LOCK TABLE public.appointments IN ACCESS SHARE MODE")
    let run = project.run("apply", "--lock-timeout", "50ms", "--lock-retries", "0")
    #expect(run.status == 4)
    #expect(run.error.contains("error[E401]"))
    try other.execute("ROLLBACK")
    #expect(project.run("apply").status == 0)
  }

  @Test func aDriftedTableIsRefused() throws {
    let project = try generated()
    try TestDatabase.current.execute("CREATE INDEX stray ON public.appointments (doc_id, id)")
    let run = project.run("apply")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E501]"))
  }

  @Test func baselineAndResolveWriteTheHistoryOnly() throws {
    let project = try generated()
    let baseline = project.run("baseline", "--to", String(names[2].prefix(14)))
    #expect(baseline.status == 0)
    #expect(project.run("status").output.contains("baselined  \(names[0])"))
    #expect(try kind() == "r")
    let resolve = project.run(
      "resolve", String(names[2].prefix(14)), "--reverted", "--reason", "a test")
    #expect(resolve.status == 0)
    #expect(project.run("status").output.contains("after-deploy  \(names[2])"))
    #expect(project.run("resolve", "20200101000000", "--applied", "--reason", "x").status == 6)
    #expect(project.run("resolve", "1", "--applied", "--reason", "x").status == 64)
  }

  @Test func baselineAndResolveAskOnATerminal() throws {
    let project = try generated()
    let version = String(names[1].prefix(14))
    let refused = project.run(["baseline", "--to", version], answers: ["no"])
    #expect(refused.status == 6)
    #expect(refused.error.contains("baseline  \(names[1])\nNote 2 files as applied"))
    #expect(project.run("status").output.contains("0 applied"))
    #expect(project.run(["baseline", "--to", version], answers: ["yes"]).status == 0)
    #expect(project.run(["baseline", "--to", version], answers: []).output == "Nothing to note.\n")
    let resolve = ["resolve", version, "--reverted", "--reason", "x"]
    #expect(project.run(resolve, answers: ["no"]).status == 6)
    #expect(project.run(resolve + ["--yes"], answers: []).status == 0)
    #expect(project.run(["baseline", "--to", version, "-y"], answers: []).status == 0)
  }

  @Test func refusesADiskThatIsTooSmall() throws {
    let project = try generated()
    let full = Disk(
      space: { _ in .init(free: 1000, fileSystem: 1) }, program: { _ in "postgres" })
    let refused = project.run(["apply"], disk: full)
    #expect(refused.status == 6)
    #expect(refused.error.contains("error[E403]"))
    #expect(refused.error.contains("1000 bytes are free"))
    #expect(try kind() == "r")
    let other = Disk(space: { _ in nil }, program: { _ in nil })
    #expect(!project.run(["apply", "--dry-run"], disk: other).error.contains("free space"))
    #expect(project.run(["apply", "-v", "--allow", "disk_space"], disk: full).status == 0)
    #expect(try kind() == "p")
  }

  @Test func goesOnWhereAFileWithoutTransactionStopped() throws {
    let project = try Clinic.project()
    #expect(project.run("generate", "--no-proof").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    // No row of the first partition divides by zero; one of the second does.
    try TestDatabase.current.execute(
      """
      UPDATE public.appointments SET doc_id = 7;
      UPDATE public.appointments SET doc_id = 0
        WHERE id = (SELECT max(id) FROM public.appointments_completed);
      """)
    try project.write(
      Clinic.schema.replacing(
        "indexes:\n", with: "indexes:\n  - {name: share, columns: [{expression: 100 / doc_id}]}\n"),
      to: "schemas/appointments.yaml")
    #expect(project.run("generate", "--no-proof").status == 0)
    let stopped = project.run("apply")
    #expect(stopped.status == 5)
    #expect(stopped.error.contains("error[E420]"))
    #expect(project.run("status").output.contains("partly"))
    try TestDatabase.current.execute("UPDATE public.appointments SET doc_id = 7")
    #expect(project.run("apply").status == 0)
    #expect(project.run("verify").status == 0)
  }

  @Test func lossesMustBeNamed() throws {
    let project = try Clinic.project()
    #expect(project.run("generate", "--no-proof").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    let lines = Clinic.schema.replacing(
      "    - {name: appointments_completed, values: [true]}\n", with: "")
    try project.write(
      lines + "retired:\n  - {name: appointments_completed, then: drop}\n",
      to: "schemas/appointments.yaml")
    #expect(project.run("plan").output.contains("0 to change, 1 partition to drop."))
    #expect(project.run("generate", "--no-proof").status == 0)
    let refused = project.run("apply", "--phase", "all")
    #expect(refused.status == 6)
    #expect(refused.error.contains("--allow DELETES_DATA"))
    let applied = project.run("apply", "--phase", "all", "--allow", "deletes_data")
    #expect(applied.status == 0)
    let down = project.run("down", "--yes")
    #expect(down.status == 6)
    #expect(down.error.contains("--confirm"))
    #expect(project.run("down", "--yes", "--confirm", "appointments").status == 0)
  }

  @Test func generateProvesTheFilesFirst() throws {
    let project = try Clinic.project()
    let run = project.run("generate", "--as-of", "2025-11-22")
    #expect(run.status == 0)
    #expect(run.error.contains("proven: down restores the schema"))
    #expect(run.output.contains("\(names[0]).up.sql"))
  }
}
