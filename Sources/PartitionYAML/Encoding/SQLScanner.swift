/// Finds the borders of parts in canonical SQL: brackets and quotes, nothing more.
enum SQLScanner {
  /// Splits at a separator outside of brackets and quotes.
  static func split(_ sql: some StringProtocol, at separator: Character) -> [String] {
    var parts = [""]
    var depth = 0
    var quote: Character?
    for character in sql {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "(" || character == "[" {
        depth += 1
      } else if character == ")" || character == "]" {
        depth -= 1
      } else if character == separator, depth == 0 {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }

  /// The true spelling of one identifier; nil where the text is anything else.
  static func identifier(_ sql: some StringProtocol) -> String? {
    guard let first = sql.utf8.first else { return nil }
    if first == UInt8(ascii: "\"") {
      guard sql.count > 2, sql.last == "\"" else { return nil }
      let inner = sql.dropFirst().dropLast()
      let parts = inner.split(separator: "\"", omittingEmptySubsequences: false)
      // Quotes inside come in pairs: every second part between them is empty.
      guard parts.count % 2 == 1 else { return nil }
      for index in stride(from: 1, to: parts.count, by: 2) where !parts[index].isEmpty {
        return nil
      }
      return stride(from: 0, to: parts.count, by: 2).map { String(parts[$0]) }
        .joined(separator: "\"")
    }
    let plain = sql.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "$") || byte >= 0x80
    }
    return plain && !(0x30...0x39).contains(first) ? String(sql) : nil
  }
}
