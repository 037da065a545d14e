import TestSupport
import Testing

/// A window whose clock a test turns, and what its key holds in PostgreSQL's own words.
struct SimulatedWindow: CustomTestStringConvertible, Sendable {
  /// Type of the key column.
  let type: String
  var encoding: String?
  /// Nil for keys that know no zone: their days are those of UTC.
  var zone: String?
  let interval: String
  let start: String
  /// First and last day of the run.
  let days: (first: String, last: String)
  var keep: String?
  var premake = 3
  /// Date fields, which patterns and `to_char` spell alike.
  let format: String

  var testDescription: String {
    [encoding ?? type, zone ?? "no zone", interval, days.first].joined(separator: ", ")
  }

  /// With quarters as the months that PostgreSQL's intervals know.
  static func sqlInterval(_ text: String) -> String {
    let words = text.split(separator: " ")
    guard let count = words.first.flatMap({ Int($0) }), words.last?.hasPrefix("quarter") == true
    else { return text }
    return "\(count * 3) months"
  }

  var schema: String {
    var window = ["interval: \(interval)", "start: \"\(start)\"", "premake: \(premake)"]
    window.append("name: \"{table}_{start:\(format)}\"")
    if let zone { window.append("timezone: \(zone)") }
    if let encoding { window.append("encoding: \(encoding)") }
    if let keep { window.append("retention: {keep: \(keep), then: detach}") }
    return """
      version: 1
      table: public.t
      partition:
        by: range
        key: [k]
        window:
      \(window.map { "    " + $0 }.joined(separator: "\n"))
      """
  }

  /// SQL for the text of a bound at an instant.
  func bound(_ instant: String) -> String {
    let milliseconds = "floor(extract(epoch FROM \(instant)) * 1000)::bigint"
    return switch encoding ?? type {
    case "date": "(\(instant) AT TIME ZONE 'UTC')::date::text"
    case "timestamp": "(\(instant) AT TIME ZONE 'UTC')::text"
    case "timestamptz": "(\(instant))::text"
    case "snowflake": "((\(milliseconds) - 1288834974657) << 22)::text"
    case "uuidv7": "rpad(lpad(to_hex(\(milliseconds)), 12, '0'), 32, '0')::uuid::text"
    case "ulid": "\(Self.crockford(milliseconds)) || repeat('0', 16)"
    default: epoch(instant)
    }
  }

  /// SQL for the largest key of an instant.
  func key(_ instant: String) -> String {
    let milliseconds = "floor(extract(epoch FROM \(instant)) * 1000)::bigint"
    return switch encoding {
    case "snowflake": "((\(milliseconds) - 1288834974657) << 22) + (1 << 22) - 1"
    case "uuidv7": "(lpad(to_hex(\(milliseconds)), 12, '0') || '7fffbfffffffffffffff')::uuid"
    case "ulid": "\(Self.crockford(milliseconds)) || repeat('Z', 16)"
    default: "(\(bound(instant)))::\(type)"
    }
  }

  private func epoch(_ instant: String) -> String {
    let factor = ["epoch_s": 1, "epoch_ms": 1000, "epoch_us": 1_000_000][encoding] ?? 1_000_000_000
    return "floor(extract(epoch FROM \(instant)) * \(factor))::bigint::text"
  }

  private static func crockford(_ number: String) -> String {
    """
    (SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
        ((\(number) >> (5 * (9 - place))) & 31)::int + 1, 1), '' ORDER BY place)
       FROM generate_series(0, 9) AS place)
    """
  }
}

