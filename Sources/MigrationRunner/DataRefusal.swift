import PostgresClient

extension PostgresError {
  /// Whether running the same again leads to the same, because rows stand in the way: SQLSTATE classes
  /// 22 (data exception) and 23 (integrity constraint violation).
  var isAboutData: Bool {
    sqlState.map { $0.hasPrefix("22") || $0.hasPrefix("23") } ?? false
  }

  /// The key that tells which row it is. Not the details that quote whole rows: those may hold anything.
  var offendingKey: String? {
    switch sqlState {
    // Unique, foreign key, exclusion: "Key (id)=(5) is duplicated."
    case "23505", "23503", "23P01": detail
    // No partition for a row; of a check constraint the detail quotes the row.
    case "23514": detail.flatMap { $0.hasPrefix("Partition key ") ? $0 : nil }
    default: nil
    }
  }
}
