/// A date and time of the proleptic Gregorian calendar, without a zone.
package struct CivilTime: Equatable, Sendable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour = 0
  package var minute = 0
  package var second = 0
  package var microsecond = 0
  /// Minutes east of Greenwich, where an offset was written.
  package var offset: Int?

  /// Days since 1970-01-01.
  package var days: Int {
    // Years begin in March here, so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Microseconds since 1970-01-01 00:00, in UTC where an offset was written.
  package var instant: Int {
    let minutes = (days * 24 + hour) * 60 + minute - (offset ?? 0)
    return (minutes * 60 + second) * 1_000_000 + microsecond
  }

  /// Monday is 1, Sunday 7.
  package var weekday: Int { ((days + 3) % 7 + 7) % 7 + 1 }

  /// ISO 8601's week: it belongs to the year of its Thursday.
  package var isoWeek: (year: Int, week: Int) {
    let thursday = CivilTime(days: days - weekday + 4)
    let first = CivilTime(year: thursday.year, month: 1, day: 1)
    return (thursday.year, (thursday.days - first.days) / 7 + 1)
  }

  package var isMidnight: Bool { hour == 0 && minute == 0 && second == 0 && microsecond == 0 }

  package init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    microsecond: Int = 0, offset: Int? = nil
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
    self.offset = offset
  }

  /// - Parameter days: Since 1970-01-01.
  package init(days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    self.init(
      year: yearOfEra + era * 400 + (month >= 10 ? 1 : 0),
      month: month < 10 ? month + 3 : month - 9,
      day: dayOfYear - (153 * month + 2) / 5 + 1)
  }

  package static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
