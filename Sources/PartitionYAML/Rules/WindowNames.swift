/// The names that a window gives to its partitions.
struct WindowNames {
  let pattern: NamePattern
  let interval: Interval
  let start: WindowStart
  let table: String
  let parent: String

  /// Enough to see any field repeat: two years of days, a day of minutes.
  private static let sample = 800

  /// The first name that comes twice.
  var firstRepetition: String? {
    guard interval.isDuration else { return nil }
    var seen: Set<String> = []
    return (0..<Self.sample).lazy.map(name).first { !seen.insert($0).inserted }
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
