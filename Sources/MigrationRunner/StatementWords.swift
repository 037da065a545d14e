import PartitionCore

/// The tokens of a statement without blanks and comments.
struct StatementWords {
  private let bytes: [UInt8]
  private var rest: ArraySlice<SQLScanner.Token>

  init(_ sql: String) {
    bytes = Array(sql.utf8)
    var scanner = SQLScanner(bytes)
    var tokens: [SQLScanner.Token] = []
    // Enough for the longest form that anybody asks for.
    while tokens.count < 32, let token = scanner.next() {
      switch token.kind {
      case .space, .lineComment, .blockComment: continue
      default: tokens.append(token)
      }
    }
    rest = tokens[...]
  }

  var peek: String? { rest.first.map { String(decoding: bytes[$0.range], as: UTF8.self) } }

  /// The next token if it is a word without quotes, in capitals.
  var nextKeyword: String? { rest.first?.kind == .word ? peek?.uppercased() : nil }

  /// Whether one of these words, in capitals, is still to come.
  func contains(_ word: String, or other: String? = nil) -> Bool {
    rest.contains { token in
      guard token.kind == .word,
        token.range.count == word.utf8.count || token.range.count == other?.utf8.count
      else { return false }
      let text = String(decoding: bytes[token.range], as: UTF8.self).uppercased()
      return text == word || text == other
    }
  }

  mutating func drop() { rest = rest.dropFirst() }

  /// Passes over `(…)`, such as the options of VACUUM.
  mutating func skipParentheses() {
    guard peek == "(" else { return }
    while let token = peek {
      drop()
      if token == ")" { return }
    }
  }

  mutating func keyword() -> String? {
    guard rest.first?.kind == .word else { return nil }
    defer { rest.removeFirst() }
    return peek?.uppercased()
  }

  mutating func take(_ word: String) -> Bool {
    guard rest.first?.kind == .word, peek?.uppercased() == word else { return false }
    rest.removeFirst()
    return true
  }

  mutating func part() -> String? {
    guard rest.first?.kind == .word || rest.first?.kind == .quotedName else { return nil }
    defer { rest.removeFirst() }
    return peek
  }

  mutating func name() -> String? {
    guard var name = part() else { return nil }
    while peek == "." {
      rest.removeFirst()
      guard let next = part() else { return nil }
      name += "." + next
    }
    return name
  }
}
