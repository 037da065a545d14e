extension CivilTime {
  /// An ISO date, or a timestamp with an optional offset: `2025-01-31 10:00:00+01`.
  init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2),
      scanner.skip("-"), let day = scanner.digits(2), (1...12).contains(month), year > 0,
      (1...CivilTime.daysIn(month: month, of: year)).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard !scanner.isAtEnd else { return }
    guard scanner.skip(" ") || scanner.skip("T"), let hour = scanner.digits(2), scanner.skip(":"),
      let minute = scanner.digits(2), hour < 24, minute < 60
    else { return nil }
    (self.hour, self.minute) = (hour, minute)
    if scanner.skip(":") {
      guard let second = scanner.digits(2), second < 60 else { return nil }
      self.second = second
      if scanner.skip(".") {
        guard let fraction = scanner.fraction() else { return nil }
        microsecond = fraction
      }
    }
    _ = scanner.skip(" ")
    guard !scanner.isAtEnd else { return }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    self.offset = offset
  }
}

/// Reads fixed-width numbers from ASCII text.
private struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    let part = rest.prefix(count)
    guard part.count == count, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(count)
    return part.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  /// Microseconds from up to six decimals; PostgreSQL rounds further ones, so they are not read.
  mutating func fraction() -> Int? {
    let part = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...6).contains(part.count) else { return nil }
    rest = rest.dropFirst(part.count)
    let value = part.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    return (part.count..<6).reduce(value) { value, _ in value * 10 }
  }

  /// Minutes of `Z`, `+01`, `-0330` or `+05:30`.
  mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let negative: Bool
    if skip("+") {
      negative = false
    } else if skip("-") {
      negative = true
    } else {
      return nil
    }
    guard let hours = digits(2) else { return nil }
    _ = skip(":")
    let minutes = isAtEnd ? 0 : digits(2)
    guard let minutes, hours <= 15, minutes < 60 else { return nil }
    return (negative ? -1 : 1) * (hours * 60 + minutes)
  }
}
