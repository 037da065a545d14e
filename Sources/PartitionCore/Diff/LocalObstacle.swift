import Diagnostics

/// Why all rows of a table are copied where only those of some partitions would have to move.
enum LocalObstacle: Hashable {
  /// Only `online` moves some rows; the others convert a table.
  case strategy
  case noKey
  case persistence
  /// Constraints that exclude, or are not validated.
  case constraints
  /// Foreign keys of the table to itself, or such as are not validated.
  case foreignKeys
  /// What points at the table or one of the partitions.
  case dependent(Dependent)
  case ownObjects(of: QualifiedName)
  case foreign(QualifiedName)
  case identityColumns
  /// The level is not the same before and after.
  case levels
  /// Rows move below all partitions, or in several places that cannot be exchanged together.
  case places(Int)
  /// The file changes more, and that can come neither before nor after the rows move.
  case beside(Change)

  /// After "because".
  private var reason: String {
    switch self {
    case .strategy: "only strategy online moves some of them"
    case .noKey: "no primary key and no unique index of NOT NULL columns tells rows apart"
    case .persistence: "the table is not a permanent one"
    case .constraints: "the table has exclusion constraints, or some that are not validated"
    case .foreignKeys: "the table references itself, or by foreign keys that are not validated"
    case .dependent(let dependent): "\(dependent.identity) depends on what would be exchanged"
    case .ownObjects(let partition):
      "\(partition) has objects of its own, or is foreign or about to be detached"
    case .foreign(let partition): "\(partition) is a foreign table"
    case .identityColumns: "identity columns go with no partition that is divided"
    case .levels: "the level at which they move is not there before and after"
    case .places(let count): "rows move in \(count) places of the tree"
    case .beside(let change): "\(change.inWords) in the same edit"
    }
  }

  private var help: [String] {
    switch self {
    case .strategy: ["write  convert: {strategy: online}"]
    case .places, .beside:
      ["make one edit at a time: generate and apply the files of the first one"]
    case .noKey, .persistence, .constraints, .foreignKeys, .dependent, .ownObjects, .foreign,
      .identityColumns, .levels:
      []
    }
  }

  /// W206.
  ///
  /// - Parameter partitions: those whose rows the edit concerns, as they are called now.
  func finding(
    on table: QualifiedName, for partitions: [QualifiedName], at place: Span?
  ) -> Diagnostic {
    Diagnostic(
      .convertedWhole,
      "\(table) is converted as a whole, though the edit concerns only the rows of "
        + "\(RowSync.words(partitions)): \(reason)",
      at: place, help: help)
  }
}

extension Change {
  /// What the file changes, as a clause.
  fileprivate var inWords: String {
    switch self {
    case .addIndex, .dropIndex, .replaceIndex, .renameIndex, .repairIndex, .setIndexMetadata,
      .addLocalIndex, .dropLocalIndex, .replaceLocalIndex:
      "indexes change"
    case .addPartition, .adoptPartition: "partitions come"
    case .removePartition, .finalizeDetach: "partitions leave"
    case .renamePartition(let from, _): "\(from) gets another name"
    case .createTable, .convert, .rearrange, .rebound: "other rows move"
    case .setStorage, .setTablespace, .setComment: "properties change"
    }
  }
}
