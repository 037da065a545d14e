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
}
