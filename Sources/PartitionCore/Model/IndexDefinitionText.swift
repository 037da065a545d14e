/// The parts of an index definition as `pg_get_indexdef` prints it behind USING:
/// `btree (a, lower(b) DESC) INCLUDE (c) WITH (fillfactor='70') WHERE (a > 0)`.
///
/// No SQL is understood here; only quotes and parentheses are counted.
struct IndexDefinitionText {
  /// Everything before WHERE: where TABLESPACE goes behind.
  let body: String
  /// The condition without WHERE.
  let predicate: String?
  /// The texts of the key's elements.
  let elements: [String]
  /// The columns of INCLUDE.
  let included: [String]

  init(_ definition: String) {
    var scan = Scan()
    var body = definition[...]
    var predicate: String?
    var lists: [[String]] = []
    var elementStart: String.Index?
    var words = ""
    var listIsNamed: [Bool] = []
    var position = definition.startIndex
    while position < definition.endIndex {
      let depth = scan.depth
      if scan.isOutside, depth == 0, definition[position...].hasPrefix(" WHERE ") {
        body = definition[..<position]
        predicate = String(definition[position...].dropFirst(7))
        break
      }
      let next = definition.index(after: position)
      let wasOutside = scan.isOutside
      scan.take(definition[position])
      if wasOutside {
        switch definition[position] {
        case "(" where depth == 0:
          lists.append([])
          listIsNamed.append(words.hasSuffix("INCLUDE "))
          elementStart = next
        case "," where depth == 1, ")" where depth == 1:
          if let start = elementStart {
            lists[lists.count - 1].append(String(definition[start..<position].drop { $0 == " " }))
          }
          elementStart = next
        default: break
        }
        if depth == 0 { words.append(definition[position]) }
      }
      position = next
    }
    self.body = String(body)
    self.predicate = predicate
    elements = lists.first ?? []
    included = zip(lists, listIsNamed).first { $0.1 }?.0 ?? []
  }

  /// The true name of the column that an operand is; nil for an expression.
  static func column(_ operand: String) -> String? {
    if operand.hasPrefix("\"") {
      return operand.dropFirst().dropLast().split(
        separator: "\"\"", omittingEmptySubsequences: false
      ).joined(separator: "\"")
    }
    return operand.contains("(") ? nil : operand
  }

  /// An element without its collation, operator class and order: a column's name as quoted by the
  /// server, or an expression.
  static func operand(of element: String) -> String {
    var scan = Scan()
    var end = element.startIndex
    while end < element.endIndex {
      if scan.isOutside, scan.depth == 0, element[end] == " " { break }
      scan.take(element[end])
      end = element.index(after: end)
    }
    return String(element[..<end])
  }
}

/// Where a reader of SQL text is: inside quotes, and how deep in parentheses.
private struct Scan {
  private var quote: Character?
  private(set) var depth = 0

  var isOutside: Bool { quote == nil }

  mutating func take(_ character: Character) {
    if let open = quote {
      if character == open { quote = nil }
    } else if character == "'" || character == "\"" {
      quote = character
    } else if character == "(" {
      depth += 1
    } else if character == ")" {
      depth -= 1
    }
  }
}
