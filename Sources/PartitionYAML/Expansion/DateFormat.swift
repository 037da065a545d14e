import PartitionCore

/// Date fields of a name pattern and the texts between them.
struct DateFormat: Equatable {
  enum Field: String, CaseIterable {
    // Longer ones first: `IYYY` contains `YYYY`, `MI` is not `M`.
    case isoYear = "IYYY"
    case year = "YYYY"
    case hour = "HH24"
    case month = "MM"
    case minute = "MI"
    case day = "DD"
    case isoWeek = "IW"
    case quarter = "Q"
  }

  enum Part: Equatable {
    case field(Field)
    case literal(Character)
  }

  let parts: [Part]

  var fields: [Field] {
    parts.compactMap { part in
      if case .field(let field) = part { field } else { nil }
    }
  }

  /// Nil where a capital letter is none of the fields.
  init?(_ text: some StringProtocol) {
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      if let field = Field.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
        parts.append(.field(field))
        rest = rest.dropFirst(field.rawValue.count)
      } else {
        guard !first.isUppercase else { return nil }
        parts.append(.literal(first))
        rest = rest.dropFirst()
      }
    }
    guard !parts.isEmpty else { return nil }
    self.parts = parts
  }

  /// The text for a point in time.
  func text(for time: CivilTime) -> String {
    parts.map { part in
      switch part {
      case .literal(let character): String(character)
      case .field(.year): Self.padded(time.year, 4)
      case .field(.month): Self.padded(time.month, 2)
      case .field(.day): Self.padded(time.day, 2)
      case .field(.hour): Self.padded(time.hour, 2)
      case .field(.minute): Self.padded(time.minute, 2)
      case .field(.quarter): String((time.month - 1) / 3 + 1)
      case .field(.isoYear): Self.padded(time.isoWeek.year, 4)
      case .field(.isoWeek): Self.padded(time.isoWeek.week, 2)
      }
    }.joined()
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(width - text.count, 0)) + text
  }
}
