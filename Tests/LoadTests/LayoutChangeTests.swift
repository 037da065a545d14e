import TestSupport
import Testing

/// Changes between partitioned layouts beside writers: whatever way is planned for them, nothing is
/// lost, and no transaction fails but for those that lose a race for a row that changes its partition,
/// which pgbench tries again (40001; manual, UPDATE, "Notes").
@Suite(.database, .serialized, .timeLimit(.minutes(20))) struct LayoutChangeTests {
  @Test(arguments: LayoutChange.all)
  func nothingIsLostThereAndBack(_ change: LayoutChange) throws {
    let project = try OrdersProject(schema: change.schema, base: change.base)
    let before = try project.database.dumpSchema()
    let partitions = try project.partitions()
    // There are several of them: each is given a part of the time of the others.
    let load = Load(change.scripts, seconds: OrdersProject.seconds * 5 / 8)
    try project.pgparcel("apply", "--yes", "--jobs", "2")
    #expect(try project.partitions() == change.partitions)
    // One statement, one snapshot: no transaction of the load is seen by halves.
    #expect(try project.difference() == [])
    // Eight partitions are to be had at once: on a machine that is busy besides, that takes its tries.
    try project.pgparcel("down", "--yes", "--to", "0", "--lock-retries", "200")
    #expect(try project.partitions() == partitions)
    #expect(try project.difference() == [])
    try load.end()
    #expect(try project.difference() == [])
    #expect(try project.database.dumpSchema(["-N", "pgparcel"]) == before)
  }
}
