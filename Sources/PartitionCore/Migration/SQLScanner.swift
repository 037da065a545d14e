/// Cuts SQL text into tokens as PostgreSQL's lexer does, without understanding them.
///
/// Total: every byte sequence yields tokens that cover it without gaps; what is not closed
/// before the end is one `unterminated` token. Linear in the text's length. Reads with
/// `standard_conforming_strings` on (manual, "Lexical Structure").
package struct SQLScanner {
  package enum Kind: Hashable, Sendable {
    case space, lineComment, blockComment
    /// A string constant of any spelling but dollar quotes.
    case string
    case quotedName, dollarString, word, number
    /// A run of operator characters, or one other character.
    case symbol
    case unterminated(Construct)
  }

  package enum Construct: String, Hashable, Sendable {
    case string = "a string constant"
    case quotedName = "a quoted name"
    case dollarString = "a dollar-quoted string"
    case blockComment = "a comment"
    case parenthesis = "a parenthesis"
    case body = "a BEGIN ATOMIC body"
  }

  package struct Token: Hashable, Sendable {
    package let kind: Kind
    package let range: Range<Int>
  }

  private let bytes: [UInt8]
  private var at: Int

  package init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    at = min(max(start, 0), bytes.count)
  }

  /// The next token, nil at the end.
  package mutating func next() -> Token? {
    guard at < bytes.count else { return nil }
    let start = at
    let kind = scan(bytes[at])
    return Token(kind: kind, range: start..<at)
  }

  private mutating func scan(_ byte: UInt8) -> Kind {
    let following = peek(1)
    switch byte {
    case _ where isSpace(byte):
      skip(while: isSpace)
      return .space
    case ascii("-") where following == ascii("-"):
      // A carriage return ends a comment too.
      skip { $0 != 0x0A && $0 != 0x0D }
      return .lineComment
    case ascii("/") where following == ascii("*"): return blockComment()
    case ascii("'"): return string(escapes: false)
    case ascii("\""):
      return closed(by: ascii("\"")) ? .quotedName : .unterminated(.quotedName)
    case ascii("$"): return dollar()
    case _ where isDigit(byte), ascii(".") where following.map(isDigit) ?? false:
      number()
      return .number
    case _ where isNameStart(byte): return wordOrPrefixedString()
    case _ where isOperator(byte):
      operators()
      return .symbol
    case ascii(":"):
      skip { $0 == ascii(":") || $0 == ascii("=") }
      return .symbol
    default:
      at += 1
      return .symbol
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    at + distance < bytes.count ? bytes[at + distance] : nil
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while at < bytes.count, condition(bytes[at]) { at += 1 }
  }

  /// Comments nest.
  private mutating func blockComment() -> Kind {
    var depth = 0
    while at < bytes.count {
      if bytes[at] == ascii("/"), peek(1) == ascii("*") {
        depth += 1
        at += 2
      } else if bytes[at] == ascii("*"), peek(1) == ascii("/") {
        depth -= 1
        at += 2
        if depth == 0 { return .blockComment }
      } else {
        at += 1
      }
    }
    return .unterminated(.blockComment)
  }

  /// From an opening mark to its closing one; a doubled mark stands for itself.
  private mutating func closed(by mark: UInt8, escapes: Bool = false) -> Bool {
    at += 1
    while at < bytes.count {
      if escapes, bytes[at] == ascii("\\") {
        at = min(at + 2, bytes.count)
      } else if bytes[at] != mark {
        at += 1
      } else if peek(1) == mark {
        at += 2
      } else {
        at += 1
        return true
      }
    }
    return false
  }

  private mutating func string(escapes: Bool) -> Kind {
    guard closed(by: ascii("'"), escapes: escapes) else { return .unterminated(.string) }
    // Only for E'…' does a continued line change how the next quotes are read.
    while escapes, let quote = continuation() {
      at = quote
      guard closed(by: ascii("'"), escapes: true) else { return .unterminated(.string) }
    }
    return .string
  }

  /// Offset of the quote that continues a string constant: behind white space with a newline.
  private func continuation() -> Int? {
    var look = SQLScanner(bytes, from: at)
    var newline = false
    while let token = look.nextBlank() {
      newline = newline || bytes[token].contains { $0 == 0x0A || $0 == 0x0D }
    }
    return newline && look.peek(0) == ascii("'") ? look.at : nil
  }

  private mutating func nextBlank() -> Range<Int>? {
    guard let byte = peek(0),
      isSpace(byte) || (byte == ascii("-") && peek(1) == ascii("-"))
    else { return nil }
    return next()?.range
  }

  private mutating func dollar() -> Kind {
    var end = at + 1
    if end < bytes.count, isNameStart(bytes[end]) {
      while end < bytes.count, isNameStart(bytes[end]) || isDigit(bytes[end]) { end += 1 }
    }
    guard end < bytes.count, bytes[end] == ascii("$") else {
      at += 1
      return .symbol
    }
    let tag = Array(bytes[at...end])
    at = end + 1
    while at < bytes.count {
      guard bytes[at] == ascii("$") else {
        at += 1
        continue
      }
      if bytes.count - at >= tag.count, bytes[at..<(at + tag.count)].elementsEqual(tag) {
        at += tag.count
        return .dollarString
      }
      at += 1
    }
    return .unterminated(.dollarString)
  }

  private mutating func number() {
    skip(while: isDigit)
    if peek(0) == ascii("."), peek(1) != ascii(".") {
      at += 1
      skip(while: isDigit)
    }
    guard peek(0) == ascii("e") || peek(0) == ascii("E") else { return }
    let sign = peek(1) == ascii("+") || peek(1) == ascii("-") ? 2 : 1
    guard let digit = peek(sign), isDigit(digit) else { return }
    at += sign
    skip(while: isDigit)
  }

  /// A word, or a constant such as `E'…'`, `x'…'`, `U&'…'`, `U&"…"`.
  private mutating func wordOrPrefixedString() -> Kind {
    let start = at
    skip { isNameStart($0) || isDigit($0) || $0 == ascii("$") }
    guard at - start == 1 else { return .word }
    switch (bytes[start] | 0x20, peek(0), peek(1)) {
    case (ascii("e"), ascii("'"), _): return string(escapes: true)
    case (ascii("b"), ascii("'"), _), (ascii("x"), ascii("'"), _), (ascii("n"), ascii("'"), _):
      return string(escapes: false)
    case (ascii("u"), ascii("&"), ascii("'")):
      at += 1
      return string(escapes: false)
    case (ascii("u"), ascii("&"), ascii("\"")):
      at += 1
      return closed(by: ascii("\"")) ? .quotedName : .unterminated(.quotedName)
    default: return .word
    }
  }

  /// A run of operator characters ends where a comment begins.
  private mutating func operators() {
    repeat {
      at += 1
      guard let byte = peek(0), isOperator(byte) else { return }
      if byte == ascii("-"), peek(1) == ascii("-") { return }
      if byte == ascii("/"), peek(1) == ascii("*") { return }
    } while true
  }
}

private func ascii(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }
private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
private func isNameStart(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 || byte == 0x5F || byte >= 0x80
}
private func isOperator(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21, 0x23, 0x25, 0x26, 0x2A, 0x2B, 0x2D, 0x2F, 0x3C, 0x3D, 0x3E, 0x3F, 0x40, 0x5E, 0x60,
    0x7C, 0x7E:
    true
  default: false
  }
}
