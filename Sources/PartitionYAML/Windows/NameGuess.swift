import PartitionCore

/// The pattern behind names that somebody else gave to the partitions of a window.
struct NameGuess {
  let table: String
  let unit: Interval.Unit
  /// Of the first interval.
  let start: CivilTime

  /// As people write dates into names, and pg_partman does; finer ones first.
  private static let formats = [
    "YYYY_MM_DD_HH24MI", "YYYYMMDD_HH24MI", "YYYY_MM_DD_HH24", "YYYYMMDD_HH24", "YYYYMMDDHH24",
    "YYYY_MM_DD", "YYYY-MM-DD", "YYYYMMDD", "IYYYwIW", "IYYY_wIW", "IYYY_IW", "YYYYqQ", "YYYY_qQ",
    "YYYYmMM", "YYYY_mMM", "YYYY_MM", "YYYY-MM", "YYYYMM", "YYYY",
  ]

  /// The pattern that yields most of the names, the newest first; one of our own where none does.
  func pattern(of partitions: [(name: String, start: CivilTime)]) -> String {
    var best: (pattern: String, count: Int)?
    for text in Self.formats {
      guard let newest = partitions.first, let format = DateFormat(text),
        start.weekday == 1 || !format.fields.contains(.isoWeek)
      else { continue }
      let date = format.text(for: newest.start)
      let place = newest.name.indices.last { newest.name[$0...].hasPrefix(date) }
      guard let place else { continue }
      let head = String(newest.name[..<place])
      let tail = String(newest.name[place...].dropFirst(date.count))
      let names = NamePattern(parts: [.literal(head), .token(.start, format), .literal(tail)])
      guard tellsApart(names) else { continue }
      let count = partitions.count { $0.name == head + format.text(for: $0.start) + tail }
      if count > best?.count ?? 0 {
        best = ("\(front(head)){start:\(text)}\(NamePattern.escaped(tail))", count)
      }
    }
    return best?.pattern ?? "{table}_{start:\(usualFormat)}"
  }

  /// The table's own name is said as such.
  private func front(_ head: String) -> String {
    guard head.hasPrefix(table) else { return NamePattern.escaped(head) }
    return "{table}" + NamePattern.escaped(head.dropFirst(table.count))
  }

  private func tellsApart(_ pattern: NamePattern) -> Bool {
    guard let interval = Interval("1 \(unit.rawValue)") else { return false }
    return WindowNames(
      pattern: pattern, interval: interval, start: .time(start), table: table, parent: table
    ).repetition == nil
  }

  private var usualFormat: String {
    switch unit {
    case .year: "YYYY"
    case .quarter: "YYYY_qQ"
    case .month: "YYYY_MM"
    case .week, .day: "YYYY_MM_DD"
    case .hour: "YYYY_MM_DD_HH24"
    case .minute: "YYYY_MM_DD_HH24MI"
    }
  }
}
