import PartitionCore

/// A level of partitions as YAML.
enum PartitioningEncoder {
  /// - Parameter proposal: Stands as a comment above the partitions.
  static func write(
    _ partitioning: Partitioning, proposal: WindowProposal? = nil, into lines: inout YAMLLines
  ) {
    lines.block("partition") { lines in
      lines.pair("by", partitioning.strategy.rawValue)
      lines.pair("key", KeyEncoder.list(partitioning.key))
      if let proposal { write(proposal, into: &lines) }
      if let pattern = HashPattern(partitioning) {
        lines.pair("count", String(pattern.count))
        lines.pair("name", YAMLText.doubleQuoted(pattern.name))
        return
      }
      let named = partitioning.partitions.filter { $0.bound != .default }
      if !named.isEmpty || partitioning.strategy == .hash {
        writePartitions(named, partitioning.key, into: &lines)
      }
      if let rest = partitioning.partitions.first(where: { $0.bound == .default }) {
        lines.block("default") { write(rest, partitioning.key, into: &$0) }
      }
    }
  }

  private static func write(_ proposal: WindowProposal, into lines: inout YAMLLines) {
    lines.comment("The newest \(proposal.count) partitions are of \(proposal.interval) each.")
    lines.comment("A window in their place makes the next ones in time (`pgparcel maintain`):")
    for line in proposal.lines { lines.comment(line) }
  }

  private static func writePartitions(
    _ partitions: [Partition], _ key: [PartitionKeyElement], into lines: inout YAMLLines
  ) {
    guard !partitions.isEmpty else { return lines.line("partitions: []") }
    lines.block("partitions") { lines in
      for partition in partitions {
        lines.item { write(partition, key, into: &$0) }
      }
    }
  }

  private static func write(
    _ partition: Partition, _ key: [PartitionKeyElement], into lines: inout YAMLLines
  ) {
    let relation = partition.relation
    lines.pair("name", YAMLText.flowScalar(NamePattern.escaped(relation.name.name)))
    switch partition.bound {
    case .default: break
    case .list(let values):
      let texts = values.map { value($0, key.first) }
      lines.pair("values", "[\(texts.joined(separator: ", "))]")
    case .range(let from, let to):
      lines.pair("from", bound(from, key))
      lines.pair("to", bound(to, key))
    case .hash(let modulus, let remainder):
      lines.pair("modulus", String(modulus))
      lines.pair("remainder", String(remainder))
    }
    lines.pair("tablespace", relation.tablespace.map(YAMLText.flowScalar))
    // A partitioned table has none.
    if partition.partitioning == nil { writeOptions(relation.options, into: &lines) }
    lines.pair("comment", relation.comment.map(YAMLText.doubleQuoted))
    IndexEncoder.write(relation.escapedIndexes, into: &lines)
    if let inner = partition.partitioning { write(inner, into: &lines) }
  }

  private static func writeOptions(_ options: [StorageParameter], into lines: inout YAMLLines) {
    guard !options.isEmpty else { return }
    let pairs = options.map { option in
      "\(YAMLText.flowScalar(option.name)): \(YAMLText.optionValue(option.value))"
    }
    lines.pair("with", "{\(pairs.joined(separator: ", "))}")
  }

  private static func bound(_ values: [BoundValue], _ key: [PartitionKeyElement]) -> String {
    let texts = values.enumerated().map { index, item in
      value(item, index < key.count ? key[index] : nil)
    }
    return "[\(texts.joined(separator: ", "))]"
  }

  /// A value as its column's type wants it: booleans plain, numbers readable, the rest quoted.
  private static func value(_ value: BoundValue, _ key: PartitionKeyElement?) -> String {
    switch value {
    case .null: return "null"
    case .minValue: return "MINVALUE"
    case .maxValue: return "MAXVALUE"
    case .value(let text):
      switch key.map({ TypeFamily($0.type) }) {
      case .boolean where text == "true" || text == "false": return text
      case .integer where Decimal(text) != nil, .number where Decimal(text) != nil: return text
      default: return YAMLText.flowScalar(text)
      }
    }
  }
}

/// Hash partitions that `count` and `name` say completely.
private struct HashPattern {
  let count: Int
  let name: String

  init?(_ partitioning: Partitioning) {
    let partitions = partitioning.partitions
    guard partitioning.strategy == .hash, let first = partitions.first,
      case .hash(let modulus, 0) = first.bound, modulus == partitions.count,
      modulus <= LayoutExpansion.maximumPartitions
    else { return nil }
    // `…0` with a zero that the others replace; from the end, where the number mostly stands.
    let name = first.relation.name.name
    guard let zero = name.lastIndex(of: "0") else { return nil }
    let head = name[..<zero]
    let tail = name[name.index(after: zero)...]
    for (index, partition) in partitions.enumerated() {
      let relation = partition.relation
      guard partition.bound == .hash(modulus: modulus, remainder: index),
        relation.name.name == "\(head)\(index)\(tail)", relation.tablespace == nil,
        relation.options.isEmpty, relation.comment == nil, partition.partitioning == nil,
        !relation.indexes.contains(where: { $0.parent == nil && $0.constraint == nil })
      else { return nil }
    }
    count = modulus
    self.name = NamePattern.escaped(head) + "{remainder}" + NamePattern.escaped(tail)
  }
}

extension NamePattern {
  /// The pattern that yields exactly this name.
  static func escaped(_ name: some StringProtocol) -> String {
    name.reduce(into: "") { result, character in
      result.append(character)
      if character == "{" || character == "}" { result.append(character) }
    }
  }
}

extension Relation {
  /// Names of a partition's own indexes are patterns, as its own name is.
  fileprivate var escapedIndexes: [Index] {
    indexes.map { index in
      var index = index
      index.name = NamePattern.escaped(index.name)
      return index
    }
  }
}
