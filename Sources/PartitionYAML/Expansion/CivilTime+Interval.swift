import PartitionCore

extension CivilTime {
  /// The time a number of intervals later; a day that the month lacks becomes its last.
  func advanced(by count: Int, _ unit: Interval.Unit) -> CivilTime {
    let minutes: Int
    switch unit {
    case .month: return advanced(months: count)
    case .quarter: return advanced(months: count * 3)
    case .year: return advanced(months: count * 12)
    case .minute: minutes = count
    case .hour: minutes = count * 60
    case .day: minutes = count * 1440
    case .week: minutes = count * 7 * 1440
    }
    let total = (days * 24 + hour) * 60 + minute + minutes
    let whole = (total >= 0 ? total : total - 1439) / 1440
    var result = CivilTime(days: whole)
    result.hour = (total - whole * 1440) / 60
    result.minute = (total - whole * 1440) % 60
    (result.second, result.microsecond, result.offset) = (second, microsecond, offset)
    return result
  }

  private func advanced(months: Int) -> CivilTime {
    let total = year * 12 + month - 1 + months
    var result = self
    result.year = (total >= 0 ? total : total - 11) / 12
    result.month = total - result.year * 12 + 1
    result.day = min(day, Self.daysIn(month: result.month, of: result.year))
    return result
  }
}
