extension PartitionBound {
  /// The clause behind the partition's name in CREATE TABLE … PARTITION OF and ATTACH PARTITION.
  package var clause: SQLText {
    switch self {
    case .list(let values):
      "FOR VALUES IN (\(.joined(values.map(\.literal))))"
    case .range(let from, let to):
      "FOR VALUES FROM (\(.joined(from.map(\.literal)))) TO (\(.joined(to.map(\.literal))))"
    case .hash(let modulus, let remainder):
      "FOR VALUES WITH (MODULUS \(modulus), REMAINDER \(remainder))"
    case .default:
      "DEFAULT"
    }
  }

  /// The rows of this bound as a condition on the key, in the shape that ATTACH recognises as
  /// proof (NOT NULL terms included), or nil for hash and default, which no CHECK can state.
  ///
  /// Manual: ALTER TABLE, "ATTACH PARTITION", on skipping the scan.
  package func condition(on key: [PartitionKeyElement]) -> SQLText? {
    switch self {
    case .hash, .default: return nil
    case .list(let values):
      guard let element = key.first else { return nil }
      let column = element.operand
      let constants = values.filter { $0 != .null }.map { $0.typed(element.type) }
      let hasNull = values.contains(.null)
      if constants.isEmpty { return "\(column) IS NULL" }
      let among: SQLText = "\(column) IN (\(.joined(constants)))"
      return hasNull ? "(\(column) IS NULL OR \(among))" : "\(column) IS NOT NULL AND \(among)"
    case .range: return .joined(Self.present(key) + comparisons(on: key), " AND ")
    }
  }

  fileprivate static func present(_ key: [PartitionKeyElement]) -> [SQLText] {
    key.map { "\($0.operand) IS NOT NULL" }
  }

  /// A range's bounds, for a key that is not NULL; none for those without an end.
  fileprivate func comparisons(on key: [PartitionKeyElement]) -> [SQLText] {
    guard case .range(let from, let to) = self else { return [] }
    return [
      rowComparison(key, from, ">", atEnd: ">=", infinite: .minValue),
      rowComparison(key, to, "<", atEnd: "<", infinite: .maxValue),
    ].compactMap { $0 }
  }

  /// `(a, b) > (1, 2)` spelt out with AND and OR: PostgreSQL does not prove bounds from row forms.
  private func rowComparison(
    _ key: [PartitionKeyElement], _ values: [BoundValue], _ strict: StaticString,
    atEnd: StaticString, infinite: BoundValue
  ) -> SQLText? {
    var alternatives: [SQLText] = []
    var equal: [SQLText] = []
    for (index, pair) in zip(key, values).enumerated() {
      let (element, value) = pair
      if value == infinite {
        // Every row with this prefix is inside; nothing to its right matters.
        if equal.isEmpty { return nil }
        alternatives.append(.joined(equal, " AND "))
        break
      }
      if value == .minValue || value == .maxValue { break }
      let last = index == values.count - 1
      let sign = SQLText(stringLiteral: last ? atEnd : strict)
      let operand = element.operand
      let constant = value.typed(element.type)
      alternatives.append(.joined(equal + ["\(operand) \(sign) \(constant)"], " AND "))
      if !last { equal.append("\(operand) = \(constant)") }
    }
    guard alternatives.count > 1 else { return alternatives.first ?? "false" }
    return "(\(.joined(alternatives.map { SQLText("(\($0))") }, " OR ")))"
  }
}

extension Partitioning {
  /// The rows of one partition of this level as a condition that ATTACH recognises as proof; the
  /// level's other partitions count for a default one only. Nil where there is nothing to prove.
  ///
  /// A hash partition names its parent by OID: written as a name, it is folded into the same
  /// constant, whatever the parent is called by then. What a default partition takes is negated as
  /// a whole, as PostgreSQL itself does it: a negation a partition is not recognised (measured on
  /// 15.20).
  func proof(of partition: Partition, parents: [QualifiedName]) -> SQLText? {
    switch partition.bound {
    case .list, .range: return partition.bound.condition(on: key)
    case .hash(let modulus, let remainder):
      let operands = SQLText.joined(key.map(\.operand))
      return .joined(
        parents.map { parent in
          let name: SQLText = "\(parent)"
          return """
            pg_catalog.satisfies_hash_partition(
                  \(literal: name.text)::pg_catalog.regclass, \(modulus), \(remainder), \(operands))
            """
        }, " AND ")
    case .default: return exclusion(of: partitions.filter { $0.bound != .default })
    }
  }

  /// No row of these partitions; nil for none.
  func exclusion(of partitions: [Partition]) -> SQLText? {
    if partitions.isEmpty { return nil }
    if strategy == .list {
      let values = partitions.flatMap { partition -> [BoundValue] in
        if case .list(let values) = partition.bound { values } else { [] }
      }
      return PartitionBound.list(values).condition(on: key).map { "NOT (\($0))" }
    }
    let ranges = partitions.map { partition -> SQLText in
      let comparisons = partition.bound.comparisons(on: key)
      return comparisons.isEmpty ? "true" : "(\(.joined(comparisons, " AND ")))"
    }
    return """
      NOT (\(.joined(PartitionBound.present(key), " AND ")) AND (\(.joined(ranges, " OR "))))
      """
  }
}

extension BoundValue {
  /// As a bound takes it: unknown-typed, so that PostgreSQL reads it as the key's type.
  fileprivate var literal: SQLText {
    switch self {
    case .null: "NULL"
    case .minValue: "MINVALUE"
    case .maxValue: "MAXVALUE"
    case .value(let text): "\(literal: text)"
    }
  }

  fileprivate func typed(_ type: String) -> SQLText {
    switch self {
    case .value(let text): "\(literal: text)::\(deparsed: type)"
    default: literal
    }
  }
}

extension PartitionKeyElement {
  /// The key as an operand of a comparison, under the key's collation.
  var operand: SQLText {
    let base: SQLText = column.map { "\(name: $0)" } ?? SQLText(deparsed: sql)
    return collation.map { "\(base) COLLATE \(deparsed: $0)" } ?? base
  }
}

extension Partitioning {
  /// `PARTITION BY RANGE (…)`.
  package var clause: SQLText {
    let elements = SQLText.joined(key.map { SQLText(deparsed: $0.sql) })
    let word: SQLText =
      switch strategy {
      case .list: "LIST"
      case .range: "RANGE"
      case .hash: "HASH"
      }
    return "PARTITION BY \(word) (\(elements))"
  }
}
