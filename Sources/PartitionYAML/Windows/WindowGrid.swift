import PartitionCore

/// The boundaries of a window: `start`, and every whole number of intervals from there.
///
/// Positions are those that clocks show in the window's zone, in microseconds since 1970-01-01 00:00
/// without regard to that zone, or whole numbers.
struct WindowGrid {
  let start: WindowStart
  let interval: Interval

  /// Where interval number `index` begins and the one before it ends.
  func boundary(_ index: Int) -> Int {
    switch (start, interval.unit) {
    case (.time(let time), .some(let unit)):
      var begin = time.advanced(by: index * interval.count, unit)
      begin.offset = nil
      return begin.instant
    case (.number(let number), _): return number.added(index.times(interval.count))
    case (.time(let time), nil): return time.instant
    }
  }

  /// The number of the interval that holds a position; negative in front of `start`.
  func index(of position: Int) -> Int {
    switch (start, interval.unit) {
    case (.number(let number), _):
      return position.subtracted(number).dividedDown(by: interval.count)
    case (.time, nil): return 0
    case (.time(let time), .some(let unit)):
      let minutes: Int
      switch unit {
      case .month: return months(from: time, to: position).dividedDown(by: interval.count)
      case .quarter: return months(from: time, to: position).dividedDown(by: 3 * interval.count)
      case .year: return months(from: time, to: position).dividedDown(by: 12 * interval.count)
      case .minute: minutes = 1
      case .hour: minutes = 60
      case .day: minutes = 1440
      case .week: minutes = 7 * 1440
      }
      return (position - boundary(0)).dividedDown(by: minutes * interval.count * 60_000_000)
    }
  }

  /// Whole months; `start` lies on the first of one.
  private func months(from time: CivilTime, to position: Int) -> Int {
    let end = CivilTime(microseconds: position)
    return (end.year - time.year) * 12 + end.month - time.month
  }

  /// The position this much earlier, for a retention of `keep`.
  func position(_ keep: Interval, before position: Int) -> Int {
    guard let unit = keep.unit else { return position.subtracted(keep.count) }
    return CivilTime(microseconds: position).advanced(by: -keep.count, unit).instant
  }
}
