extension KeyDeclaration {
  /// The element as CREATE TABLE … PARTITION BY takes it; the key of `Elaboration.keys`.
  package var sql: SQLText {
    switch self {
    case .column(let name): "\(name: name.value)"
    case .expression(let sql): "(\(SQLText(declared: sql)))"
    case .with(let base, let collation, let operatorClass):
      .joined(
        [base.sql] + (collation.map { ["COLLATE \(SQLText(declared: $0))"] } ?? [])
          + (operatorClass.map { [SQLText(declared: $0)] } ?? []), " ")
    }
  }
}

extension IndexDeclaration {
  /// What stands behind USING in CREATE INDEX, before the server made it canonical; the key of
  /// `Elaboration.indexes`.
  package var body: SQLText {
    if let definition { return SQLText(declared: definition) }
    let parts = elements.map { element -> SQLText in
      var sql: SQLText =
        switch element.target {
        case .column(let name): "\(name: name)"
        case .expression(let text): "(\(deparsed: text))"
        }
      // Collations and operator classes may be qualified, so they are the author's SQL.
      if let collation = element.collation { sql = "\(sql) COLLATE \(deparsed: collation)" }
      if let operatorClass = element.operatorClass { sql = "\(sql) \(deparsed: operatorClass)" }
      if let order = element.order { sql = "\(sql) \(deparsed: order.uppercased())" }
      if let nulls = element.nulls { sql = "\(sql) NULLS \(deparsed: nulls.uppercased())" }
      return sql
    }
    var sql: SQLText = "\(name: method?.value ?? "btree") (\(.joined(parts)))"
    if !include.isEmpty {
      sql = "\(sql) INCLUDE (\(.joined(include.map { "\(name: $0.value)" })))"
    }
    if !options.isEmpty {
      let list = options.map { SQLText("\(deparsed: $0.name.value) = \(literal: $0.value.value)") }
      sql = "\(sql) WITH (\(.joined(list)))"
    }
    if let predicate { sql = "\(sql) WHERE (\(SQLText(declared: predicate)))" }
    return sql
  }
}
