/// One difference between two layouts of a table, carrying all that planning it needs.
///
/// An enum with exhaustive switches: a new change breaks every place that must decide on it.
package enum Change: Hashable, Sendable {
  case createTable(Table)
  /// The key, the strategy, or being partitioned at all differs: every row moves.
  case convert(from: Table, to: Table)
}
