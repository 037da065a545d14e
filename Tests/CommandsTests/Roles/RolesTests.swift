import PostgresClient
import TestSupport
import Testing

/// What docs/roles.md promises, done by its roles with its SQL.
@Suite(.database, .timeLimit(.minutes(12))) struct RolesTests {
  /// A project with both schema files, whose settings name the database as this role.
  private func project(_ stage: RoleStage, _ role: String) throws -> Project {
    let project = try Project(database: stage.address(role))
    try project.write(RoleTables.appointments(), to: "schemas/appointments.yaml")
    try project.write(RoleTables.bookings, to: "schemas/bookings.yaml")
    return project
  }

  private func succeed(
    _ project: Project, _ arguments: String..., status: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Project.Run {
    let run = project.run(arguments)
    try #require(
      run.status == status, "\(arguments): \(run.output)\(run.error)",
      sourceLocation: sourceLocation)
    #expect(!(run.output + run.error).contains(RoleStage.password), sourceLocation: sourceLocation)
    return run
  }

  @Test func theReaderPlansProvesAndWritesNothing() throws {
    let stage = try RoleStage(RoleTables.sql)
    defer { stage.drop() }
    try stage.createRoles()
    let project = try project(stage, "reader")
    let plan = try succeed(project, "plan", "--exit-code", status: 2)
    #expect(
      plan.error.contains("role \(stage.name("reader")) does not own clinic.appointments"))
    let generate = try succeed(project, "generate")
    #expect(generate.error.contains("proven: down restores the schema"), "\(generate.error)")
    #expect(try succeed(project, "status").output.contains("8_finish"))
    #expect(try succeed(project, "maintain").output.contains("+ bookings_2025_12"))
    let verify = try succeed(project, "verify", status: 2)
    #expect(!verify.error.contains("42501"), "\(verify.error)")
    for command in ["apply", "maintain"] {
      let arguments = command == "apply" ? ["apply"] : ["maintain", "--apply", "--yes"]
      let run = project.run(arguments)
      #expect(run.status == 1)
      #expect(run.error.contains("error[E310]"), "\(run.error)")
    }
    let session = try Connection(
      try ConnectionTarget(stage.address("reader")), applicationName: "pgparcel/test")
    for table in ["appointments (doc_id)", "doctors (id)"] {
      #expect(throws: PostgresError.self) {
        try session.execute("INSERT INTO clinic.\(table) VALUES (7)")
      }
    }
  }

  @Test func theApplierConvertsOnlineBesideAWriter() throws {
    let stage = try RoleStage(RoleTables.sql)
    defer { stage.drop() }
    try stage.createRoles()
    let project = try project(stage, "deploy")
    _ = try succeed(project, "generate", "appointments", "--no-proof")
    let versions = try project.names(in: "migrations").filter { $0.hasSuffix(".up.sql") }
    let checked = try #require(versions.first { $0.contains("_5_catch_up") }?.prefix(14))
    let writer = try Connection(
      try ConnectionTarget(stage.address("writer")), applicationName: "pgparcel/test")
    _ = try succeed(project, "apply", "--to", String(checked))
    // The application's role has no right on what logs its writes.
    try writer.execute(
      """
      UPDATE clinic.appointments SET is_completed = NOT is_completed WHERE id <= 10;
      INSERT INTO clinic.appointments (doc_id) VALUES (1);
      DELETE FROM clinic.appointments WHERE id = 11;
      """)
    _ = try succeed(project, "apply")
    try writer.execute("UPDATE clinic.appointments SET doc_id = 4 WHERE id = 101")
    #expect(try writer.query("SELECT count(*) FROM clinic.appointments")[0, 0] == "100")
    let reader = try self.project(stage, "reader")
    for name in try project.names(in: "migrations") {
      try reader.write(try project.text("migrations/\(name)"), to: "migrations/\(name)")
    }
    // With a log under way, which the copy of the schema holds too.
    #expect(try succeed(reader, "status").output.contains("swapped"))
    _ = try succeed(project, "down", "--yes", "-n", "2")
    #expect(
      try writer.query("SELECT doc_id FROM clinic.appointments WHERE id = 101")[0, 0] == "4")
    _ = try succeed(project, "apply")
    try stage.run("ALTER ROLE deploy SET pgparcel.keep_old = off")
    _ = try succeed(project, "apply", "--phase", "after-deploy")
    #expect(
      try TestDatabase.current.query("SELECT to_regclass('clinic.appointments_old')")[0, 0] == nil)

    // An index, in a tablespace of its own.
    try project.write(
      RoleTables.appointments("  - {name: by_doctor, columns: [doc_id, id]}"),
      to: "schemas/appointments.yaml")
    _ = try succeed(project, "generate", "appointments", "--no-proof")
    _ = try succeed(project, "apply")
    _ = try succeed(project, "verify", "--layout", "--indexes", "--history")
    let owners = try TestDatabase.current.query(
      """
      SELECT string_agg(DISTINCT pg_get_userbyid(relowner), ',') FROM pg_class
      WHERE relnamespace = 'clinic'::regnamespace AND relname LIKE 'appointments%'
      """)
    #expect(owners[0, 0] == stage.name("app"))
  }

  @Test func theApplierRollsWindows() throws {
    let stage = try RoleStage(RoleTables.sql)
    defer { stage.drop() }
    try stage.createRoles()
    let project = try project(stage, "deploy")
    _ = try succeed(
      project, "maintain", "bookings", "--apply", "--yes", "--allow", "DELETES_DATA")
    let there = try LivePartitions.names(of: "clinic.bookings")
    #expect(
      there == ["bookings_2025_10", "bookings_2025_11", "bookings_2025_12", "bookings_2026_01"])
    #expect(try project.names(in: "exports").count { $0.hasSuffix(".dump") } == 1)
    // A copy of the tables before an apply is pg_dump's, too.
    _ = try succeed(project, "generate", "appointments", "--no-proof")
    _ = try succeed(project, "apply", "--backup", "backup")
  }
}
