import Foundation
import PostgresClient
import TestSupport
import Testing

/// Each right that docs/roles.md names, taken away: the command says so before it changes anything, and
/// the command that its help names is enough.
@Suite(.database, .timeLimit(.minutes(12))) struct MissingRightTests {
  /// Everything that a run could have changed: what there is, whose it is, and what the history says.
  private func state() throws -> String {
    let connection = try TestDatabase.current.connect()
    let objects = try connection.query(
      """
      SELECT md5(string_agg(concat_ws(' ', oid, relname, relowner, relnamespace), ',' ORDER BY oid))
        || (SELECT count(*) FROM pg_trigger) || ' ' || (SELECT count(*) FROM pg_proc)
      FROM pg_class
      """)[0, 0]
    let history = try connection.query("SELECT to_regclass('pgparcel.history')")[0, 0]
    let rows =
      history == nil ? "" : try connection.query("SELECT count(*) FROM pgparcel.history")[0, 0]
    return "\(objects ?? "") \(rows ?? "")"
  }

  /// Runs the command, which is refused for want of one right and changes nothing; grants it with the
  /// very SQL of the help.
  private func refusedOnce(
    _ project: Project, _ arguments: [String], lacking words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try state()
    let run = project.run(arguments)
    let all = run.output + run.error
    #expect(run.status == 1, "\(arguments): \(all)", sourceLocation: sourceLocation)
    #expect(all.contains("error[E310]: "), "\(all)", sourceLocation: sourceLocation)
    #expect(all.contains(words), "\(all)", sourceLocation: sourceLocation)
    #expect(!all.contains(RoleStage.password), sourceLocation: sourceLocation)
    let marks = all.components(separatedBy: "help: run  ").dropFirst()
    let grants = marks.map { $0.prefix { !$0.isNewline } }
    try #require(grants.count == 1, "\(all)", sourceLocation: sourceLocation)
    #expect(try state() == before, "\(arguments)", sourceLocation: sourceLocation)
    try TestDatabase.current.execute(String(grants[0]))
  }

  @Test func ofTheApplier() throws {
    try stage { stage in
      let project = try stage.project("deploy", RoleTables.appointments())
      #expect(project.run("generate", "--no-proof").status == 0)
      let deploy = stage.name("deploy")
      let removals = [
        ("REVOKE app FROM deploy", "role \(deploy) does not own clinic."),
        ("REVOKE CREATE ON SCHEMA clinic FROM app", "may not create objects in schema clinic"),
        (
          "DROP SCHEMA pgparcel",
          "there is no schema pgparcel, and role \(deploy) may not create it"
        ),
        ("REVOKE USAGE ON SCHEMA pgparcel FROM deploy", "may not use schema pgparcel"),
        (
          "REVOKE CREATE ON SCHEMA pgparcel FROM deploy",
          "may not create objects in schema pgparcel"
        ),
        ("REVOKE pg_read_all_stats FROM deploy", "may not see the snapshots of other sessions"),
        (
          "REVOKE REFERENCES ON TABLE clinic.doctors FROM deploy", "may not refer to clinic.doctors"
        ),
        ("REVOKE UPDATE ON TABLE clinic.doctors FROM deploy", "may not lock clinic.doctors"),
        ("ALTER TABLE clinic.appointments FORCE ROW LEVEL SECURITY", "policies may hide rows"),
        // An option of each membership since 16 (manual, GRANT on roles).
        (
          try TestDatabase.current.connect().serverVersion >= 160000
            ? "GRANT app TO deploy WITH INHERIT FALSE" : "ALTER ROLE deploy NOINHERIT",
          "role \(deploy) does not own clinic."
        ),
      ]
      for (removal, words) in removals {
        try stage.run(removal)
        try refusedOnce(project, ["apply"], lacking: words)
        if removal.hasSuffix("FORCE ROW LEVEL SECURITY") {
          // Else the table would no longer be the one of the files.
          try stage.run("ALTER TABLE clinic.appointments NO FORCE ROW LEVEL SECURITY")
        }
      }
      let apply = project.run("apply")
      try #require(apply.status == 0, "\(apply.error)")

      try stage.run("REVOKE app FROM deploy")
      try refusedOnce(project, ["down", "--yes", "-n", "2"], lacking: "does not own clinic.")
      try stage.run("REVOKE UPDATE ON TABLE pgparcel.history FROM deploy")
      try refusedOnce(
        project, ["down", "--yes", "-n", "2"], lacking: "may not write pgparcel.history")
      let down = project.run("down", "--yes", "-n", "2")
      #expect(down.status == 0, "\(down.error)")
    }
  }

  @Test func ofTheApplierOfPartitions() throws {
    try stage { stage in
      let project = try stage.project("deploy", RoleTables.bookings)
      let maintain = ["maintain", "--apply", "--yes", "--allow", "DELETES_DATA"]
      try stage.run("REVOKE app FROM deploy; GRANT USAGE ON SCHEMA clinic TO deploy")
      try refusedOnce(project, maintain, lacking: "does not own clinic.bookings")
      try stage.run("REVOKE CREATE ON SCHEMA clinic FROM app")
      try refusedOnce(project, maintain, lacking: "may not create objects in schema clinic")
      let run = project.run(maintain)
      #expect(run.status == 0, "\(run.error)")
    }
  }

  @Test func ofTheReader() throws {
    try stage { stage in
      let deploy = try stage.project("deploy", RoleTables.appointments())
      #expect(deploy.run("generate", "--no-proof").status == 0)
      let first = try #require(try deploy.names(in: "migrations").first?.prefix(14))
      // As far as a conversion that is under way.
      #expect(deploy.run("apply", "--to", String(Int(first).map { $0 + 1 } ?? 0)).status == 0)

      let project = try stage.project("reader", RoleTables.appointments())
      try stage.run("REVOKE USAGE ON SCHEMA clinic FROM reader")
      try refusedOnce(project, ["plan"], lacking: "may not use schema clinic")
      try stage.run("REVOKE SELECT ON clinic.appointments FROM reader")
      try refusedOnce(project, ["verify", "--prune"], lacking: "may not read clinic.appointments")
      try stage.run("REVOKE USAGE ON SCHEMA pgparcel FROM reader")
      try refusedOnce(project, ["status"], lacking: "may not use schema pgparcel")
      try stage.run("REVOKE SELECT ON pgparcel.conversions FROM reader")
      try refusedOnce(project, ["status"], lacking: "may not read pgparcel.conversions")
      try stage.run("REVOKE SELECT ON pgparcel.history FROM reader")
      try refusedOnce(project, ["verify", "--history"], lacking: "may not read pgparcel.history")
      #expect(project.run("status").status == 0)

      // What is not about the converted table: its files wait for the conversion.
      let other = try stage.project("reader", RoleTables.bookings)
      try stage.run("REVOKE SELECT ON clinic.doctors FROM reader")
      let generate = ["maintain", "--generate"]
      try refusedOnce(other, generate, lacking: "may not read all tables in schema clinic")
      try stage.run(
        "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC',"
          + " current_database()); END $$")
      try project.write(
        RoleTables.appointments("  - {name: odd, columns: [{expression: doc_id % 2}]}"),
        to: "schemas/appointments.yaml")
      try refusedOnce(
        project, ["plan"], lacking: "can only be read by trying it on a temporary table")
      let plan = project.run("plan")
      #expect(plan.status == 0, "\(plan.error)")
    }
  }

  /// What is ahead comes, and nothing is detached that could not go on to where it belongs.
  @Test func ofAnArchive() throws {
    try stage { stage in
      let project = try stage.project(
        "deploy",
        RoleTables.bookings.replacing(
          "then: drop, export: true", with: "then: archive, archive: {schema: Old}"))
      let maintain = ["maintain", "--apply", "--yes"]
      let run = project.run(maintain)
      #expect(run.status == 1)
      #expect(run.error.contains("help: run  CREATE SCHEMA \"Old\" AUTHORIZATION"), "\(run.error)")
      let names = try LivePartitions.names(of: "clinic.bookings")
      #expect(names.contains("bookings_2025_09") && names.contains("bookings_2026_01"))
      try stage.run("CREATE SCHEMA \"Old\" AUTHORIZATION deploy")
      #expect(project.run(maintain).status == 0)
      #expect(
        try TestDatabase.current.query("SELECT to_regclass('\"Old\".bookings_2025_09')")[0, 0]
          != nil)
    }
  }

  /// Members of a superuser could become one (SET ROLE), so that no membership is advised.
  @Test func ofTablesThatBelongToASuperuser() throws {
    try stage { stage in
      let project = try stage.project("deploy", RoleTables.appointments())
      try stage.run("ALTER TABLE clinic.appointments OWNER TO CURRENT_USER")
      #expect(project.run("generate", "--no-proof").status == 0)
      let run = project.run("apply")
      #expect(run.status == 1)
      #expect(!run.error.contains("run  GRANT"), "\(run.error)")
      let cure = "ALTER TABLE \"clinic\".\"appointments\" OWNER TO \"Deploy\"\""
      #expect(run.error.contains("help: run  \(cure)"), "\(run.error)")
      #expect(run.error.contains("help: run  pgparcel generate"), "\(run.error)")
    }
  }

  /// The roles of the page with all their rights, for the time of a test.
  private func stage(_ body: (RoleStage) throws -> Void) throws {
    let stage = try RoleStage(RoleTables.sql)
    defer { stage.drop() }
    try stage.createRoles()
    try body(stage)
  }
}
