/// The 14 digits in front of a migration file's name: a second in UTC, `20251122103000`.
///
/// Fixed width, so that text order, number order and order in time are one.
package struct MigrationVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Year, month, day, hour, minute, second; always a real moment of the Gregorian calendar.
  private let parts: [Int]

  /// Nil unless `text` is 14 ASCII digits that name an existing second.
  package init?(_ text: some StringProtocol) {
    let digits = text.utf8.map { Int($0) - 0x30 }
    guard digits.count == 14, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + digits[$1] } }
    parts = [
      number(0..<4), number(4..<6), number(6..<8), number(8..<10), number(10..<12),
      number(12..<14),
    ]
    guard parts[0] >= 1, (1...12).contains(parts[1]),
      (1...CivilTime.daysIn(month: parts[1], of: parts[0])).contains(parts[2]), parts[3] < 24,
      parts[4] < 60,
      parts[5] < 60
    else { return nil }
  }

  /// The second that is `seconds` after 1970-01-01 00:00:00 UTC, kept within years 1 to 9999.
  package init(unixSeconds seconds: Int) {
    let bounded = min(max(seconds, -62_135_596_800), 253_402_300_799)
    let time = CivilTime(microseconds: bounded * 1_000_000)
    parts = [time.year, time.month, time.day, time.hour, time.minute, time.second]
  }

  /// Seconds since 1970-01-01 00:00:00 UTC.
  package var unixSeconds: Int {
    CivilTime(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4],
      second: parts[5]
    ).instant / 1_000_000
  }

  private init(parts: [Int]) { self.parts = parts }

  /// The following second; the last second of the year 9999 stays where it is.
  package var next: MigrationVersion {
    var result = parts
    let limits = [9999, 12, CivilTime.daysIn(month: parts[1], of: parts[0]), 23, 59, 59]
    let lowest = [1, 1, 1, 0, 0, 0]
    for index in result.indices.reversed() {
      if result[index] < limits[index] {
        result[index] += 1
        return MigrationVersion(parts: result)
      }
      result[index] = lowest[index]
    }
    return self
  }

  package var description: String {
    zip(parts, [4, 2, 2, 2, 2, 2]).map { part, width in
      let digits = String(part)
      return String(repeating: "0", count: width - digits.utf8.count) + digits
    }.joined()
  }

  package static func < (left: MigrationVersion, right: MigrationVersion) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }
}
