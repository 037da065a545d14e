extension Table {
  /// Columns that identify a row: the primary key, or else a unique constraint or plain unique
  /// index on NOT NULL columns. Partial, deferrable and expression indexes identify nothing.
  package var identityColumns: [String]? {
    let notNull = Set(relation.columns.filter(\.notNull).map(\.name))
    let keys = relation.indexes.filter(\.valid).compactMap { index -> [String]? in
      guard index.unique else { return nil }
      if let constraint = index.constraint {
        return constraint.definition.contains(" DEFERRABLE") ? nil : constraint.columns
      }
      return index.plainColumns
    }
    let primary = relation.indexes.first { $0.constraint?.kind == .primaryKey }?.constraint
    if let primary, keys.contains(primary.columns) { return primary.columns }
    return keys.first { notNull.isSuperset(of: $0) }
  }
}

extension Index {
  /// The columns of an index that holds nothing else: no expression and no predicate.
  fileprivate var plainColumns: [String]? {
    let text = IndexDefinitionText(definition)
    if text.predicate != nil { return nil }
    let columns = text.elements.compactMap {
      IndexDefinitionText.column(IndexDefinitionText.operand(of: $0))
    }
    return columns.count == text.elements.count ? columns : nil
  }
}
