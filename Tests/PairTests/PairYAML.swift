import PartitionCore

/// The schema file of one layout of a pair.
struct PairYAML {
  let layout: PairLayout
  let id: PairID
  let nullable: Set<PairColumn>
  var isOnline = true
  /// Names of partitions and indexes to let go.
  var retired: [String] = []
  /// Lets undeclared partitions go that are not retired by name.
  var detachesUndeclared = false

  var text: String {
    var lines = ["version: 1", "table: public.shipments"]
    if let key = layout.primaryKey { lines.append("primary_key: \(list(key))") }
    lines += block(
      "unique", layout.uniques.map { "{name: \($0.name), columns: \(list($0.columns))}" })
    lines.append("columns:")
    lines += PairColumn.allCases.map { "  \($0.rawValue): \(definition($0))" }
    if detachesUndeclared { lines.append("undeclared: detach") }
    lines += block("retired", retired.map { "{name: \($0), then: detach}" })
    lines.append("partition: " + (layout.root.map { level($0, indent: "  ") } ?? "none"))
    lines += block("indexes", layout.indexes.map(index))
    lines.append("convert: {strategy: \(isOnline ? "online" : "offline"), keep_old: 1 day}")
    return lines.joined(separator: "\n") + "\n"
  }

  private func block(_ key: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["\(key):"] + items.map { "  - \($0)" }
  }

  private func definition(_ column: PairColumn) -> String {
    guard column == .id else {
      return "{type: \(column.type), nullable: \(nullable.contains(column))}"
    }
    return switch id {
    case .plain: "{type: bigint, nullable: false}"
    case .serial: "{type: bigserial, nullable: false}"
    case .always: "{type: bigint, nullable: false, identity: always}"
    case .byDefault: "{type: bigint, nullable: false, identity: by default}"
    }
  }

  private func level(_ level: PairLevel, indent: String) -> String {
    let all = level.partitions.map { (partition: $0, text: entry($0, of: level, indent)) }
    var text = "{by: \(level.strategy.rawValue), key: \(list(level.key)), partitions: ["
    text += all.filter { $0.partition.bound != .default }
      .map { "\n\(indent)\($0.text)" }.joined(separator: ",")
    text += "]"
    for item in all where item.partition.bound == .default {
      text += ",\n\(indent)default: \(item.text)"
    }
    return text + "}"
  }

  private func entry(_ partition: PairPartition, of level: PairLevel, _ indent: String) -> String {
    var pairs = ["name: \(partition.name)"]
    switch partition.bound {
    case .list(let places):
      let values = places.map { $0.map(level.key[0].yaml) ?? "null" }
      pairs.append("values: [\(values.joined(separator: ", "))]")
    case .range(let from, let to):
      pairs += ["from: \(end(from, level.key))", "to: \(end(to, level.key))"]
    case .hash(let modulus, let remainder):
      pairs += ["modulus: \(modulus)", "remainder: \(remainder)"]
    case .default: break
    }
    if partition.inner == nil, let fillfactor = partition.fillfactor {
      pairs.append("with: {fillfactor: \(fillfactor)}")
    }
    if let comment = partition.comment { pairs.append("comment: \"\(comment)\"") }
    if !partition.indexes.isEmpty {
      pairs.append("indexes: [\(partition.indexes.map(index).joined(separator: ", "))]")
    }
    if let inner = partition.inner {
      pairs.append("partition: \(self.level(inner, indent: indent + "  "))")
    }
    return "{\(pairs.joined(separator: ", "))}"
  }

  private func end(_ places: [Int], _ key: [PairColumn]) -> String {
    let values = zip(places, key).map { place, column in
      switch place {
      case .min: "MINVALUE"
      case .max: "MAXVALUE"
      default: column.yaml(place)
      }
    }
    return "[\(values.joined(separator: ", "))]"
  }

  private func index(_ index: PairIndex) -> String {
    "{name: \(index.name), columns: \(list(index.columns))\(index.unique ? ", unique: true" : "")}"
  }

  private func list(_ columns: [PairColumn]) -> String {
    "[\(columns.map(\.rawValue).joined(separator: ", "))]"
  }
}
