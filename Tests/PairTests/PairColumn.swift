/// A column of the table `public.shipments`. Its values are numbered in their order, so that bounds
/// can be compared without a server; such a number is a place.
enum PairColumn: String, CaseIterable, Sendable {
  case id, region, day, at, size, urgent, token

  /// How many values a row may have.
  var places: Int { self == .urgent ? 2 : 8 }

  /// Rows share the places of all columns but this one: each has an id of its own, and this many
  /// ids lie from one place to the next.
  static let idsOfPlace = 40

  var type: String {
    switch self {
    case .id: "bigint"
    case .region: "text"
    case .day: "date"
    case .at: "timestamptz"
    case .size: "integer"
    case .urgent: "boolean"
    case .token: "uuid"
    }
  }

  /// The value of a place without quotes. Texts begin with different letters: their order is the
  /// same under every collation.
  func value(_ place: Int) -> String {
    switch self {
    case .id: "\(place * Self.idsOfPlace)"
    case .region: ["a", "b b", "c'c", "de", "fr", "no", "null", "z%"][place]
    case .day: "2026-0\(place + 1)-01"
    case .at: "2026-0\(place + 1)-15 12:00:00+00"
    case .size: "\(place * 10 - 30)"
    case .urgent: ["false", "true"][place]
    case .token: "\(place)0000000-0000-4000-8000-00000000000\(place)"
    }
  }

  /// The value in a schema file.
  func yaml(_ place: Int) -> String {
    switch self {
    case .id, .size, .urgent: value(place)
    case .region, .day, .at, .token: "\"\(value(place))\""
    }
  }

  func literal(_ place: Int) -> String {
    "'\(value(place).replacing("'", with: "''"))'"
  }
}

/// Where a table's ids come from; rows of the tests bring theirs along.
enum PairID: CaseIterable, Sendable { case plain, always, byDefault, serial }
