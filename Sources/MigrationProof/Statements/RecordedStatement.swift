import PartitionCore

/// A statement that pg_stat_statements has counted.
struct RecordedStatement: Hashable {
  /// Normalised by the extension: `$1` and so on in the place of constants. Never shown as it is:
  /// where the extension had no room, constants are left in it, and comments may hold anything.
  let text: String
  let calls: Int

  private struct Word {
    let kind: SQLScanner.Kind
    let text: String
  }

  /// Tokens without comments; nil in the place of white space.
  private var words: [Word?] {
    let bytes = Array(text.utf8)
    var scanner = SQLScanner(bytes)
    var words: [Word?] = []
    while let token = scanner.next() {
      switch token.kind {
      case .space, .lineComment, .blockComment: words.append(nil)
      default:
        words.append(
          Word(kind: token.kind, text: String(decoding: bytes[token.range], as: UTF8.self)))
      }
    }
    return words
  }

  /// Whether it is of a kind that can be prepared (manual, PREPARE); all else is a utility statement.
  var isPreparable: Bool {
    let first = words.lazy.compactMap { $0 }.first { $0.kind == .word }
    return ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE"]
      .contains(first?.text.uppercased())
  }

  /// Names in it, as PostgreSQL folds them.
  var names: Set<String> {
    var names: Set<String> = []
    for case let word? in words {
      switch word.kind {
      case .word: names.insert(word.text.lowercased())
      case .quotedName:
        names.insert(String(word.text.dropFirst().dropLast()).replacing("\"\"", with: "\""))
      default: break
      }
    }
    return names
  }

  /// One line for people, without comments and without any constant.
  var shown: String {
    var line = ""
    var isParameter = false
    for word in words {
      guard let word else {
        if !line.isEmpty, !line.hasSuffix(" ") { line += " " }
        continue
      }
      switch word.kind {
      case .string, .dollarString, .unterminated: line += "?"
      case .number where !isParameter: line += "?"
      default: line += word.text
      }
      isParameter = word.text == "$"
    }
    if line.hasSuffix(" ") { line.removeLast() }
    return line.count > 200 ? line.prefix(199) + "…" : line
  }

  /// The first ten for people, with how often each was called.
  static func lines(_ statements: [RecordedStatement]) -> [String] {
    let rest = statements.count - 10
    return statements.prefix(10).map {
      "\($0.shown)  (\($0.calls) call\($0.calls == 1 ? "" : "s"))"
    } + (rest > 0 ? ["and \(rest) more"] : [])
  }

  /// The same, as it can be prepared: `date '…'` was normalised to `date $1`, which is no SQL.
  ///
  /// - Parameter arrays: Types of parameters to be spelled as an array of one element. `= ANY ($1)`
  ///   prunes once values are known, but not with an array that is a parameter; with an array of
  ///   parameters it does both.
  func preparable(arrays: [Int: String] = [:]) -> String {
    var words: [String] = []
    // Where a type's name stands that a parameter may follow.
    var type: Int?
    let bytes = Array(text.utf8)
    var scanner = SQLScanner(bytes)
    while let token = scanner.next() {
      let word = String(decoding: bytes[token.range], as: UTF8.self)
      if token.kind == .number, words.last == "$" {
        words.removeLast()
        if let array = Int(word).flatMap({ arrays[$0] }) {
          words.append("(ARRAY[$\(word)]::\(array))")
        } else if let place = type {
          let name = words[place]
          words[place] = "CAST("
          words.append("$\(word) AS \(name))")
        } else {
          words.append("$\(word)")
        }
        type = nil
        continue
      }
      if token.kind == .word {
        type = Self.types.contains(word.lowercased()) ? words.count : nil
      } else if token.kind != .space, word != "$" {
        type = nil
      }
      words.append(word)
    }
    return words.joined()
  }

  private static let types: Set = [
    "date", "time", "timestamp", "timestamptz", "interval", "uuid", "json", "jsonb", "numeric",
  ]
}
