/// One difference between two layouts of a table, carrying all that planning it needs.
///
/// An enum with exhaustive switches: a new change breaks every place that must decide on it.
package enum Change: Hashable, Sendable {
  /// The table does not exist.
  case createTable(Table)
  /// The key, the strategy, or being partitioned at all differs: all rows move.
  case convert(from: Table, to: Table)
  /// Rows of some partitions move to others of the same level.
  case rearrange(Rearrangement)
  /// A partition keeps its rows and gets another bound.
  case rebound(Rebound)
  /// An interrupted DETACH CONCURRENTLY must be finished first.
  case finalizeDetach(partition: QualifiedName, parent: QualifiedName)
  case renamePartition(from: QualifiedName, to: QualifiedName)
  case addPartition(Partition, parent: QualifiedName)
  /// A stand-alone table of the declared name becomes the partition.
  case adoptPartition(Partition, parent: QualifiedName, existing: Table)
  case removePartition(Partition, parent: QualifiedName, Departure)
  case setStorage(QualifiedName, from: [StorageParameter], to: [StorageParameter])
  case setTablespace(QualifiedName, from: String?, to: String?)
  case setComment(QualifiedName, from: String?, to: String?)
  /// An index or key of the table and every partition.
  case addIndex(Index)
  case dropIndex(Index)
  case replaceIndex(from: Index, to: Index)
  case renameIndex(from: QualifiedName, to: String)
  /// Some partition's index is missing or invalid, so that the table's index is invalid.
  case repairIndex(Index)
  /// Comment, clustering or statistics targets.
  case setIndexMetadata(from: Index, to: Index, on: QualifiedName)
  /// An index of one partition only.
  case addLocalIndex(Index, on: QualifiedName)
  case dropLocalIndex(Index, on: QualifiedName)
  case replaceLocalIndex(from: Index, to: Index, on: QualifiedName)
}

extension Change {
  /// Whether only indexes come, go or change by it.
  var isOfIndexes: Bool {
    switch self {
    case .addIndex, .dropIndex, .replaceIndex, .renameIndex, .repairIndex, .setIndexMetadata,
      .addLocalIndex, .dropLocalIndex, .replaceLocalIndex:
      true
    case .createTable, .convert, .rearrange, .rebound, .finalizeDetach, .renamePartition,
      .addPartition, .adoptPartition, .removePartition, .setStorage, .setTablespace, .setComment:
      false
    }
  }
}
