import PartitionCore

/// Layouts in words.
enum LayoutWords {
  /// `list (is_completed)`, `not partitioned`, `does not exist`.
  static func shape(_ table: Table?) -> String {
    guard let table else { return "does not exist" }
    return shape(table.partitioning)
  }

  static func shape(_ partitioning: Partitioning?) -> String {
    guard let partitioning else { return "not partitioned" }
    let key = partitioning.key.map { $0.column ?? $0.sql }
    return "\(partitioning.strategy.rawValue) (\(key.joined(separator: ", ")))"
  }

  static func bound(_ bound: PartitionBound) -> String {
    switch bound {
    case .list(let values): "values (\(list(values)))"
    case .range(let from, let to): "from (\(list(from))) to (\(list(to)))"
    case .hash(let modulus, let remainder): "modulus \(modulus), remainder \(remainder)"
    case .default: "default"
    }
  }

  private static func list(_ values: [BoundValue]) -> String {
    values.map { value in
      switch value {
      case .null: "NULL"
      case .minValue: "MINVALUE"
      case .maxValue: "MAXVALUE"
      case .value(let text): text
      }
    }.joined(separator: ", ")
  }

  /// `unique btree (a, b)`.
  static func index(_ index: Index) -> String {
    if let constraint = index.constraint { return constraint.definition }
    return (index.unique ? "unique " : "") + index.definition
  }
}
