/// Outgoing foreign keys of a table, made without stopping anyone for long.
///
/// On a partitioned table NOT VALID is refused before 18. On each leaf it is not: once all leaves
/// have the constraint, valid, the table's own adopts them and reads no row (facts 7, "Outbound
/// FK").
struct ForeignKeys {
  let table: Table

  private var keys: [Constraint] { table.relation.foreignKeys }
  private var leaves: [QualifiedName] {
    table.allPartitions.filter { $0.partitioning == nil }.map(\.name)
  }

  /// Adds and validates all, statement by statement.
  func create() -> [Statement] {
    let targets = table.partitioning == nil ? [table.name] : leaves
    var statements: [Statement] = []
    for key in keys {
      for target in targets {
        statements.append(add(key, to: target, validated: false))
        if key.validated { statements.append(validate(key, of: target)) }
      }
      if table.partitioning != nil {
        statements.append(add(key, to: table.name, validated: true))
      }
      if let comment = key.comment {
        statements.append(
          Statement(
            "COMMENT ON CONSTRAINT \(name: key.name) ON \(table.name) IS \(literal: comment)"))
      }
    }
    return statements
  }

  /// Adds them to a plain table, to be validated later. Those of a partitioned one come only with
  /// `validate()`.
  func createUnvalidated() -> [Statement] {
    guard table.partitioning == nil else { return [] }
    return keys.map { add($0, to: table.name, validated: false) }
      + keys.compactMap { key in
        key.comment.map {
          Statement("COMMENT ON CONSTRAINT \(name: key.name) ON \(table.name) IS \(literal: $0)")
        }
      }
  }

  /// Completes what `createUnvalidated()` began; may run again.
  func validate() -> [Statement] {
    guard table.partitioning == nil else { return drop() + create() }
    return keys.filter(\.validated).map { validate($0, of: table.name) }
  }

  func drop() -> [Statement] {
    ([table.name] + leaves).flatMap { name in
      keys.map {
        Statement("ALTER TABLE \(name) DROP CONSTRAINT IF EXISTS \(name: $0.name)")
      }
    }
  }

  private func add(_ key: Constraint, to name: QualifiedName, validated: Bool) -> Statement {
    let late: SQLText = validated || key.definition.hasSuffix("NOT VALID") ? "" : " NOT VALID"
    return Statement(
      """
      ALTER TABLE \(name)
        ADD CONSTRAINT \(name: key.name) \(deparsed: key.definition)\(late)
      """)
  }

  private func validate(_ key: Constraint, of name: QualifiedName) -> Statement {
    Statement("ALTER TABLE \(name) VALIDATE CONSTRAINT \(name: key.name)")
  }
}
