import PartitionCore

/// How the values of one key column compare, as far as that can be told without a server.
enum ValueOrder {
  case boolean, number, time, bytes
  /// Only equal texts are known to be equal; the server judges the rest.
  case unknown

  /// From the declared type, or else from what all values look like.
  init(_ family: TypeFamily?, texts: [String], zoneIsUTC: Bool) {
    switch family {
    case .boolean: self = texts.allSatisfy { Self.boolean($0) != nil } ? .boolean : .unknown
    case .integer, .number: self = texts.allSatisfy { Decimal($0) != nil } ? .number : .unknown
    case .date, .timestamp: self = texts.allSatisfy { CivilTime($0) != nil } ? .time : .unknown
    case .timestamptz: self = Self.areInstants(texts, zoneIsUTC: zoneIsUTC) ? .time : .unknown
    case .uuid: self = texts.allSatisfy(Self.isLowerUUID) ? .bytes : .unknown
    case .text, .other: self = .unknown
    case nil: self = Self.guessed(texts, zoneIsUTC: zoneIsUTC)
    }
  }

  private static func guessed(_ texts: [String], zoneIsUTC: Bool) -> ValueOrder {
    if texts.allSatisfy({ Decimal($0) != nil }) { return .number }
    if areInstants(texts, zoneIsUTC: zoneIsUTC) { return .time }
    if texts.allSatisfy({ $0 == "true" || $0 == "false" }) { return .boolean }
    if texts.allSatisfy(isLowerUUID) { return .bytes }
    return .unknown
  }

  /// Times with and without an offset compare only where the zone of the latter is known.
  private static func areInstants(_ texts: [String], zoneIsUTC: Bool) -> Bool {
    let times = texts.map { CivilTime($0) }
    guard times.allSatisfy({ $0 != nil }) else { return false }
    let offsets = times.count { $0?.offset != nil }
    return offsets == 0 || offsets == times.count || zoneIsUTC
  }

  private static func isLowerUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 36
      && bytes.enumerated().allSatisfy { offset, byte in
        [8, 13, 18, 23].contains(offset)
          ? byte == UInt8(ascii: "-")
          : (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      }
  }

  /// PostgreSQL's forms of a boolean, unique prefixes included.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "tru", "tr", "t", "yes", "ye", "y", "on", "1": true
    case "false", "fals", "fal", "fa", "f", "no", "n", "off", "of", "0": false
    default: nil
    }
  }

  /// -1, 0 or 1; nil where only the server can tell.
  func compare(_ left: String, _ right: String) -> Int? {
    if left == right { return 0 }
    switch self {
    case .unknown: return nil
    case .bytes: return left < right ? -1 : 1
    case .boolean:
      guard let left = Self.boolean(left), let right = Self.boolean(right) else { return nil }
      return left == right ? 0 : left ? 1 : -1
    case .number:
      guard let left = Decimal(left), let right = Decimal(right) else { return nil }
      return left == right ? 0 : left < right ? -1 : 1
    case .time:
      guard let left = CivilTime(left)?.instant, let right = CivilTime(right)?.instant else {
        return nil
      }
      return (left - right).signum()
    }
  }
}

/// Order of the bounds of one level.
struct BoundOrder {
  let columns: [ValueOrder]

  /// -1, 0 or 1; nil where only the server can tell. Both bounds have the key's number of values.
  func compare(_ left: [BoundValue], _ right: [BoundValue]) -> Int? {
    for (order, (left, right)) in zip(columns, zip(left, right)) {
      switch (left, right) {
      // PostgreSQL looks at nothing behind an infinity.
      case (.minValue, .minValue), (.maxValue, .maxValue): return 0
      case (.minValue, _), (_, .maxValue): return -1
      case (.maxValue, _), (_, .minValue): return 1
      case (.value(let left), .value(let right)):
        guard let result = order.compare(left, right) else { return nil }
        if result != 0 { return result }
      default: return nil
      }
    }
    return 0
  }
}
