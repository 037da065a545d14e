/// The statements of a transactional file inside a transaction that the tool opens and ends.
///
/// `SET LOCAL` lasts until that end, and a tool writes its own history before it: goose into a table
/// without a schema, for which an empty `search_path` has no room; Drizzle runs all pending files in
/// one transaction. So the settings are put back by the last statement.
enum BorrowedTransaction {
  static func statements(of script: Script) -> [Script.Statement] {
    let names = script.statements.prefix(while: \.isSetting).compactMap(settingName)
    guard !names.isEmpty else { return script.statements }
    let list = names.map { "('\($0)')" }.joined(separator: ", ")
    // With `false` instead of `true` they would outlive the transaction.
    let keep = """
      SELECT pg_catalog.set_config('pgparcel.saved_' || name, pg_catalog.current_setting(name), true)
        FROM (VALUES \(list)) AS settings (name)
      """
    let restore = """
      SELECT pg_catalog.set_config(name, pg_catalog.current_setting('pgparcel.saved_' || name), true)
        FROM (VALUES \(list)) AS settings (name)
      """
    return [
      statement(
        keep, "-- The settings that this file changes, for the tool's own statements behind it.")
    ]
      + script.statements + [statement(restore, "-- As they were.")]
  }

  /// `lock_timeout` of `SET LOCAL lock_timeout = '3s'`. Files of pgparcel set nothing whose name
  /// needs quotes.
  private static func settingName(_ statement: Script.Statement) -> String? {
    let words = statement.sql.split { $0 == " " || $0 == "\n" || $0 == "=" }
    guard words.count > 2, words[0] == "SET", words[1] == "LOCAL",
      words[2].utf8.allSatisfy({ $0 == 0x5F || (0x61...0x7A).contains($0 | 0x20) })
    else { return nil }
    return String(words[2])
  }

  private static func statement(_ sql: String, _ comment: String) -> Script.Statement {
    Script.Statement(comments: [comment], sql: sql, words: ["SELECT"])
  }
}
