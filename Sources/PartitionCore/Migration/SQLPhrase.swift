/// A statement's tokens without blanks and comments, taken from the front one by one.
package struct SQLPhrase {
  package enum Token: Hashable, Sendable {
    /// In upper case.
    case word(String)
    /// A quoted name, without its quotes.
    case name(String)
    /// By its first byte.
    case symbol(UInt8)
    case other
  }

  package private(set) var rest: ArraySlice<Token>

  package init(_ sql: String) {
    let bytes = Array(sql.utf8)
    var scanner = SQLScanner(bytes)
    var tokens: [Token] = []
    while let token = scanner.next() {
      switch token.kind {
      case .space, .lineComment, .blockComment: continue
      case .word: tokens.append(.word(Self.upperCase(bytes[token.range])))
      case .quotedName: tokens.append(.name(Self.unquoted(bytes[token.range])))
      case .symbol: tokens.append(.symbol(bytes[token.range.lowerBound]))
      default: tokens.append(.other)
      }
    }
    rest = tokens[...]
  }

  private init(rest: ArraySlice<Token>) { self.rest = rest }

  var isEmpty: Bool { rest.isEmpty }

  /// Takes the words off the front if they stand there, all of them.
  package mutating func take(_ words: String...) -> Bool {
    guard rest.starts(with: words, by: { $0 == .word($1) }) else { return false }
    rest = rest.dropFirst(words.count)
    return true
  }

  package mutating func take(symbol: Character) -> Bool {
    guard let byte = symbol.asciiValue, rest.first == .symbol(byte) else { return false }
    rest.removeFirst()
    return true
  }

  package mutating func word() -> String? {
    guard case .word(let word)? = rest.first else { return nil }
    rest.removeFirst()
    return word
  }

  /// The last part of a name of one or more parts.
  package mutating func name() -> String? { nameParts()?.last }

  /// A name of just two parts; nil for any other.
  package mutating func qualifiedName() -> QualifiedName? {
    guard let parts = nameParts(), parts.count == 2 else { return nil }
    return QualifiedName(parts[0], parts[1])
  }

  private mutating func nameParts() -> [String]? {
    var parts: [String] = []
    repeat {
      switch rest.popFirst() {
      case .word(let word): parts.append(word.lowercased())
      case .name(let name): parts.append(name)
      default: return nil
      }
    } while take(symbol: ".")
    return parts
  }

  package func contains(_ words: String...) -> Bool {
    let wanted = words.map(Token.word)
    return rest.indices.contains { rest[$0...].starts(with: wanted) }
  }

  /// Goes behind the first place where these words stand; stays where it is if there is none.
  package mutating func skip(to words: String...) -> Bool {
    let wanted = words.map(Token.word)
    guard let place = rest.indices.first(where: { rest[$0...].starts(with: wanted) }) else {
      return false
    }
    rest = rest[(place + wanted.count)...]
    return true
  }

  /// What the parentheses at the front enclose.
  mutating func parenthesis() -> SQLPhrase? {
    guard take(symbol: "(") else { return nil }
    let inside = rest
    var depth = 1
    while let token = rest.popFirst() {
      if token == .symbol(0x28) { depth += 1 }
      if token == .symbol(0x29) { depth -= 1 }
      if depth == 0 { break }
    }
    return SQLPhrase(rest: inside[..<max(inside.startIndex, rest.startIndex - 1)])
  }

  /// The parts between commas that no parentheses enclose.
  func parts() -> [SQLPhrase] {
    var depth = 0
    return rest.split { token in
      if token == .symbol(0x28) { depth += 1 }
      if token == .symbol(0x29) { depth -= 1 }
      return depth == 0 && token == .symbol(0x2C)
    }.map(SQLPhrase.init(rest:))
  }

  private static func upperCase(_ bytes: ArraySlice<UInt8>) -> String {
    let lower: ClosedRange<UInt8> = 0x61...0x7A
    // Key words are, in our own SQL.
    guard bytes.contains(where: lower.contains) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: bytes.map { lower.contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
  }

  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    var inner = bytes.dropFirst().dropLast()
    guard inner.contains(0x22) else { return String(decoding: inner, as: UTF8.self) }
    var result: [UInt8] = []
    while let byte = inner.popFirst() {
      result.append(byte)
      if byte == 0x22 { _ = inner.popFirst() }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
