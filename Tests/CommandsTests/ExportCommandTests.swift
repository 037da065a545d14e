import Foundation
import TestSupport
import Testing

/// The example's migrations, exported from the command line; no server is needed.
@Suite struct ExportCommandTests {
  private static let example = GoldenCase.fixtures.appending(path: "../../migrations").standardized

  private func project() throws -> Project {
    let project = try Project()
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.example.path) {
      let text = try String(contentsOf: Self.example.appending(path: name), encoding: .utf8)
      try project.write(text, to: "migrations/\(name)")
    }
    return project
  }

  private let first = "export/dbmate/20260101000000_appointments_is_completed_1_swap.sql"

  @Test(arguments: ["psql", "dbmate", "golang-migrate", "goose", "flyway", "sqitch"])
  func aSecondExportWritesNothing(_ tool: String) throws {
    let project = try project()
    let run = project.run("export", "--to", tool)
    #expect(run.status == 0)
    let written = run.output.split(separator: "\n").map(String.init)
    #expect(written.count >= 12)
    #expect(written.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    #expect(run.error.contains("warning[W552]"))
    let again = project.run("export", "--to", tool)
    #expect(again.status == 0)
    #expect(again.output.isEmpty)
    #expect(again.error.contains("Nothing to write"))
  }

  @Test func aFileThatSaysSomethingElseIsNotOverwritten() throws {
    let project = try project()
    try project.write("-- mine\n", to: first)
    let run = project.run("export", "--to", "dbmate")
    #expect(run.status == 1)
    #expect(run.error.contains("error[E550]"))
    #expect(run.error.contains(first))
    #expect(try project.text(first) == "-- mine\n")
    #expect(try project.names(in: "export/dbmate").count == 1, "nothing is written half")
    #expect(project.run("export", "--to", "dbmate", "--force").status == 0)
    #expect(try project.text(first).hasPrefix("-- migrate:up\n"))
  }

  @Test func aStepUnderTwoVersionsIsRefused() throws {
    let project = try project()
    let name = "20251231235959_appointments_is_completed_1_swap.sql"
    try project.write("-- older\n", to: "export/dbmate/\(name)")
    let run = project.run("export", "--to", "dbmate", "--force")
    #expect(run.status == 1)
    #expect(run.error.contains("would stand beside"))
    #expect(run.error.contains(name))
  }

  @Test func drizzleIsPrintedAndTheRestNamed() throws {
    let project = try project()
    let run = project.run("export", "--to", "drizzle", "appointments")
    #expect(run.status == 6)
    #expect(run.output.contains("--> statement-breakpoint"))
    #expect(!run.output.contains("\nCOMMIT;"))
    #expect(!run.output.contains("ANALYZE"))
    #expect(
      run.error.contains(
        "error[E551]: 20260101000001_appointments_is_completed_2_analyze.up.sql cannot run"))
    #expect(project.run("export", "--to", "drizzle", "--out", "x").status == 64)
  }

  @Test func tablesAndPhasesAreChosen() throws {
    let project = try project()
    let run = project.run(
      "export", "--to", "goose", "--out", "goose", "--phase", "before-deploy", "public.users")
    #expect(run.status == 0)
    #expect(
      try project.names(in: "goose") == [
        "20260101000009_users_role_1_swap.sql", "20260101000010_users_role_2_analyze.sql",
      ])
    #expect(!run.error.contains("after the deploy"))
    let unknown = project.run("export", "--to", "goose", "user")
    #expect(unknown.status == 1)
    #expect(unknown.error.contains("did you mean `users`?"))
  }

  @Test func theProjectsOwnDirectoryIsNoTarget() throws {
    let project = try project()
    let run = project.run("export", "--to", "psql", "--out", "./migrations/../migrations")
    #expect(run.status == 64)
    #expect(project.run("export", "--to", "liquibase").status == 64)
  }

  @Test func anEditedFileIsNotExported() throws {
    let project = try project()
    let path = "migrations/20260101000001_appointments_is_completed_2_analyze.up.sql"
    try project.write(try project.text(path).replacing("ANALYZE", with: "VACUUM"), to: path)
    let run = project.run("export", "--to", "dbmate")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E510]"))
  }
}
