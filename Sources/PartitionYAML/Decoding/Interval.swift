import Diagnostics
import PartitionCore

/// The length of a window or of a retention: `3 months`, or a plain integer for integer keys.
struct Interval: Equatable {
  enum Unit: String, CaseIterable {
    case minute, hour, day, week, month, quarter, year
  }

  let count: Int
  /// Nil for a plain integer.
  let unit: Unit?

  var isDuration: Bool { unit != nil }

  init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2)
    guard let first = parts.first, first.utf8.count <= 18,
      first.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let count = Int(first), count > 0
    else { return nil }
    self.count = count
    switch parts.count {
    case 1: unit = nil
    case 2:
      let word = parts[1]
      let singular = word.hasSuffix("s") ? String(word.dropLast()) : String(word)
      guard let found = Unit(rawValue: singular), count <= 1_000_000 else { return nil }
      unit = found
    default: return nil
    }
  }

  /// What to say where a text is no duration.
  static func refusal(of text: Spanned<String>, key: String, example: String) -> Diagnostic {
    let isCount = Interval(text.value) != nil
    return Diagnostic(
      .invalidValue,
      isCount
        ? "`\(key)` is a duration, never a bare count: \(text.value) of what?"
        : "`\(key)` cannot be `\(text.value)`",
      at: text.span,
      help: [
        "write a number and minutes, hours, days, weeks, months, quarters or years: `\(example)`"
      ])
  }
}
