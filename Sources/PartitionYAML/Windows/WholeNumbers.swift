/// Reckoning with whole numbers that end somewhere, as keys do: it stops there instead of failing. The ends of
/// `Int` stand for "no end" (`WindowRange.Edge`).
extension Int {
  func added(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  func subtracted(_ other: Int) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }

  func times(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
  }
}

/// The whole numbers that a key can hold.
enum WholeNumbers {
  /// - Parameter type: As `format_type` prints it.
  /// - Returns: Nil for a type of something else (manual, "Numeric Types").
  static func limits(of type: String) -> ClosedRange<Int>? {
    let counted = Int.min + 1...Int.max - 1
    switch type {
    case "smallint": return Int(Int16.min)...Int(Int16.max)
    case "integer": return Int(Int32.min)...Int(Int32.max)
    case "bigint", "numeric": return counted
    default: break
    }
    guard type.hasPrefix("numeric("), type.hasSuffix(")") else { return nil }
    let parts = type.dropFirst(8).dropLast().split(separator: ",").compactMap { Int($0) }
    guard let precision = parts.first else { return nil }
    let digits = precision - (parts.count > 1 ? parts[1] : 0)
    // 10^18 is the last power of ten below the end of `Int`.
    guard digits <= 18 else { return counted }
    let end = (0..<max(digits, 0)).reduce(1) { power, _ in power * 10 } - 1
    return -end...end
  }
}
