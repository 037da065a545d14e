/// The settings at the top of a transactional file, in the order in which they are written.
///
/// Deparsed text is read under an empty search path and in UTC; it must mean the same when psql
/// runs it in a session with other settings. A file without transaction has none: `SET` beside
/// CREATE INDEX CONCURRENTLY is more than other tools can run, and its statements are written
/// so that they need none.
enum FilePreamble {
  static let searchPath = "SET LOCAL search_path = ''"
  static let timeZone = "SET LOCAL TimeZone = 'UTC'"
  /// Only needed, so only written, where a statement holds a backslash.
  static let plainBackslashes = "SET LOCAL standard_conforming_strings = on"

  static func lines(of file: MigrationFile) -> [String] {
    guard file.transaction == .single else { return [] }
    var lines: [String] = []
    if let timeout = file.lockTimeout { lines.append(setting("lock_timeout", timeout)) }
    if let timeout = file.statementTimeout { lines.append(setting("statement_timeout", timeout)) }
    lines += [searchPath, timeZone]
    if file.statements.contains(where: { hasBackslash($0.sql.text) }) {
      lines.append(plainBackslashes)
    }
    return lines
  }

  /// Takes the preamble off the front of a file's statements.
  static func taken(
    from statements: inout ArraySlice<String>
  ) -> (lockTimeout: String?, statementTimeout: String?, count: Int) {
    let before = statements.count
    let lock = value(of: "lock_timeout", in: statements.first)
    if lock != nil { statements.removeFirst() }
    let statement = value(of: "statement_timeout", in: statements.first)
    if statement != nil { statements.removeFirst() }
    for line in [searchPath, timeZone] where statements.first == line { statements.removeFirst() }
    if statements.first == plainBackslashes, statements.contains(where: hasBackslash) {
      statements.removeFirst()
    }
    return (lock, statement, before - statements.count)
  }

  private static func setting(_ name: StaticString, _ value: String) -> String {
    let sql: SQLText = "SET LOCAL \(SQLText(stringLiteral: name)) = \(literal: value)"
    return sql.text
  }

  private static func value(of name: StaticString, in line: String?) -> String? {
    guard let line, line.hasPrefix("SET LOCAL \(name) = '"), line.hasSuffix("'") else { return nil }
    let value = String(line.dropFirst(name.description.count + 14).dropLast())
    return setting(name, value) == line ? value : nil
  }

  private static func hasBackslash(_ text: String) -> Bool { text.utf8.contains(0x5C) }
}
