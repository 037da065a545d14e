/// One value of a partition bound.
package enum BoundValue: Hashable, Sendable {
  /// SQL NULL; in lists only.
  case null
  /// Below every value; in ranges only.
  case minValue
  /// Above every value; in ranges only.
  case maxValue
  /// The text form of a value. In a layout read from or elaborated by the server it is the
  /// server's canonical text, as `pg_get_expr(relpartbound)` prints it under pinned settings,
  /// without quotes (facts 10.2); a boolean is `true` or `false`.
  case value(String)
}

/// Which rows of its parent a partition holds (CREATE TABLE, "partition_bound_spec").
package enum PartitionBound: Hashable, Sendable {
  /// The values, sorted as the catalog reader sorts them (text order, NULL last).
  case list([BoundValue])
  /// From inclusive, to exclusive; one value per key column.
  case range(from: [BoundValue], to: [BoundValue])
  case hash(modulus: Int, remainder: Int)
  /// Every row that no other partition takes.
  case `default`
}