extension SimulatedWindow {
  static let units: [SimulatedWindow] = [
    .init(
      type: "timestamptz", zone: "UTC", interval: "15 minutes", start: "2025-12-30 22:15",
      days: ("2025-12-30", "2026-01-02"), keep: "3 hours", format: "YYYYMMDD_HH24MI"),
    .init(
      type: "timestamp", interval: "1 hour", start: "2024-02-20",
      days: ("2024-02-21", "2024-03-15"),
      keep: "2 days", format: "YYYYMMDD_HH24"),
    .init(
      type: "timestamptz", zone: "Europe/Berlin", interval: "1 day", start: "2023-01-01",
      days: ("2023-01-10", "2026-01-10"), keep: "20 days", format: "YYYY_MM_DD"),
    // Midnight is skipped each October until 2017, November 2018.
    .init(
      type: "timestamptz", zone: "America/Sao_Paulo", interval: "1 day", start: "2016-10-01",
      days: ("2016-10-02", "2019-10-02"), keep: "10 days", format: "YYYY_MM_DD"),
    // From +05:30 to +05:45 in the first minute of 1986.
    .init(
      type: "timestamptz", zone: "Asia/Kathmandu", interval: "1 week", start: "1984-12-31",
      days: ("1985-01-02", "1988-01-02"), keep: "6 weeks", format: "IYYY_IW"),
    // 2020 and 2026 have a week 53.
    .init(
      type: "date", interval: "1 week", start: "2019-12-30", days: ("2020-01-01", "2023-01-10"),
      keep: "9 weeks", format: "IYYY_IW"),
    .init(
      type: "date", interval: "2 weeks", start: "2024-12-30", days: ("2025-01-01", "2028-01-10"),
      format: "IYYY_IW"),
    .init(
      type: "timestamptz", zone: "Europe/Berlin", interval: "1 month", start: "2023-01-01",
      days: ("2023-01-31", "2026-01-31"), keep: "7 months", format: "YYYY_MM"),
    // No leap year, then one.
    .init(
      type: "date", interval: "1 day", start: "1899-12-01", days: ("1900-02-20", "1900-03-10"),
      keep: "1 month", format: "YYYY_MM_DD"),
    .init(
      type: "date", interval: "1 month", start: "1999-01-01", days: ("1999-03-31", "2002-03-31"),
      keep: "1 year", format: "YYYY_MM"),
    .init(
      type: "timestamp", interval: "1 quarter", start: "2023-04-01",
      days: ("2023-05-01", "2026-06-01"), keep: "2 quarters", format: "YYYY_Q"),
    .init(
      type: "timestamptz", zone: "America/Sao_Paulo", interval: "1 year", start: "2009-01-01",
      days: ("2010-01-01", "2020-02-29"), keep: "3 years", premake: 2, format: "YYYY"),
  ]

  static let keys: [SimulatedWindow] = [
    .init(
      type: "bigint", encoding: "epoch_s", zone: "UTC", interval: "1 month", start: "1969-11-01",
      days: ("1969-11-20", "1972-11-20"), keep: "5 months", format: "YYYY_MM"),
    .init(
      type: "numeric", encoding: "epoch_ms", zone: "Europe/Berlin", interval: "1 week",
      start: "2023-01-02", days: ("2023-02-01", "2026-02-01"), keep: "30 days", format: "IYYY_IW"),
    .init(
      type: "bigint", encoding: "epoch_us", zone: "America/Sao_Paulo", interval: "3 days",
      start: "2017-01-01", days: ("2017-01-05", "2019-03-05"), keep: "1 month",
      format: "YYYY_MM_DD"),
    .init(
      type: "bigint", encoding: "epoch_ns", zone: "Asia/Kathmandu", interval: "1 month",
      start: "1985-01-01", days: ("1985-01-05", "1988-03-05"), format: "YYYYMM"),
    .init(
      type: "bigint", encoding: "snowflake", zone: "Europe/Berlin", interval: "1 month",
      start: "2010-12-01", days: ("2010-12-05", "2014-03-05"), keep: "4 months",
      format: "YYYY_MM"),
    .init(
      type: "uuid", encoding: "uuidv7", zone: "America/Sao_Paulo", interval: "1 month",
      start: "2016-01-01", days: ("2016-02-05", "2019-12-05"), keep: "1 year", format: "YYYY_MM"),
    .init(
      type: "text", encoding: "ulid", zone: "Europe/Berlin", interval: "1 day",
      start: "2024-02-01", days: ("2024-02-05", "2024-12-05"), keep: "1 week",
      format: "YYYY_MM_DD"),
  ]
}
