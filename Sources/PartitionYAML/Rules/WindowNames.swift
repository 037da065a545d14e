/// The names that a window gives to its partitions.
struct WindowNames {
  let pattern: NamePattern
  let interval: Interval
  let start: WindowStart
  let table: String
  let parent: String

  /// A name that several partitions would bear: one whose pattern lacks a date field.
  var repetition: String? {
    guard let unit = interval.unit else { return nil }
    let fields = Set(pattern.dateParts.flatMap { $0.format?.fields ?? [] })
    return tells(unit, with: fields) ? nil : name(0)
  }

  /// The fields tell any two intervals of this length apart.
  private func tells(_ unit: Interval.Unit, with fields: Set<DateFormat.Field>) -> Bool {
    let week = fields.contains(.isoYear) && fields.contains(.isoWeek)
    let year = fields.contains(.year)
    let month = year && fields.contains(.month)
    let day = month && fields.contains(.day)
    let hour = day && fields.contains(.hour)
    let count = interval.count
    switch unit {
    case .year: return year || fields.contains(.isoYear)
    case .quarter: return month || (year && fields.contains(.quarter))
    case .month: return month || (count % 3 == 0 && year && fields.contains(.quarter))
    case .week: return week || day
    case .day: return day || (count % 7 == 0 && week)
    case .hour: return hour || (count % 24 == 0 && day)
    case .minute: return (hour && (fields.contains(.minute) || count % 60 == 0))
    }
  }

  /// The longest name, and its successor.
  var longest: (name: String, next: String) {
    guard interval.isDuration else {
      // Keys grow: the width is that of the largest bigint.
      let last = Int.max
      return (name(last, last), name(last - 1, last))
    }
    // Fields have fixed widths, but a negative or five-digit year is not worth foreseeing.
    return (name(0), name(1))
  }

  private func name(_ index: Int) -> String {
    switch (start, interval.unit) {
    case (.time(let time), .some(let unit)):
      let begin = time.advanced(by: index * interval.count, unit)
      let end = time.advanced(by: (index + 1) * interval.count, unit)
      var values = NamePattern.Values(table: table, parent: parent)
      values.start = { $0?.text(for: begin) ?? "" }
      values.end = { $0?.text(for: end) ?? "" }
      return pattern.name(values)
    default:
      return name(index, index)
    }
  }

  private func name(_ start: Int, _ end: Int) -> String {
    var values = NamePattern.Values(table: table, parent: parent)
    values.start = { _ in String(start) }
    values.end = { _ in String(end) }
    return pattern.name(values)
  }
}
