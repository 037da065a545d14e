import PartitionCore

/// Indexes as YAML: plain lists of columns where that says all, else the definition in SQL.
enum IndexEncoder {
  /// `indexes:` with those that are the relation's own; nothing where it has none.
  static func write(_ indexes: [Index], into lines: inout YAMLLines) {
    let own = indexes.filter { $0.constraint == nil && $0.parent == nil }
    guard !own.isEmpty else { return }
    lines.block("indexes") { lines in
      for index in own.sorted(by: { $0.name < $1.name }) {
        lines.item { write(index, into: &$0) }
      }
    }
  }

  private static func write(_ index: Index, into lines: inout YAMLLines) {
    lines.pair("name", YAMLText.flowScalar(index.name))
    if index.unique { lines.line("unique: true") }
    if let columns = columns(index.definition) {
      lines.pair("columns", "[" + columns.map(YAMLText.flowScalar).joined(separator: ", ") + "]")
    } else {
      lines.pair("definition", YAMLText.doubleQuoted(index.definition))
    }
    lines.pair("tablespace", index.tablespace.map(YAMLText.flowScalar))
  }

  /// The columns of `btree (a, b)` without options.
  private static func columns(_ definition: String) -> [String]? {
    let start = "btree ("
    guard definition.hasPrefix(start), definition.hasSuffix(")") else { return nil }
    let inner = definition.dropFirst(start.count).dropLast()
    let parts = SQLScanner.split(inner, at: ",").map { $0.drop { $0 == " " } }
    let names = parts.compactMap { SQLScanner.identifier($0) }
    return names.count == parts.count ? names : nil
  }
}
