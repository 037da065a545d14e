import Diagnostics
import PartitionCore

extension LayoutRules {
  /// A value that is written like a day that does not exist.
  ///
  /// A text may look like that, too: in a list only the declared type tells. Ranges of texts that look
  /// like days are rare enough, and their column can be declared.
  mutating func checkDay(
    _ value: Spanned<BoundValue>, _ family: TypeFamily?, inRange: Bool
  ) {
    switch family {
    case .date, .timestamp, .timestamptz: break
    case nil where inRange: break
    default: return
    }
    guard case .value(let text) = value.value, let day = WrittenDay(text), let why = day.fault
    else {
      return
    }
    add(
      Diagnostic(
        .invalidBoundValue, "there is no day \(day.text)", at: value.span, caret: why,
        help: ["write a day of the calendar, such as \"\(day.following)\""],
        notes: family == nil ? ["if the column is a text, declare it under `columns:`"] : []))
  }
}

/// Four, two and two digits, with a time behind them or nothing; whether there is such a day or not.
struct WrittenDay {
  let text: String
  private let year: Int
  private let month: Int
  private let day: Int

  init?(_ text: String) {
    let day = text.prefix(10)
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let number = Int(parts[2]),
      Self.isTime(text.dropFirst(10))
    else { return nil }
    self.text = String(day)
    (self.year, self.month, self.day) = (year, month, number)
  }

  /// Years before Christ, and whatever else may follow a day, are left to the server.
  private static func isTime(_ rest: Substring) -> Bool {
    if rest.isEmpty { return true }
    let time = rest.dropFirst().prefix(3).utf8.map { $0 }
    return (rest.first == " " || rest.first == "T") && time.count == 3 && time[2] == 0x3A
      && time.prefix(2).allSatisfy { (0x30...0x39).contains($0) }
      && !rest.uppercased().contains("BC")
  }

  /// Why there is no such day; nil if there is.
  var fault: String? {
    if year == 0 { return "there is no year 0" }
    if !(1...12).contains(month) { return "months are 01 to 12" }
    let last = CivilTime.daysIn(month: month, of: year)
    if day > last { return "the month has \(last) days" }
    return day == 0 ? "days begin with 01" : nil
  }

  /// The first day after what was probably meant.
  var following: String {
    let first = CivilTime(year: max(year, 1), month: min(max(month, 1), 12), day: 1)
    let next = day == 0 ? first : first.advanced(by: 1, .month)
    return DateFormat("YYYY-MM-DD")?.text(for: next) ?? ""
  }
}
