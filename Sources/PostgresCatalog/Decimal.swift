/// A decimal number of any length, for comparing only.
struct Decimal: Comparable {
  private let isNegative: Bool
  /// Digits without leading and trailing zeros; empty for zero.
  private let digits: [UInt8]
  /// The number is 0.digits × 10^exponent.
  private let exponent: Int

  init(_ number: Int) {
    self.init(isNegative: number < 0, digits: Array(String(number.magnitude).utf8), scale: 0)
  }

  /// `5`, `-3`, `2.50`, `1e+300`; nil for any other text.
  init?(text: String) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var power = 0
    if let mark = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      // No value of a PostgreSQL type has an exponent near the limit; more would overflow.
      guard let written = Int(String(decoding: rest[(mark + 1)...], as: UTF8.self)),
        abs(written) < 1_000_000
      else { return nil }
      power = written
      rest = rest[..<mark]
    }
    var digits: [UInt8] = []
    var scale: Int?
    for byte in rest {
      switch byte {
      case UInt8(ascii: ".") where scale == nil: scale = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte)
        scale = scale.map { $0 + 1 }
      default: return nil
      }
    }
    guard !digits.isEmpty else { return nil }
    self.init(isNegative: isNegative, digits: digits, scale: (scale ?? 0) - power)
  }

  /// `digits` with the last `scale` of them behind the point.
  private init(isNegative: Bool, digits: [UInt8], scale: Int) {
    let zero = UInt8(ascii: "0")
    let significant = digits.drop { $0 == zero }
    let last = significant.lastIndex { $0 != zero }
    self.digits = last.map { Array(significant[...$0]) } ?? []
    exponent = self.digits.isEmpty ? 0 : significant.count - scale
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  static func < (left: Decimal, right: Decimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
  }

  /// Compares magnitudes.
  private func isSmaller(than other: Decimal) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return !other.digits.isEmpty }
    if exponent != other.exponent { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
