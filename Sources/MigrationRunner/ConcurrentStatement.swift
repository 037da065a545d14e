import PartitionCore

/// A statement that runs outside transactions and can be left half done. Names are kept as SQL.
enum ConcurrentStatement: Equatable {
  case createIndex(String, table: String)
  case dropIndex(String)
  case detach(parent: String, partition: String)

  /// Nil for every other statement. Reads just the forms that PostgreSQL's grammar allows in front
  /// of the names; everything behind them is left alone.
  init?(_ sql: String) {
    var words = StatementWords(sql)
    switch (words.keyword(), words.keyword()) {
    case ("CREATE", let second):
      if second == "UNIQUE" { guard words.keyword() == "INDEX" else { return nil } }
      guard second == "UNIQUE" || second == "INDEX", words.take("CONCURRENTLY") else { return nil }
      if words.take("IF") { guard words.take("NOT"), words.take("EXISTS") else { return nil } }
      guard let name = words.name(), words.take("ON") else { return nil }
      _ = words.take("ONLY")
      guard let table = words.name() else { return nil }
      self = .createIndex(name, table: table)
    case ("DROP", "INDEX"):
      guard words.take("CONCURRENTLY") else { return nil }
      if words.take("IF") { guard words.take("EXISTS") else { return nil } }
      guard let name = words.name() else { return nil }
      self = .dropIndex(name)
    case ("ALTER", "TABLE"):
      if words.take("IF") { guard words.take("EXISTS") else { return nil } }
      _ = words.take("ONLY")
      guard let parent = words.name(), words.take("DETACH"), words.take("PARTITION"),
        let partition = words.name(), words.take("CONCURRENTLY")
      else { return nil }
      self = .detach(parent: parent, partition: partition)
    default: return nil
    }
  }

  /// Brings a detach to its end that an interruption left pending.
  static func finalize(_ partition: String, of parent: String) -> String {
    "ALTER TABLE \(parent) DETACH PARTITION \(partition) FINALIZE"
  }

  /// The first part of a name of two parts.
  static func schema(of name: String) -> String? {
    var words = StatementWords(name)
    guard let first = words.part(), words.peek == "." else { return nil }
    return first
  }
}
