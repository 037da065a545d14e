extension Int {
  /// The quotient rounded towards minus infinity.
  package func dividedDown(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

extension CivilTime {
  /// - Parameter microseconds: Since 1970-01-01 00:00.
  package init(microseconds: Int) {
    let day = microseconds.dividedDown(by: 86_400_000_000)
    self.init(days: day)
    var rest = microseconds - day * 86_400_000_000
    microsecond = rest % 1_000_000
    rest /= 1_000_000
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  }

  /// `2025-11-22`.
  package var dayText: String {
    [Self.padded(year, 4), Self.padded(month), Self.padded(day)].joined(separator: "-")
  }

  /// As PostgreSQL prints a timestamp: `2025-11-22 10:00:00`, with decimals where there are any.
  package var text: String {
    let time = [hour, minute, second].map { Self.padded($0) }.joined(separator: ":")
    guard microsecond > 0 else { return "\(dayText) \(time)" }
    let decimals = Self.padded(microsecond, 6)
    return
      "\(dayText) \(time).\(decimals.prefix(6 - decimals.reversed().prefix { $0 == "0" }.count))"
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(width - text.count, 0)) + text
  }
}
