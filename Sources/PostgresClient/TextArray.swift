/// The elements of a one-dimensional PostgreSQL array in text form, nil for NULL.
///
/// Source: manual, "Array Input and Output Syntax". Elements are separated by commas (all types but
/// `box`); quoted ones may hold anything, a backslash escaping the next character; a bare `NULL` in
/// any case is null; `[2:3]={a,b}` announces lower bounds, which are dropped.
///
/// - Throws: `.usage` for text that is no array or has more than one dimension.
package func decodeTextArray(_ text: String) throws(PostgresError) -> [String?] {
  var parser = TextArrayParser(text)
  return try parser.elements()
}

private struct TextArrayParser {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func elements() throws(PostgresError) -> [String?] {
    if peek == UInt8(ascii: "["), let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
      place = equals + 1
    }
    try expect("{")
    var elements: [String?] = []
    if peek == UInt8(ascii: "}") {
      place += 1
    } else {
      repeat { elements.append(try element()) } while try !closes()
    }
    guard place == bytes.count else { throw malformed }
    return elements
  }

  private mutating func element() throws(PostgresError) -> String? {
    if peek == UInt8(ascii: "\"") { return try quoted() }
    let start = place
    while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}") {
      guard byte != UInt8(ascii: "{"), byte != UInt8(ascii: "\"") else { throw malformed }
      place += 1
    }
    guard place > start else { throw malformed }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    return text.uppercased() == "NULL" ? nil : text
  }

  private mutating func quoted() throws(PostgresError) -> String {
    place += 1
    var content: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { place += 1 }
      guard let literal = peek else { throw malformed }
      content.append(literal)
      place += 1
    }
    try expect("\"")
    return String(decoding: content, as: UTF8.self)
  }

  /// Steps over a comma or the closing brace.
  private mutating func closes() throws(PostgresError) -> Bool {
    let byte = peek
    place += 1
    if byte == UInt8(ascii: "}") { return true }
    guard byte == UInt8(ascii: ",") else { throw malformed }
    return false
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(PostgresError) {
    guard peek == UInt8(ascii: scalar) else { throw malformed }
    place += 1
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private var malformed: PostgresError {
    PostgresError(.usage, "not the text of a one-dimensional array")
  }
}
