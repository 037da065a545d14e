import Foundation
import TestSupport
import Testing

@Suite(.database) struct PlanTests {
  @Test(arguments: GoldenCase.all(in: "commands").filter { $0.name == "plan" })
  func isAsReviewed(_ golden: GoldenCase) throws {
    let project = try Clinic.project()
    let text = project.run("plan")
    #expect(text.status == 0)
    #expect(text.error.contains("W111"))
    for line in text.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    // Differs by server.
    let plan = text.output.replacing(/Disk .*WAL/, with: "Disk     SIZE for the copy")
    #expect(plan != text.output)
    try golden.expect(plan, equals: "plan.txt")
    let json = project.run("plan", "--format", "json")
    #expect(json.status == 0)
    let lines = withoutSQL(json.output).replacing(TestDatabase.current.name, with: "DATABASE")
      .replacing(/"server_version": [0-9]+/, with: "\"server_version\": 0")
      .replacing(/_bytes": [0-9]+/, with: "_bytes\": 0")
    try golden.expect(lines, equals: "plan.json")
  }

  @Test(arguments: [
    ("detach", "0 to add, 0 to change, 0 to drop, 1 partition to detach."),
    ("drop", "0 to add, 0 to change, 1 partition to drop."),
  ])
  func tellsDetachingFromDropping(_ fate: String, _ counts: String) throws {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(
      """
      CREATE TABLE t (a int) PARTITION BY LIST (a);
      CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
      CREATE TABLE t_2 PARTITION OF t FOR VALUES IN (2);
      """)
    try project.write(
      """
      version: 1
      table: public.t
      partition: {by: list, key: [a], partitions: [{name: t_1, values: [1]}]}
      retired: [{name: t_2, then: \(fate)}]

      """, to: "schemas/t.yaml")
    let run = project.run("plan")
    #expect(run.output.contains("Plan: \(counts)"), "\(run.output)\(run.error)")
  }

  @Test func proposesToApplyWhatWasGenerated() throws {
    let project = try Clinic.project()
    #expect(project.run("plan").error.contains("Next: pgparcel generate appointments"))
    #expect(project.run("generate", "--no-proof").status == 0)
    let again = project.run("plan")
    #expect(again.error.hasSuffix("Next: pgparcel apply\n"), "\(again.error)")
    // Another edit: not what the files lead to.
    try project.write(
      Clinic.schema.replacing("indexes:\n", with: "indexes:\n  - {columns: [id]}\n"),
      to: "schemas/appointments.yaml")
    let edited = project.run("plan")
    #expect(edited.error.contains("Next: pgparcel generate appointments"), "\(edited.error)")
  }

  @Test func exitsWithTwoOnlyWhenAsked() throws {
    let project = try Clinic.project()
    #expect(project.run("plan").status == 0)
    #expect(project.run("plan", "--exit-code").status == 2)
    let out = project.run("plan", "--out", "plan.json", "-q")
    #expect(out.status == 0)
    #expect(out.error.isEmpty)
    #expect(try project.text("plan.json").contains("\"changes\": 1"))
  }

  @Test func namesTheMissingTable() throws {
    let project = try Project(database: TestDatabase.current.address)
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    let run = project.run("plan")
    #expect(run.status == 1)
    #expect(run.error.contains("error[E100]: no table public.appointments"))
  }

  @Test func aNewTableBesideOneOfAlmostItsNameIsDoubted() throws {
    let project = try Clinic.project()
    let created = """
      version: 1
      table: public.appointmets
      columns: {id: {type: bigint, nullable: false}}
      partition: {by: hash, key: [id], count: 2, name: "a{remainder}"}

      """
    try project.write(created, to: "schemas/a.yaml")
    try project.remove("schemas/appointments.yaml")
    let run = project.run("plan")
    #expect(run.status == 0)
    #expect(run.error.contains("warning[E100]: no table public.appointmets"))
    #expect(run.error.contains("help: did you mean public.appointments?"))
    #expect(run.output.contains("1 table"))
    // Of two that are declared neither is a mistake.
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    #expect(!project.run("plan").error.contains("E100"))
  }

  @Test func escapesWhatWouldSteerTheTerminal() throws {
    let project = try Project(database: TestDatabase.current.address)
    try project.write(
      Clinic.schema.replacing(
        "public.appointments", with: "{schema: public, name: \"a\\e[31mb\"}"),
      to: "schemas/appointments.yaml")
    let run = project.run("plan", "--color", "always")
    #expect(run.status == 1)
    #expect(!run.error.contains("\u{1B}[31mb"))
  }

  @Test func refusesWhatItDoesNotPlan() throws {
    let project = try Clinic.project()
    try project.write(
      Clinic.schema.replacing("offline", with: "manual"), to: "schemas/appointments.yaml")
    let run = project.run("plan")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E200]"))
    #expect(run.output.isEmpty)
  }

  @Test func foldsLongRunsAndKeepsNamesTrueInJSON() throws {
    let project = try Project(database: TestDatabase.current.address)
    try project.write(
      """
      version: 1
      table: {schema: public, name: "a\\e[1mb"}
      columns:
        id: {type: bigint, nullable: false}
      partition: {by: hash, key: [id], count: 60, name: "p{remainder}"}

      """, to: "schemas/a.yaml")
    let text = project.run("plan")
    #expect(text.status == 0, "\(text.error)")
    #expect(text.output.contains("35 more partitions; -v shows them"))
    #expect(text.output.contains("60 partitions to add"))
    #expect(text.output.contains("a\\u{1b}[1mb"))
    #expect(!text.output.contains("\u{1B}"))
    #expect(project.run("plan", "-v").output.contains("p42"))
    #expect(project.run("plan", "--format", "json").output.contains("a\\u001b[1mb"))
  }

  /// The statements have golden files of their own, where they are made.
  private func withoutSQL(_ json: String) -> String {
    var inside = false
    let lines = json.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if inside, line.hasPrefix("          ]") { inside = false }
      defer { if line.hasSuffix("\"up\": [") || line.hasSuffix("\"down\": [") { inside = true } }
      return !inside
    }
    return lines.joined(separator: "\n")
  }
}
