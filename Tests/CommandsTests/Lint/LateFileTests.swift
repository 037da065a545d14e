import PostgresClient
import TestSupport
import Testing

/// Files that are merged after others of higher versions were applied.
@Suite(.database) struct LateFileTests {
  @Test func applyRefusesALateFileOfTheSameTableOnly() throws {
    let database = TestDatabase.current
    try database.execute(Branches.table)
    let project = try Project(database: database.address)
    try Branches.generate(project, Branches.events(index: Branches.index), "2025-11-21")
    #expect(project.run("apply", "--phase", "all").status == 0)

    // Merged late: files of another table with lower versions.
    let other = try Project(database: database.address)
    try other.write(Branches.rooms, to: "schemas/rooms.yaml")
    #expect(other.run("generate", "--no-proof", "--as-of", "2025-11-20").status == 0)
    try Branches.add(other, to: project)
    let applied = project.run("apply")
    #expect(applied.status == 0, "\(applied.error)")
    #expect(applied.output.contains("applied  20251120000000_rooms_"))
    #expect(project.run("lint").status == 0)

    // And of the same table: made from the layout before the index.
    try database.execute("DROP INDEX public.events_at")
    let late = try Project(database: database.address)
    try Branches.generate(late, Branches.events(partitions: Branches.partition), "2025-11-19")
    try database.execute("CREATE INDEX events_at ON public.events (at)")
    try Branches.add(late, to: project)
    let refused = project.run("apply")
    #expect(refused.status == 6)
    #expect(refused.error.contains("error[E512]"))
    #expect(refused.error.contains("20251119000000_events_"))
    #expect(try database.query("SELECT to_regclass('events_b') IS NULL")[0, 0] == "t")
  }

  /// Rolling leaves fingerprints as they are, so the files themselves have to notice.
  @Test func windowsThatTwoBranchesRolledStopTheSecond() throws {
    let database = TestDatabase.current
    let project = try Bookings.project(
      after: Bookings.table(["2025-09-01", "2025-10-01", "2025-11-01"]),
      schema: Bookings.schema(Bookings.window))
    #expect(
      project.run("maintain", "--generate", "--no-proof", "--as-of", "2025-11-22").status == 0)
    let other = try Project(database: database.address)
    try other.write(Bookings.schema(Bookings.window), to: "schemas/bookings.yaml")
    // New files come behind it, as if made later.
    try other.write("SELECT 1;", to: "migrations/20251123000000_of_another_tool.sql")
    #expect(other.run("maintain", "--generate", "--no-proof", "--as-of", "2025-11-23").status == 0)
    try Branches.add(other, to: project)
    #expect(project.run("lint").status == 0)
    let before = try LivePartitions.names()
    let run = project.run("apply")
    #expect(run.status == 1)
    #expect(run.error.contains("20251123000001_bookings_"), "\(run.error)")
    #expect(try LivePartitions.names() == before + ["bookings_2025_12", "bookings_2026_01"])
  }
}
