/// An ISO date or timestamp as PostgreSQL prints it in zone UTC, for comparing only.
///
/// Text order is right for four-digit years after Christ; `10000-01-01` and `0044-03-15 BC` need
/// the year read.
struct Moment: Comparable {
  private let year: Int
  /// Everything behind the year, which has fixed width up to the fraction of a second.
  private let rest: String

  init?(_ text: String) {
    let isBeforeChrist = text.utf8.suffix(3).elementsEqual(" BC".utf8)
    let body = isBeforeChrist ? text.dropLast(3) : text[...]
    guard let hyphen = body.utf8.firstIndex(of: UInt8(ascii: "-")), let year = Int(body[..<hyphen]),
      year > 0
    else { return nil }
    // 1 BC is the year before 1 AD.
    self.year = isBeforeChrist ? 1 - year : year
    // The zone is the same in every text; `.5+00` must not stand before `+00`.
    let zone = body[hyphen...].utf8.firstIndex(of: UInt8(ascii: "+")) ?? body.endIndex
    rest = String(body[hyphen..<zone])
  }

  static func < (left: Moment, right: Moment) -> Bool {
    (left.year, left.rest) < (right.year, right.rest)
  }
}
