import PartitionCore

/// A deterministic order of the partitions of one level, ascending where the text of a value
/// shows its size.
///
/// PostgreSQL keeps bounds in order but has no function that tells it. Numbers are compared as
/// numbers, ISO dates and times by their parts; other texts by their bytes, which for text keys is
/// the order of collation "C" only. Nothing but the layout of output hangs on it: whether ranges
/// overlap or follow each other is decided by ranks that PostgreSQL gives (`Elaboration.Value`).
struct BoundOrder {
  private let kinds: [KeyKind]

  /// Types of the key's elements, as `format_type` prints them.
  init(keyTypes: [String]) {
    kinds = keyTypes.map { KeyKind(type: $0) }
  }

  func sorted(_ partitions: [Partition]) -> [Partition] {
    var keyed = partitions.map { (key: sortKey($0.bound), partition: $0) }
    keyed.sort { left, right in
      switch order(left.key, right.key) {
      case .before: true
      case .after: false
      case .same: left.partition.name < right.partition.name
      }
    }
    return keyed.map(\.partition)
  }

  private struct SortKey {
    /// 0 for bounds with values, 1 for the default partition.
    var group: Int
    var values: [OrderedValue]
  }

  private func sortKey(_ bound: PartitionBound) -> SortKey {
    switch bound {
    case .list(let values):
      return SortKey(group: 0, values: values.prefix(1).map { ordered($0, at: 0) })
    case .range(let from, _):
      return SortKey(group: 0, values: from.enumerated().map { ordered($1, at: $0) })
    case .hash(let modulus, let remainder):
      return SortKey(
        group: 0, values: [.number(Decimal(remainder)), .number(Decimal(modulus))])
    case .default:
      return SortKey(group: 1, values: [])
    }
  }

  private func ordered(_ value: BoundValue, at position: Int) -> OrderedValue {
    switch value {
    case .minValue: return .lowest
    case .maxValue: return .highest
    case .null: return .null
    case .value(let text):
      return position < kinds.count ? kinds[position].ordered(text) : .text(text)
    }
  }

  private func order(_ left: SortKey, _ right: SortKey) -> Comparison {
    if left.group != right.group { return left.group < right.group ? .before : .after }
    for (left, right) in zip(left.values, right.values) {
      let order = left.compared(to: right)
      if order != .same { return order }
    }
    return .same
  }
}

enum Comparison { case before, same, after }

/// How the texts of a key's type show their order.
private enum KeyKind {
  case number, moment, text

  init(type: String) {
    let name = type.prefix { $0 != "(" }
    switch name {
    case "smallint", "integer", "bigint", "numeric", "real", "double precision", "oid":
      self = .number
    case "date": self = .moment
    default: self = name.hasPrefix("timestamp") ? .moment : .text
    }
  }

  func ordered(_ text: String) -> OrderedValue {
    switch self {
    case .number: Decimal(text: text).map { .number($0) } ?? OrderedValue(special: text)
    case .moment: Moment(text).map { .moment($0) } ?? OrderedValue(special: text)
    case .text: .text(text)
    }
  }
}

/// A value of a bound, comparable.
private enum OrderedValue {
  case lowest
  case negativeInfinity
  case number(Decimal)
  case moment(Moment)
  case text(String)
  case infinity
  /// Above infinity (manual, "Numeric Types").
  case notANumber
  case highest
  case null

  /// `infinity`, `Infinity`, `-infinity`, `NaN`; any other text stands as it is.
  init(special text: String) {
    switch text.lowercased() {
    case "-infinity": self = .negativeInfinity
    case "infinity": self = .infinity
    case "nan": self = .notANumber
    default: self = .text(text)
    }
  }

  private var group: Int {
    switch self {
    case .lowest: 0
    case .negativeInfinity: 1
    case .number, .moment, .text: 2
    case .infinity: 3
    case .notANumber: 4
    case .highest: 5
    case .null: 6
    }
  }

  func compared(to other: OrderedValue) -> Comparison {
    switch (self, other) {
    case (.number(let left), .number(let right)): comparison(left, right)
    case (.moment(let left), .moment(let right)): comparison(left, right)
    case (.text(let left), .text(let right)): comparison(left, right)
    // A text among numbers or moments is one we could not read; it stands behind them.
    case (.text, .number), (.text, .moment): .after
    case (.number, .text), (.moment, .text): .before
    default: comparison(group, other.group)
    }
  }

  private func comparison<Value: Comparable>(_ left: Value, _ right: Value) -> Comparison {
    left < right ? .before : right < left ? .after : .same
  }
}
