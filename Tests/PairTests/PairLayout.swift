import PartitionCore

/// A layout of the table, as the generator draws it.
struct PairLayout: Hashable, Sendable {
  /// Nil for a plain table.
  var root: PairLevel?
  /// Nil for a table without primary key.
  var primaryKey: [PairColumn]?
  /// Unique constraints.
  var uniques: [PairIndex] = []
  /// Indexes of the table and every partition.
  var indexes: [PairIndex] = []
}

/// One level of partitions.
struct PairLevel: Hashable, Sendable {
  var strategy: PartitionStrategy
  var key: [PairColumn]
  var partitions: [PairPartition]
}

struct PairPartition: Hashable, Sendable {
  var name: String
  var bound: PairBound
  /// In percent.
  var fillfactor: Int?
  var comment: String?
  var indexes: [PairIndex] = []
  var inner: PairLevel?
}

enum PairBound: Hashable, Sendable {
  /// Places of the key's only column; nil for NULL.
  case list([Int?])
  /// A place for each column of the key; `Int.min` is MINVALUE, `Int.max` is MAXVALUE.
  case range([Int], [Int])
  case hash(modulus: Int, remainder: Int)
  case `default`
}

struct PairIndex: Hashable, Sendable {
  var name: String
  var columns: [PairColumn]
  var unique = false
}

extension PairLayout {
  /// Columns of the keys of all levels, each once.
  var keyColumns: [PairColumn] { root?.keyColumns.uniqued ?? [] }

  /// Partitions of all levels.
  var allPartitions: [PairPartition] { root?.allPartitions ?? [] }

  /// Names of all partitions and indexes.
  var names: Set<String> {
    let own = (uniques + indexes).map(\.name)
    return Set(own + allPartitions.flatMap { [$0.name] + $0.indexes.map(\.name) })
  }

  /// Whether some partition takes the row. Where a hash sends it only the server knows; all of its
  /// partitions have to take it then.
  func takes(_ row: PairRow) -> Bool { root?.takes(row) ?? true }
}

extension PairLevel {
  var keyColumns: [PairColumn] { key + partitions.flatMap { $0.inner?.keyColumns ?? [] } }

  var allPartitions: [PairPartition] {
    partitions.flatMap { [$0] + ($0.inner?.allPartitions ?? []) }
  }

  func takes(_ row: PairRow) -> Bool {
    if strategy == .hash { return partitions.allSatisfy { $0.inner?.takes(row) ?? true } }
    // Of the ids of a place only the first stands in a list.
    let isNamed = strategy != .list || key[0] != .id || row.id % PairColumn.idsOfPlace == 0
    let places = isNamed ? key.map { row.place($0) } : [-1]
    let taker =
      partitions.first { $0.bound.takes(places) } ?? partitions.first { $0.bound == .default }
    return taker.map { $0.inner?.takes(row) ?? true } ?? false
  }

  /// Positions of the levels below this one, itself first: those of the partitions on the way.
  var paths: [[Int]] {
    [[]]
      + partitions.indices.flatMap { position in
        (partitions[position].inner?.paths ?? []).map { [position] + $0 }
      }
  }

  /// The level at the end of a path.
  subscript(path: ArraySlice<Int>) -> PairLevel {
    get {
      guard let first = path.first, let inner = partitions[first].inner else { return self }
      return inner[path.dropFirst()]
    }
    set {
      if let first = path.first {
        partitions[first].inner?[path.dropFirst()] = newValue
      } else {
        self = newValue
      }
    }
  }
}

extension PairBound {
  /// Whether a list or range names these places of the key; nil is NULL, which no range takes.
  fileprivate func takes(_ places: [Int?]) -> Bool {
    switch self {
    case .list(let values): return values.contains(places[0])
    case .range(let from, let to):
      let known = places.compactMap(\.self)
      return known.count == places.count && !known.lexicographicallyPrecedes(from)
        && known.lexicographicallyPrecedes(to)
    case .hash, .default: return false
    }
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it comes first.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
