/// One statement of a script: where it stands and the comments in front of it.
package struct SplitStatement: Hashable, Sendable {
  /// From the first token to before the semicolon, without white space at the ends.
  package let range: Range<Int>
  /// Line and block comments since the statement before.
  package let comments: [Range<Int>]
  /// Leading words in upper case, at most four, up to the first other token:
  /// `CREATE UNIQUE INDEX CONCURRENTLY`.
  package let words: [String]
}

/// Splits a script into its statements where psql would send them.
package enum StatementSplitter {
  /// Why a script cannot be split.
  package enum Failure: Error, Hashable, Sendable {
    /// A construct that begins at `offset` is open at the end of the text.
    case unterminated(SQLScanner.Construct, offset: Int)
    /// A backslash outside quotes: psql would take it for a command.
    case backslash(offset: Int)
    /// The last statement has no semicolon.
    case noSemicolon(offset: Int)

    package var offset: Int {
      switch self {
      case .unterminated(_, let offset), .backslash(let offset), .noSemicolon(let offset): offset
      }
    }

    package var message: String {
      switch self {
      case .unterminated(let construct, _): "\(construct.rawValue) is never closed"
      case .backslash: "a backslash command is not SQL"
      case .noSemicolon: "the last statement does not end with a semicolon"
      }
    }
  }

  /// The statements of `bytes` in order.
  ///
  /// A semicolon inside parentheses (CREATE RULE) or inside a `BEGIN ATOMIC … END` body ends
  /// nothing, as in psql.
  ///
  /// - Throws: `Failure` with the place.
  package static func split(_ bytes: [UInt8]) throws(Failure) -> [SplitStatement] {
    var scanner = SQLScanner(bytes)
    var result: [SplitStatement] = []
    var current = Current()
    while let token = scanner.next() {
      switch token.kind {
      case .space: continue
      case .lineComment, .blockComment:
        if current.first == nil { current.comments.append(token.range) }
        continue
      case .unterminated(let construct):
        throw .unterminated(construct, offset: token.range.lowerBound)
      case .word: current.note(word: word(bytes[token.range]), at: token.range.lowerBound)
      case .symbol:
        let byte = bytes[token.range.lowerBound]
        if byte == 0x5C { throw .backslash(offset: token.range.lowerBound) }
        if byte == 0x3B, current.openParentheses.isEmpty, current.openBodies.isEmpty {
          if let first = current.first {
            let end = trimmedEnd(bytes, first..<token.range.lowerBound)
            result.append(
              SplitStatement(
                range: first..<end, comments: current.comments, words: current.leading))
            current = Current()
          }
          continue
        }
        if byte == 0x28 { current.openParentheses.append(token.range.lowerBound) }
        if byte == 0x29 { _ = current.openParentheses.popLast() }
      default: break
      }
      current.take(token)
    }
    if let open = current.openParentheses.first {
      throw .unterminated(.parenthesis, offset: open)
    }
    if let open = current.openBodies.first { throw .unterminated(.body, offset: open) }
    if let first = current.first { throw .noSemicolon(offset: first) }
    return result
  }

  /// What is known of the statement being read.
  private struct Current {
    var first: Int?
    var comments: [Range<Int>] = []
    var leading: [String] = []
    var leadingEnded = false
    var openParentheses: [Int] = []
    var openBodies: [Int] = []
    /// The first words, wherever they stand; only CREATE [OR REPLACE] FUNCTION or PROCEDURE has a
    /// BEGIN that opens a body.
    private var opening: [String] = []

    private var createsRoutine: Bool {
      let rest = opening.starts(with: ["CREATE", "OR", "REPLACE"]) ? 3 : 1
      guard opening.first == "CREATE", opening.count > rest else { return false }
      return opening[rest] == "FUNCTION" || opening[rest] == "PROCEDURE"
    }

    mutating func note(word: String, at offset: Int) {
      if createsRoutine, openParentheses.isEmpty {
        switch word {
        case "BEGIN": openBodies.append(offset)
        case "CASE" where !openBodies.isEmpty: openBodies.append(offset)
        case "END": _ = openBodies.popLast()
        default: break
        }
      }
      if opening.count < 4 { opening.append(word) }
      if !leadingEnded, leading.count < 4 { leading.append(word) }
    }

    mutating func take(_ token: SQLScanner.Token) {
      first = first ?? token.range.lowerBound
      leadingEnded = leadingEnded || token.kind != .word
    }
  }
}

/// A key word in upper case; a long word is no key word and comes back cut.
private func word(_ bytes: ArraySlice<UInt8>) -> String {
  String(
    decoding: bytes.prefix(32).map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
}

private func trimmedEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
  var end = range.upperBound
  while end > range.lowerBound,
    bytes[end - 1] == 0x20 || (0x09...0x0D).contains(bytes[end - 1])
  {
    end -= 1
  }
  return end
}
