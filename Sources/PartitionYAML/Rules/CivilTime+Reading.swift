import PartitionCore

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
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { place == bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard !isAtEnd, UInt32(bytes[place]) == character.value else { return false }
    place += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard leadingDigits(atMost: count) == count else { return nil }
    return number(count)
  }

  /// Microseconds from up to six decimals; PostgreSQL rounds further ones, so they are not read.
  mutating func fraction() -> Int? {
    let count = leadingDigits(atMost: 7)
    guard (1...6).contains(count) else { return nil }
    let value = number(count)
    return (count..<6).reduce(value) { value, _ in value * 10 }
  }

  private func leadingDigits(atMost limit: Int) -> Int {
    var end = place
    while end < bytes.count, end - place < limit, (0x30...0x39).contains(bytes[end]) { end += 1 }
    return end - place
  }

  private mutating func number(_ count: Int) -> Int {
    var value = 0
    for _ in 0..<count {
      value = value * 10 + Int(bytes[place]) - 0x30
      place += 1
    }
    return value
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
