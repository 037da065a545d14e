import PartitionCore
import Testing

@Suite struct MigrationIDTests {
  @Test(arguments: [
    ("20251122103000", "20251122103001"), ("20251122103059", "20251122103100"),
    ("20251122105959", "20251122110000"), ("20251231235959", "20260101000000"),
    ("20240228235959", "20240229000000"), ("20250228235959", "20250301000000"),
    ("19000228235959", "19000301000000"), ("20000228235959", "20000229000000"),
    ("99991231235959", "99991231235959"),
  ])
  func nextSecond(_ version: String, _ next: String) {
    #expect(MigrationVersion(version)?.next.description == next)
  }

  @Test(arguments: [
    "2025112210300", "202511221030000", "20251322103000", "20250229000000", "20251122240000",
    "20251122106000", "20251122103060", "2025112210300x", "00000101000000", "٢٠٢٥١١٢٢١٠٣٠٠٠",
  ])
  func refusesWhatIsNoMoment(_ version: String) {
    #expect(MigrationVersion(version) == nil)
  }

  @Test(arguments: [
    (0, "19700101000000"), (1_763_807_400, "20251122103000"), (951_782_400, "20000229000000"),
    (-1, "19691231235959"), (Int.min, "00010101000000"), (Int.max, "99991231235959"),
  ])
  func countsFromTheEpoch(_ seconds: Int, _ version: String) {
    #expect(MigrationVersion(unixSeconds: seconds).description == version)
  }

  @Test(arguments: [
    ("events", 1, "attach", "20251122103000_events_1_attach"),
    ("Weird \"Näme\"\n", 2, "Index Open", "20251122103000_weird_n_me_2_index_open"),
    ("events_2_x", 3, "index_4_b", "20251122103000_events_2_x_3_index4_b"),
    ("", 1, "7", "20251122103000_change_1_step7"),
  ])
  func printsAndReads(_ slug: String, _ step: Int, _ name: String, _ text: String) throws {
    let version = try #require(MigrationVersion("20251122103000"))
    let id = MigrationID(version: version, slug: slug, step: step, name: name)
    #expect(id.description == text)
    let parsed = try #require(MigrationID.parsed(fileName: id.fileName(.down)))
    #expect(parsed.id == id)
    #expect(parsed.direction == .down)
  }

  @Test(arguments: [
    "20251122103000_a_01_b.up.sql", "20251122103000_a_1_b.sql", "20251122103000_A_1_b.up.sql",
    "20251122103000_1_b.up.sql", "1_a_1_b.up.sql", "", ".up.sql",
    "20251122103000_a_99999999999999999999_b.up.sql",
  ])
  func leavesOtherNamesAlone(_ name: String) {
    #expect(MigrationID.parsed(fileName: name) == nil)
  }
}
