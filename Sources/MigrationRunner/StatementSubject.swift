/// What a statement works on, for people who watch a run; searched for only when asked, since most runs
/// have thousands of statements and nobody who looks at each.
package struct StatementSubject: Hashable, Sendable {
  private let sql: String

  package init(of sql: String) { self.sql = sql }

  /// Words in front of the first name.
  private static let leading: Set = [
    "COLUMN", "CONCURRENTLY", "CONSTRAINT", "EXISTS", "FROM", "FUNCTION", "IF", "INDEX", "INTO",
    "NOT", "ON", "ONLY", "OR", "POLICY", "PROCEDURE", "REPLACE", "SCHEMA", "SEQUENCE", "STATISTICS",
    "TABLE", "TRIGGER", "UNIQUE", "UNLOGGED", "VIEW",
  ]

  /// The name behind the command's words: `visits_day_idx` of CREATE INDEX, `public.visits_old` of DROP
  /// TABLE; with the second name where only that tells two statements apart, as in `public.visits
  /// VALIDATE CONSTRAINT visits_doctor_fkey`. Nil where there is none, as in DO.
  package var name: String? {
    var words = StatementWords(sql)
    guard let command = words.keyword(),
      [
        "ALTER", "ANALYZE", "CALL", "COMMENT", "CREATE", "DELETE", "DROP", "INSERT", "LOCK",
        "REINDEX", "SELECT", "TRUNCATE", "UPDATE", "VACUUM",
      ].contains(command)
    else { return nil }
    words.skipParentheses()
    var isBound = false
    while let word = words.nextKeyword, Self.leading.contains(word) {
      isBound = isBound || word == "TRIGGER" || word == "POLICY"
      words.drop()
    }
    guard words.peek != nil, command != "SELECT" || words.nextKeyword == nil,
      let name = words.name()
    else { return nil }
    return Self.shown(name) + Self.detail(&words, isBound: isBound)
  }

  /// Triggers and policies of one name stand on many tables.
  private static func detail(_ words: inout StatementWords, isBound: Bool) -> String {
    if isBound {
      while words.peek != nil, !words.take("ON") { words.drop() }
      return words.name().map { " ON \(shown($0))" } ?? ""
    }
    guard let verb = words.keyword(),
      ["ADD", "ATTACH", "DETACH", "DROP", "VALIDATE"].contains(verb), let noun = words.keyword(),
      ["CONSTRAINT", "PARTITION"].contains(noun), let name = words.name()
    else { return "" }
    return " \(verb) \(noun) \(shown(name))"
  }

  /// A name as people write it: without quotes where it needs none.
  private static func shown(_ name: String) -> String {
    let plain = name.filter { $0 != "\"" }
    let isPlain = plain.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: ".")
    }
    return isPlain ? plain : name
  }
}
