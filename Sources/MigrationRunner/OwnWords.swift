package import PostgresClient

extension PostgresError {
  /// The sentence that a file's own check raised, without the mark in front; nil for what PostgreSQL
  /// itself refused.
  package var ownWords: String? {
    let mark = "pgparcel: "
    return kind == .server && message.hasPrefix(mark) ? String(message.dropFirst(mark.count)) : nil
  }
}
