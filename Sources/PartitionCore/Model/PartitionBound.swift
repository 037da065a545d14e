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
package enum PartitionBound: Sendable {
  /// The values in the catalog's or the author's order, which means nothing but shows in a dump:
  /// two lists of the same values are equal.
  case list([BoundValue])
  /// From inclusive, to exclusive; one value per key column.
  case range(from: [BoundValue], to: [BoundValue])
  case hash(modulus: Int, remainder: Int)
  /// Every row that no other partition takes.
  case `default`
}

extension PartitionBound: Hashable {
  package static func == (left: PartitionBound, right: PartitionBound) -> Bool {
    switch (left, right) {
    case (.list(let a), .list(let b)): a == b || Set(a) == Set(b)
    case (.range(let a, let b), .range(let c, let d)): a == c && b == d
    case (.hash(let a, let b), .hash(let c, let d)): a == c && b == d
    case (.default, .default): true
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .list(let values): hasher.combine(Set(values))
    case .range(let from, let to):
      hasher.combine(from)
      hasher.combine(to)
    case .hash(let modulus, let remainder):
      hasher.combine(modulus)
      hasher.combine(remainder)
    case .default: hasher.combine(0)
    }
  }

  /// With the values of a list in one order: equal bounds have equal texts.
  package var ordered: PartitionBound {
    guard case .list(let values) = self else { return self }
    return .list(values.sorted(by: BoundValue.textOrder))
  }
}
