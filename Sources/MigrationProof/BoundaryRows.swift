import PartitionCore
import PostgresClient

/// Key values at the edges of every leaf's bound.
struct BoundaryRows {
  struct Row: Hashable {
    /// By column; nil is NULL. Columns that are not here may hold anything.
    var values: [String: String?]
    /// Where PostgreSQL must put the row; nil where only several leaves are known.
    var leaf: QualifiedName?
  }

  private(set) var rows: [Row] = []
  private(set) var gaps: [String] = []
  private let table: QualifiedName
  private static let limit = 1000

  init(of table: Table, on connection: borrowing Connection) throws(PostgresError) {
    self.table = table.name
    guard let partitioning = table.partitioning else { return }
    try visit(partitioning, above: [:], isCertain: true, on: connection)
  }

  private mutating func visit(
    _ level: Partitioning, above: [String: String?], isCertain: Bool,
    on connection: borrowing Connection
  ) throws(PostgresError) {
    let columns = level.key.compactMap(\.column)
    let isPlain = columns.count == level.key.count
    if !isPlain {
      leaveOut("rows at bounds of \(table) were not tried where its key has expressions")
    }
    for partition in level.partitions {
      guard rows.count < Self.limit else {
        leaveOut("only the first \(rows.count) rows at bounds of \(table) were tried")
        return
      }
      let found = isPlain ? try edges(of: partition, level.key, columns, on: connection) : [[:]]
      for (place, values) in found.enumerated() {
        // A column that divides two levels may be out of the outer one's bound.
        let isNew = Set(values.keys).isDisjoint(with: above.keys)
        let isCertain = isCertain && isPlain && isNew && isInside(partition.bound)
        let all = above.merging(values) { $1 }
        if let next = partition.partitioning {
          // One edge is enough for the way down.
          guard place == 0 else { continue }
          try visit(next, above: all, isCertain: isCertain, on: connection)
        } else {
          rows.append(Row(values: all, leaf: isCertain ? partition.name : nil))
        }
      }
    }
  }

  /// Whether each edge surely lies inside the bound.
  private func isInside(_ bound: PartitionBound) -> Bool {
    switch bound {
    case .list: true
    case .range(let from, _): from.count == 1
    case .hash, .default: false
    }
  }

  private mutating func leaveOut(_ sentence: String) {
    // Every level of a large tree meets the same.
    if !gaps.contains(sentence) { gaps.append(sentence) }
  }

  private func edges(
    of partition: Partition, _ key: [PartitionKeyElement], _ columns: [String],
    on connection: borrowing Connection
  ) throws(PostgresError) -> [[String: String?]] {
    switch partition.bound {
    case .default, .hash: return [[:]]
    case .list(let values):
      return values.map { value in
        if case .value(let text) = value { return [columns[0]: text] }
        return [columns[0]: String?.none]
      }
    case .range(let from, let to):
      var result: [[String: String?]] = []
      let lower = finite(from)
      if lower.count == columns.count { result.append(named(columns, lower)) }
      // Just under the upper bound: its values but the last, which is a step smaller.
      let upper = finite(to)
      if let last = upper.last, !isExtreme(last),
        let below = try step(below: last, key[upper.count - 1].type, on: connection)
      {
        result.append(named(columns, upper.dropLast() + [below]))
      }
      return result.isEmpty ? [[:]] : result
    }
  }

  private func finite(_ values: [BoundValue]) -> [String] {
    var result: [String] = []
    for case .value(let text) in values.prefix(while: {
      if case .value = $0 { true } else { false }
    }) {
      result.append(text)
    }
    return result
  }

  private func isExtreme(_ text: String) -> Bool {
    text.contains("infinity") || text.contains("Infinity") || text == "NaN"
  }

  private func named(_ columns: [String], _ values: [String]) -> [String: String?] {
    Dictionary(uniqueKeysWithValues: zip(columns, values.map { Optional($0) }))
  }

  /// The next smaller value of types that have one.
  private func step(
    below text: String, _ type: String, on connection: borrowing Connection
  ) throws(PostgresError) -> String? {
    let smallest: SQLText
    switch type {
    case "smallint", "integer", "bigint", "date": smallest = "1"
    case "timestamp without time zone", "timestamp with time zone":
      smallest = "INTERVAL '1 microsecond'"
    case _ where type.hasPrefix("numeric("):
      guard let scale = type.dropLast().split(separator: ",").last.flatMap({ Int($0) }) else {
        return nil
      }
      smallest = "pg_catalog.power(10::numeric, -(\(scale)))"
    default: return nil
    }
    let value: SQLText = "\(literal: text)::\(deparsed: type)"
    let expression: SQLText = "SELECT ((\(value) - \(smallest))::\(deparsed: type))::text AS v"
    return try connection.query(expression.text)[0]["v"]
  }
}
