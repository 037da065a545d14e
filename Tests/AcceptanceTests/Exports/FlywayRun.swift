import Foundation
import MigrationExport
import PostgresClient

/// Reads and sends files as Flyway does (its `Parser` and `PostgreSQLParser`): `V<version>__<name>.sql`
/// with versions compared part by part as numbers; statements end at `;` outside quotes, dollar quotes
/// and comments; some statements are known to run in no transaction, and a file that mixes them with
/// others is refused (`mixed=false`), whatever the script configuration beside it says; unknown
/// placeholders are refused.
struct FlywayRun {
  private struct Script {
    let path: String
    let version: [Int]
    let statements: [String]
    let usesTransaction: Bool
  }

  private var versioned: [Script] = []
  private var undoing: [Script] = []

  init(_ exported: [ExportedFile]) throws {
    let texts = Dictionary(uniqueKeysWithValues: exported.map { ($0.path, $0.text) })
    for file in exported where !file.path.hasSuffix(".conf") {
      guard let match = file.path.wholeMatch(of: /([VU])([0-9.]+)__(.*)\.sql/) else {
        throw BadFile(file.path, "it is no migration's name")
      }
      let script = try Self.script(
        file, match.2.split(separator: ".").map { Int($0) ?? -1 },
        configuration: texts[file.path + ".conf"] ?? "")
      if match.1 == "V" { versioned.append(script) } else { undoing.append(script) }
    }
    versioned.sort { Self.isLess($0.version, $1.version) }
    undoing.sort { Self.isLess($0.version, $1.version) }
    guard versioned.map(\.version) == undoing.map(\.version) else {
      throw BadFile("U", "not every migration has its undo")
    }
  }

  func up(on connection: borrowing Connection) throws {
    for script in versioned { try run(script, on: connection) }
  }

  func down(on connection: borrowing Connection) throws {
    for script in undoing.reversed() { try run(script, on: connection) }
  }

  private func run(_ script: Script, on connection: borrowing Connection) throws {
    if script.usesTransaction { try connection.execute("BEGIN") }
    // The extended protocol, as JDBC has it: one statement, or an error.
    for statement in script.statements { _ = try connection.query(statement) }
    if script.usesTransaction { try connection.execute("COMMIT") }
  }

  /// 2 < 2.1 < 2.02 < 10: shorter versions count zeros behind.
  private static func isLess(_ left: [Int], _ right: [Int]) -> Bool {
    let length = max(left.count, right.count)
    func padded(_ version: [Int]) -> [Int] {
      version + Array(repeating: 0, count: length - version.count)
    }
    return padded(left).lexicographicallyPrecedes(padded(right))
  }

  private static func script(
    _ file: ExportedFile, _ version: [Int], configuration: String
  ) throws -> Script {
    let settings = configuration.split(separator: "\n")
    if file.text.contains("${"), !settings.contains("placeholderReplacement=false") {
      throw BadFile(file.path, "no value provided for placeholder")
    }
    var reader = StatementReader(file.text)
    let statements = reader.statements()
    let alone = statements.filter(runsAlone)
    guard alone.isEmpty || alone.count == statements.count else {
      throw BadFile(file.path, "both transactional and non-transactional statements")
    }
    return Script(
      path: file.path, version: version, statements: statements,
      usesTransaction: alone.isEmpty && !settings.contains("executeInTransaction=false"))
  }

  /// Statements that Flyway knows to run in no transaction; DETACH … CONCURRENTLY is none of them.
  private static func runsAlone(_ statement: String) -> Bool {
    let lines = statement.split(separator: "\n").filter { !$0.hasPrefix("--") }
    let text = lines.joined(separator: " ").uppercased()
    return text.prefixMatch(of: /(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY/) != nil
      || text.prefixMatch(of: /(VACUUM|ALTER SYSTEM|DISCARD ALL)/) != nil
      || text.prefixMatch(of: /(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)/) != nil
      || text.prefixMatch(of: /REINDEX( VERBOSE)? (SCHEMA|DATABASE|SYSTEM)/) != nil
  }

  /// Splits at semicolons outside BEGIN ATOMIC … END. It knows no nested comments and no backslash
  /// in E'…'.
  private struct StatementReader {
    private var rest: Substring
    private var depth = 0
    private var lastWord = ""

    init(_ text: String) { rest = text[...] }

    mutating func statements() -> [String] {
      var result: [String] = []
      var current = ""
      while let character = rest.first {
        if rest.hasPrefix("--") {
          current += taken(through: "\n")
        } else if rest.hasPrefix("/*") {
          current += taken(through: "*/")
        } else if character == "'" || character == "\"" {
          rest.removeFirst()
          current += String(character) + taken(through: String(character))
        } else if let tag = rest.prefixMatch(of: /\$[A-Za-z0-9_]*\$/) {
          rest = rest[tag.range.upperBound...]
          current += tag.0 + taken(through: String(tag.0))
        } else if let word = rest.prefixMatch(of: /[A-Za-z_][A-Za-z_0-9]*/) {
          rest = rest[word.range.upperBound...]
          current += word.0
          note(word.0.uppercased())
        } else if character == ";", depth == 0 {
          rest.removeFirst()
          add(current, to: &result)
          current = ""
        } else {
          current.append(rest.removeFirst())
        }
      }
      add(current, to: &result)
      return result
    }

    private mutating func note(_ word: String) {
      if lastWord == "BEGIN", word == "ATOMIC" { depth += 1 }
      if depth > 0, word == "CASE" { depth += 1 }
      if depth > 0, word == "END" { depth -= 1 }
      lastWord = word
    }

    /// A text of comments alone is no statement.
    private func add(_ text: String, to result: inout [String]) {
      let lines = text.split(separator: "\n").filter {
        !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("--")
      }
      if !lines.isEmpty { result.append(text.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private mutating func taken(through end: String) -> String {
      guard let range = rest.range(of: end) else {
        defer { rest = "" }
        return String(rest)
      }
      defer { rest = rest[range.upperBound...] }
      return String(rest[..<range.upperBound])
    }
  }
}
