import Testing

@testable import PartitionCore

@Suite struct FingerprintTests {
  /// A file gives a level in the order of its least values, the catalogs are read in the order of
  /// those that come first in each list: `[20, -20]` and `[-30, 40]` are one layout in either order.
  @Test func leavesTheOrderOfPartitionsOut() {
    var other = SampleLayout.table
    other.partitioning?.partitions.reverse()
    #expect(other != SampleLayout.table)
    #expect(Fingerprint(of: other) == Fingerprint(of: SampleLayout.table))
  }

  @Test func seesABoundMoveToAnotherPartition() throws {
    var other = SampleLayout.table
    let partitions = try #require(other.partitioning?.partitions)
    other.partitioning?.partitions[0].bound = partitions[1].bound
    other.partitioning?.partitions[1].bound = partitions[0].bound
    #expect(Fingerprint(of: other) != Fingerprint(of: SampleLayout.table))
  }
}
