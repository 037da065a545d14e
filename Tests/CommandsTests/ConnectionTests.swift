import TestSupport
import Testing

/// Which database is meant: flag, PGPARCEL_DATABASE_URL, DATABASE_URL, .env, pgparcel.yaml.
@Suite struct ConnectionTests {
  /// Nobody listens there; the address is refused at once.
  private func url(_ name: String) -> String { "postgresql://127.0.0.1:1/\(name)" }

  private func project(_ environment: [String: String] = [:]) throws -> Project {
    let project = try Project(environment: environment)
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    return project
  }

  @Test func theFlagGoesFirst() throws {
    let project = try project([
      "PGPARCEL_DATABASE_URL": url("own"), "DATABASE_URL": url("common"),
    ])
    let run = project.run("plan", "-v", "-d", url("flag"))
    #expect(run.status == 3)
    #expect(run.error.contains("connecting to database flag at 127.0.0.1:1"))
    #expect(run.error.contains("error[E300]"))
    #expect(project.run("plan", "-v").error.contains("database own"))
  }

  @Test func theEnvironmentGoesBeforeFiles() throws {
    let project = try project(["DATABASE_URL": url("common")])
    try project.write("DATABASE_URL=\(url("dotenv"))\n", to: ".env")
    try project.write("database_url: \(url("configured"))\n", to: "pgparcel.yaml")
    #expect(project.run("plan", "-v").error.contains("database common"))
  }

  @Test func filesAreAskedLast() throws {
    let project = try project()
    try project.write("DATABASE_URL=\(url("dotenv"))\n", to: ".env")
    #expect(project.run("plan", "-v").error.contains("database dotenv"))
    try project.write("database_url: \(url("configured"))\n", to: "pgparcel.yaml")
    #expect(project.run("plan", "-v").error.contains("database configured"))
  }

  @Test func passwordsAreNeverPrinted() throws {
    let run = try project().run(
      "plan", "-v", "-d", "postgresql://me:hunter2@127.0.0.1:1/clinic")
    #expect(run.status == 3)
    #expect(!run.error.contains("hunter2"))
    let wrong = try project().run("plan", "-d", "postgresql://me:hunter2@127.0.0.1:1/c?foo=1")
    #expect(wrong.status == 3)
    #expect(wrong.error.contains("error[E303]"))
    #expect(!wrong.error.contains("hunter2"))
  }
}
