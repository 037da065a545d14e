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
    var end = definition.endIndex
    var predicate: String?
    var lists: [(isIncluded: Bool, parts: [String])] = []
    var start = definition.startIndex
    // Bytes are enough: what counts here is ASCII, and no byte of a longer character is.
    let bytes = definition.utf8
    for position in bytes.indices {
      let byte = bytes[position]
      if scan.isOutside {
        switch (byte, scan.depth) {
        case (UInt8(ascii: " "), 0) where definition[position...].hasPrefix(" WHERE "):
          predicate = String(definition[position...].dropFirst(7))
          end = position
        case (UInt8(ascii: "("), 0):
          lists.append((definition[..<position].hasSuffix("INCLUDE "), []))
          start = bytes.index(after: position)
        case (UInt8(ascii: ","), 1), (UInt8(ascii: ")"), 1):
          lists[lists.count - 1].parts.append(
            String(definition[start..<position].drop { $0 == " " }))
          start = bytes.index(after: position)
        default: break
        }
      }
      if predicate != nil { break }
      scan.take(byte)
    }
    body = String(definition[..<end])
    self.predicate = predicate
    elements = lists.first?.parts ?? []
    included = lists.first { $0.isIncluded }?.parts ?? []
  }

  /// The true name of the column that an operand is; nil for an expression.
  static func column(_ operand: String) -> String? {
    var phrase = SQLPhrase(operand)
    let name = phrase.name()
    return phrase.isEmpty ? name : nil
  }

  /// An element without its collation, operator class and order: a column's name as quoted by the
  /// server, or an expression.
  static func operand(of element: String) -> String {
    var scan = Scan()
    let end = element.utf8.firstIndex { byte in
      defer { scan.take(byte) }
      return scan.isOutside && scan.depth == 0 && byte == UInt8(ascii: " ")
    }
    return String(element[..<(end ?? element.endIndex)])
  }
}

/// Where a reader of SQL text is: inside quotes, and how deep in parentheses.
private struct Scan {
  private var quote: UInt8?
  private(set) var depth = 0

  var isOutside: Bool { quote == nil }

  mutating func take(_ byte: UInt8) {
    if let open = quote {
      if byte == open { quote = nil }
      return
    }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"): depth -= 1
    default: break
    }
  }
}
