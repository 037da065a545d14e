import PartitionCore
import PostgresClient

extension LayoutAssembler {
  mutating func readColumns(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      let (deviates, isRenumbered) = (try row.bool(), try row.bool())
      if deviates { relations[number].columns.append(try column(&row)) }
      if isRenumbered, renumbered.last != oids[number] { renumbered.append(oids[number]) }
    }
  }

  private func column(_ row: inout RowReader) throws(PostgresError) -> Column {
    var column = Column(name: try row.text(), type: try row.text(), notNull: try row.bool())
    let expression = row.optional()
    let generated = try row.text()
    if generated.isEmpty {
      column.defaultExpression = expression
    } else {
      column.generated = expression.map { .init(expression: $0, stored: generated == "s") }
    }
    column.identity =
      switch try row.text() {
      case "a": .always
      case "d": .byDefault
      default: nil
      }
    column.collation = row.optional()
    column.storage = row.optional()
    column.compression = row.optional()
    column.statisticsTarget = row.optionalInt()
    column.options = try row.texts().map { storageParameter($0, prefix: "") }
      .sorted { $0.name < $1.name }
    column.comment = row.optional()
    column.privileges = try row.bool() ? [] : nil
    column.equality = row.optional()
    return column
  }

  /// The parameters of the query for privileges.
  var privilegeHolders: [String] {
    let tables = relations.indices.filter { relations[$0].privileges != nil }
    let columns = relations.indices.filter { number in
      relations[number].columns.contains { $0.privileges != nil }
    }
    return [tables, columns].map { numbers in listText(numbers.map { oids[$0] }) }
      + [tables, columns].map { numbers in listText(numbers.map { String($0 + 1) }) }
  }

  mutating func readPrivileges(_ rows: Rows) throws(PostgresError) {
    var onColumns: [(number: Int, column: String, privilege: Privilege)] = []
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      let column = row.optional()
      let privilege = Privilege(
        grantee: row.optional(), grantor: try row.text(), privilege: try row.text(),
        grantable: try row.bool())
      if let column {
        onColumns.append((number, column, privilege))
      } else {
        relations[number].privileges?.append(privilege)
      }
    }
    for index in relations.indices where relations[index].privileges?.isEmpty == false {
      relations[index].privileges?.sort(by: precedes)
    }
    for (number, name, privilege) in onColumns {
      // Columns of a partition that deviate in nothing are not listed, nor are their grants.
      guard let place = relations[number].columns.firstIndex(where: { $0.name == name }) else {
        continue
      }
      relations[number].columns[place].privileges?.append(privilege)
      relations[number].columns[place].privileges?.sort(by: precedes)
    }
  }

  /// The keys of partitioned relations; types of expressions are still empty.
  mutating func readKeys(_ rows: Rows) throws(PostgresError) {
    var elements: [String] = []
    var expressions: [String] = []
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      let strategy = try row.text()
      let definition = row.optional()
      let expressionList = row.optional()
      if let definition {
        elements = keyElements(definition)
        expressions = expressionList.map(splitList) ?? []
      }
      let place = nodes[number].key.count
      guard place < elements.count else {
        throw PostgresError(.usage, "partition key of \(relations[number].name) not understood")
      }
      let column = row.optional()
      let type = row.optional()
      if column == nil, !expressions.isEmpty {
        nodes[number].expressions.append((place, expressions.removeFirst()))
      }
      nodes[number].strategy =
        switch strategy {
        case "l": .list
        case "r": .range
        default: .hash
        }
      nodes[number].key.append(
        PartitionKeyElement(
          column: column, sql: elements[place], type: type ?? "", collation: row.optional()))
    }
  }

  /// One query for the types of all key expressions; nil if there are none.
  ///
  /// The catalogs do not hold them. A subquery over typed NULLs in place of the table gives the
  /// type without touching the table; with `WHERE false` the expression never runs, and
  /// `OFFSET 0` keeps the planner from folding it.
  var keyTypesQuery: String? {
    let asked = askedExpressions
    guard !asked.isEmpty else { return nil }
    let types = asked.map { expression in
      let columns = relations[expression.root].columns.map { column in
        let sql: SQLText = "NULL::\(deparsed: column.type) AS \(name: column.name)"
        return column.collation.map { collation in
          "NULL::\(deparsed: column.type) COLLATE \(deparsed: collation) AS \(name: column.name)"
            as SQLText
        } ?? sql
      }
      let sql: SQLText = """
        pg_typeof((SELECT \(deparsed: expression.sql) FROM (SELECT \(.joined(columns)) OFFSET 0) \
        AS no_row WHERE false))
        """
      return sql
    }
    return "SELECT ARRAY[\(SQLText.joined(types).text)]::text[]"
  }

  mutating func readKeyTypes(_ rows: Rows) throws(PostgresError) {
    var row = RowReader(rows, 0)
    let types = Dictionary(
      zip(askedExpressions, try row.texts()), uniquingKeysWith: { first, _ in first })
    for index in nodes.indices {
      for (place, sql) in nodes[index].expressions {
        let asked = KeyExpression(root: nodes[index].root, sql: sql)
        nodes[index].key[place].type = types[asked] ?? ""
      }
    }
  }

  private struct KeyExpression: Hashable {
    var root: Int
    var sql: String
  }

  /// Each expression once for each tree, in a fixed order.
  private var askedExpressions: [KeyExpression] {
    var seen: Set<KeyExpression> = []
    return nodes.flatMap { node in
      node.expressions.map { KeyExpression(root: node.root, sql: $0.sql) }
    }.filter { seen.insert($0).inserted }
  }
}

private func precedes(_ left: Privilege, _ right: Privilege) -> Bool {
  // PUBLIC, the role without a name, comes first.
  (left.grantee ?? "", left.grantor, left.privilege)
    < (right.grantee ?? "", right.grantor, right.privilege)
}
