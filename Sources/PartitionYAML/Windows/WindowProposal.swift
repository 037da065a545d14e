package import PartitionCore

/// The window that would go on with the partitions a table has: for those who kept them by hand or with
/// another tool.
package struct WindowProposal: Equatable, Sendable {
  /// How many of the newest partitions follow one another at this distance.
  package let count: Int
  package let interval: String
  let start: String
  let timezone: String?
  let name: String

  /// Nil where the newest two partitions of the uppermost level are no equal ranges of time without a gap.
  package init?(_ table: Table) {
    guard let partitioning = table.partitioning, partitioning.strategy == .range,
      partitioning.key.count == 1, let key = partitioning.key.first, key.column != nil,
      let scale = KeyScale(type: key.type, encoding: nil, isDuration: true)
    else { return nil }
    let ranges = partitioning.partitions.filter { $0.bound != .default }.map(Range.init)
    // Behind MAXVALUE, and behind what cannot be read, nothing is to come.
    guard let newest = ranges.last ?? nil, let interval = newest.interval else { return nil }
    var run: [Range] = []
    for range in ranges.reversed() {
      guard let range, range.interval == interval, run.last.map({ $0.start == range.end }) ?? true
      else { break }
      run.append(range)
    }
    guard run.count > 1, let oldest = run.last else { return nil }
    count = run.count
    self.interval = "1 \(interval.rawValue)"
    start = oldest.start.isMidnight ? oldest.start.dayText : oldest.start.text
    timezone = scale.isInstant ? "UTC" : nil
    let guess = NameGuess(table: table.name.name, unit: interval, start: oldest.start)
    name = guess.pattern(of: run.map { ($0.name, $0.start) })
  }

  /// The keys of `window:` as lines of YAML.
  var lines: [String] {
    ["window:", "  interval: \(interval)", "  start: \"\(start)\""]
      + (timezone.map { ["  timezone: \($0)"] } ?? []) + ["  name: \(YAMLText.doubleQuoted(name))"]
  }

  /// A partition that holds a range of time.
  private struct Range {
    let name: String
    let start: CivilTime
    let end: CivilTime

    init?(_ partition: Partition) {
      // A window would not know how to divide the next one.
      guard partition.partitioning == nil,
        case .range(let from, let to) = partition.bound, case .value(let from)? = from.first,
        case .value(let to)? = to.first, let start = CivilTime(from), let end = CivilTime(to)
      else { return nil }
      (name, self.start, self.end) = (partition.name.name, start, end)
    }

    /// The unit that it is one of. Days and longer ones begin at midnight.
    var interval: Interval.Unit? {
      let units: [Interval.Unit] = [.year, .quarter, .month, .week, .day, .hour, .minute]
      guard let unit = units.first(where: { start.advanced(by: 1, $0) == end }) else { return nil }
      return start.isMidnight || unit == .hour || unit == .minute ? unit : nil
    }
  }
}
