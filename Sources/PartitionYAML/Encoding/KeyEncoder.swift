import PartitionCore

/// Elements of a partition key as YAML.
enum KeyEncoder {
  static func list(_ key: [PartitionKeyElement]) -> String {
    "[" + key.map(element).joined(separator: ", ") + "]"
  }

  private static func element(_ element: PartitionKeyElement) -> String {
    // pg_get_partkeydef prints: expression, COLLATE collation, operator class.
    var words = SQLScanner.split(element.sql, at: " ")
    var operatorClass: String?
    var collation: String?
    if words.count >= 3, words[words.count - 2] == "COLLATE" {
      collation = words.removeLast()
      words.removeLast()
    } else if words.count >= 4, words[words.count - 3] == "COLLATE" {
      operatorClass = words.removeLast()
      collation = words.removeLast()
      words.removeLast()
    } else if words.count == 2 {
      operatorClass = words.removeLast()
    }
    if let column = element.column, collation == nil, operatorClass == nil {
      return YAMLText.flowScalar(column)
    }
    let base =
      element.column.map { "column: \(YAMLText.flowScalar($0))" }
      ?? "expression: \(YAMLText.doubleQuoted(words.joined(separator: " ")))"
    let options = [("collation", collation), ("opclass", operatorClass)].compactMap { key, value in
      value.map { ", \(key): \(YAMLText.flowScalar($0))" }
    }
    return "{\(base)\(options.joined())}"
  }
}
