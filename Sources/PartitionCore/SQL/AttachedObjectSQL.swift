/// Statements for what moves from the retired table to its successor: foreign keys, triggers,
/// statistics objects, publications and owned sequences. Their names are unique per schema or
/// their effects are per table, so only one of the two tables may have them.
struct AttachedObjectSQL {
  let table: Table

  /// What must leave before the successor can have it, from the table under its present name.
  func drop(from name: QualifiedName) -> [Statement] {
    let relation = table.relation
    return relation.triggers.map { Statement("DROP TRIGGER \(name: $0.name) ON \(name)") }
      + relation.statistics.map { Statement("DROP STATISTICS \($0.name)") }
      + relation.publications.map {
        Statement("ALTER PUBLICATION \(name: $0.publication) DROP TABLE \(name)")
      }
  }

  /// Last of all: it stops even the readers of the referenced tables until the transaction ends.
  func dropForeignKeys(from name: QualifiedName) -> [Statement] {
    table.relation.foreignKeys.map {
      Statement("ALTER TABLE \(name) DROP CONSTRAINT \(name: $0.name)")
    }
  }

  /// After the rows are in, so that each foreign key is checked once, in bulk.
  func create() -> [Statement] {
    createUnvalidatedChecks() + createWithoutUnvalidated()
  }

  /// For a table that kept its checks while it stood aside.
  func createWithoutUnvalidated() -> [Statement] {
    let relation = table.relation
    return relation.triggers.flatMap(trigger)
      + relation.statistics.flatMap(statistics) + relation.publications.map(publication)
      + sequences()
  }

  /// NOT VALID checks, which rows already there may violate.
  func createUnvalidatedChecks() -> [Statement] {
    table.relation.constraints.filter { $0.kind == .check && !$0.validated }.map {
      Statement(
        """
        ALTER TABLE \(table.name)
          ADD CONSTRAINT \(name: $0.name) \(deparsed: $0.definition)
        """)
    }
  }

  /// Apart, because they lock other tables.
  func createForeignKeys() -> [Statement] { table.relation.foreignKeys.flatMap(foreignKey) }

  /// Serial columns: both tables use one sequence, which belongs to the live one.
  func sequences() -> [Statement] {
    table.sequences.filter { !$0.identity }.map {
      Statement("ALTER SEQUENCE \($0.name) OWNED BY \(table.name).\(name: $0.column)")
    }
  }

  private func foreignKey(_ constraint: Constraint) -> [Statement] {
    var statements = [
      Statement(
        """
        ALTER TABLE \(table.name)
          ADD CONSTRAINT \(name: constraint.name) \(deparsed: constraint.definition)
        """)
    ]
    if let comment = constraint.comment {
      statements.append(
        Statement(
          """
          COMMENT ON CONSTRAINT \(name: constraint.name) ON \(table.name) IS \(literal: comment)
          """))
    }
    return statements
  }

  private func trigger(_ trigger: Trigger) -> [Statement] {
    var statements = [Statement(SQLText(deparsed: trigger.definition))]
    if trigger.enabled != .origin {
      statements.append(
        Statement(
          """
          ALTER TABLE \(table.name) \(deparsed: trigger.enabled.rawValue) \
          TRIGGER \(name: trigger.name)
          """))
    }
    if let comment = trigger.comment {
      statements.append(
        Statement(
          "COMMENT ON TRIGGER \(name: trigger.name) ON \(table.name) IS \(literal: comment)"))
    }
    return statements
  }

  private func statistics(_ object: ExtendedStatistics) -> [Statement] {
    var statements = [
      Statement(
        "CREATE STATISTICS \(object.name) \(deparsed: object.body) FROM \(table.name)")
    ]
    if let target = object.statisticsTarget {
      statements.append(Statement("ALTER STATISTICS \(object.name) SET STATISTICS \(target)"))
    }
    statements.append(Statement("ALTER STATISTICS \(object.name) OWNER TO \(name: object.owner)"))
    if let comment = object.comment {
      statements.append(Statement("COMMENT ON STATISTICS \(object.name) IS \(literal: comment)"))
    }
    return statements
  }

  private func publication(_ membership: PublicationMembership) -> Statement {
    var sql: SQLText = """
      ALTER PUBLICATION \(name: membership.publication) ADD TABLE \(table.name)
      """
    if let columns = membership.columns {
      sql = "\(sql) (\(.joined(columns.map { "\(name: $0)" })))"
    }
    if let filter = membership.filter { sql = "\(sql) WHERE (\(deparsed: filter))" }
    return Statement(sql)
  }
}

extension Relation {
  var foreignKeys: [Constraint] { constraints.filter { $0.kind == .foreignKey } }
}
