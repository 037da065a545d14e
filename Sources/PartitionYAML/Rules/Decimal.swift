/// A decimal number of any length, compared exactly.
struct Decimal: Comparable {
  private let negative: Bool
  private let whole: [UInt8]
  private let fraction: [UInt8]

  /// Nil for anything but digits with a sign and a point: exponents and infinities are PostgreSQL's.
  init?(_ text: String) {
    var rest = text.utf8[...]
    var negative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    let parts = rest.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, first.allSatisfy(Self.isDigit) else {
      return nil
    }
    whole = Array(first.drop { $0 == UInt8(ascii: "0") })
    var decimals: [UInt8] = []
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].allSatisfy(Self.isDigit) else { return nil }
      decimals = Array(parts[1])
      while decimals.last == UInt8(ascii: "0") { decimals.removeLast() }
    }
    fraction = decimals
    // There is one zero.
    self.negative = negative && !(whole.isEmpty && fraction.isEmpty)
  }

  static func < (left: Decimal, right: Decimal) -> Bool {
    if left.negative != right.negative { return left.negative }
    let (small, large) = left.negative ? (right, left) : (left, right)
    if small.whole.count != large.whole.count { return small.whole.count < large.whole.count }
    if small.whole != large.whole { return small.whole.lexicographicallyPrecedes(large.whole) }
    return small.fraction.lexicographicallyPrecedes(large.fraction)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
