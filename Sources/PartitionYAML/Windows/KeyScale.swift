import Diagnostics
import PartitionCore

/// How the key of a window holds a time or a number: from the text of a bound to its position on one
/// line, and back.
///
/// A position is a number of microseconds since 1970-01-01 00:00, in UTC where the type knows the
/// instant and as the clock shows it where it does not; in a window of whole numbers it is the key.
enum KeyScale: Equatable {
  case date, timestamp, timestamptz
  case number
  /// Whole numbers that count time since 1970 in UTC.
  case epoch(perSecond: Int)
  /// The first 48 bits are milliseconds since 1970 (RFC 9562). All other bits of a bound are zero, so
  /// that no value of that millisecond lies below it.
  case uuidv7
  /// The same 48 bits in ten letters of Crockford's alphabet, then sixteen random ones.
  case ulid
  /// Milliseconds since 2010-11-04 01:42:54.657 UTC, above 22 bits of machine and counter.
  case snowflake

  /// - Parameter type: Of the key, as `format_type` prints it.
  /// - Returns: Nil where the type cannot be divided so.
  init?(type: String, encoding: WindowDecoder.Encoding?, isDuration: Bool) {
    let base = String(type.prefix { $0 != "(" })
    let isInteger = ["smallint", "integer", "bigint"].contains(base)
    let isWhole = isInteger || base == "numeric"
    switch (encoding, base) {
    case (nil, _) where !isDuration && isWhole: self = .number
    case (_, _) where !isDuration: return nil
    case (nil, "date"): self = .date
    case (nil, _) where type.hasSuffix("with time zone"): self = .timestamptz
    case (nil, _) where type.hasPrefix("timestamp"): self = .timestamp
    case (.epochSeconds, _) where isWhole: self = .epoch(perSecond: 1)
    case (.epochMilliseconds, _) where isWhole: self = .epoch(perSecond: 1_000)
    case (.epochMicroseconds, _) where isWhole: self = .epoch(perSecond: 1_000_000)
    case (.epochNanoseconds, _) where isWhole: self = .epoch(perSecond: 1_000_000_000)
    case (.uuidv7, "uuid"): self = .uuidv7
    case (.ulid, "text"), (.ulid, "character varying"), (.ulid, "character"): self = .ulid
    case (.snowflake, _) where isWhole: self = .snowflake
    default: return nil
    }
  }

  /// Whether a position is an instant, which a zone turns into what clocks show.
  var isInstant: Bool {
    switch self {
    case .date, .timestamp, .number: false
    case .timestamptz, .epoch, .uuidv7, .ulid, .snowflake: true
    }
  }

  private static let snowflakeEpoch = 1_288_834_974_657

  // MARK: To text

  /// The text of a bound as PostgreSQL prints it; nil outside what the type can hold.
  func text(at position: Int) -> String? {
    let milliseconds = position.dividedDown(by: 1_000)
    switch self {
    case .number: return String(position)
    case .date: return CivilTime(microseconds: position).dayText
    case .timestamp: return CivilTime(microseconds: position).text
    case .timestamptz: return CivilTime(microseconds: position).text + "+00"
    case .epoch(let perSecond):
      if perSecond <= 1_000_000 { return String(position.dividedDown(by: 1_000_000 / perSecond)) }
      let (value, overflow) = position.multipliedReportingOverflow(by: perSecond / 1_000_000)
      return overflow ? nil : String(value)
    case .uuidv7:
      guard (0..<1 << 48).contains(milliseconds) else { return nil }
      let digits = String(milliseconds, radix: 16)
      let padded = String(repeating: "0", count: 12 - digits.count) + digits
      return "\(padded.prefix(8))-\(padded.suffix(4))-0000-0000-000000000000"
    case .ulid:
      guard (0..<1 << 48).contains(milliseconds) else { return nil }
      let letters = (0..<10).map { place in
        Self.crockford[milliseconds >> (5 * (9 - place)) & 31]
      }
      return String(letters) + String(repeating: "0", count: 16)
    case .snowflake:
      let since = milliseconds - Self.snowflakeEpoch
      guard (0..<1 << 41).contains(since) else { return nil }
      return String(since << 22)
    }
  }

  private static let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  // MARK: From text

  /// Where a live bound lies; nil where the text tells no position that a window could have.
  func position(of text: String) -> Int? {
    switch self {
    case .date, .timestamp, .timestamptz: return CivilTime(text)?.instant
    case .number: return Self.whole(text)
    case .epoch(let perSecond):
      guard let value = Self.whole(text) else { return nil }
      if perSecond > 1_000_000 { return value.dividedDown(by: perSecond / 1_000_000) }
      let (position, overflow) = value.multipliedReportingOverflow(by: 1_000_000 / perSecond)
      return overflow ? nil : position
    case .uuidv7:
      let digits = text.filter { $0 != "-" }
      guard digits.utf8.count == 32 else { return nil }
      return Int(digits.prefix(12), radix: 16).map { $0 * 1_000 }
    case .ulid:
      guard text.utf8.count >= 10 else { return nil }
      var value = 0
      for letter in text.prefix(10) {
        guard let digit = Self.crockford.firstIndex(of: letter) else { return nil }
        value = value << 5 | digit
      }
      return value >> 48 == 0 ? value * 1_000 : nil
    case .snowflake:
      return Self.whole(text).map { (($0 >> 22) + Self.snowflakeEpoch) * 1_000 }
    }
  }

  /// The whole number at or below; a `numeric` may have decimals.
  private static func whole(_ text: String) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let number = Int(first) else { return nil }
    let isBetween = parts.count == 2 && parts[1].contains { $0 != "0" }
    return isBetween && text.hasPrefix("-") ? number - 1 : number
  }

  /// On which side of all windows a bound lies that tells no position: -infinity and years before
  /// Christ in front, everything else behind.
  static func outside(_ text: String) -> Int {
    text.hasPrefix("-") || text.hasSuffix(" BC") ? .min : .max
  }
}
