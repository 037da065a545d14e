/// Names what the partitions have of one index of their parent as PostgreSQL itself would
/// (`ChooseIndexName` in the server's source), so that a table made by us dumps like one made by hand.
///
/// The index is read once, however many partitions there are.
struct PartitionIndexName {
  private let kind: Index.KeyConstraint.Kind?
  /// Columns of the key and of INCLUDE, expressions as their function's name or `expr` (CASE and casts
  /// too, which the server names after what is in them); a word that occurs again has a number.
  private let words: [String]

  init(_ index: Index) {
    kind = index.constraint?.kind
    let text = IndexDefinitionText(index.definition)
    var taken: Set<String> = []
    words = (text.elements + text.included).map { element in
      let base = Self.word(of: IndexDefinitionText.operand(of: element))
      var word = base
      var number = 0
      while !taken.insert(word).inserted {
        number += 1
        word = "\(base)\(number)"
      }
      return word
    }
  }

  func name(in partition: String) -> String {
    switch kind {
    case .primaryKey: Naming.primaryKey(table: partition)
    case .unique: Naming.unique(table: partition, columns: words)
    case nil: Naming.index(table: partition, parts: words)
    }
  }

  private static func word(of operand: String) -> String {
    if let column = IndexDefinitionText.column(operand) { return column }
    var phrase = SQLPhrase(operand)
    if let function = phrase.name(), phrase.take(symbol: "(") { return function }
    return "expr"
  }
}
