/// Moves a table that was a partition, with whatever lies below it, and back.
struct ArchiveSQL {
  let table: Table
  let schema: String?
  let tablespace: String?

  func up() -> [Statement] {
    var statements: [Statement] = []
    if let schema { statements.append(.createSchema(schema)) }
    for relation in table.allRelations {
      statements += moves(of: relation, named: relation.name, to: tablespace)
      if let schema {
        statements.append(Statement("ALTER TABLE \(relation.name) SET SCHEMA \(name: schema)"))
      }
    }
    return statements
  }

  func down() -> [Statement] {
    table.allRelations.reversed().flatMap { relation in
      var statements: [Statement] = []
      let moved = schema.map { QualifiedName($0, relation.name.name) } ?? relation.name
      if moved != relation.name {
        statements.append(
          Statement("ALTER TABLE \(moved) SET SCHEMA \(name: relation.name.schema)"))
      }
      guard tablespace != nil else { return statements }
      return statements
        + moves(of: relation, named: relation.name, to: relation.tablespace ?? "pg_default")
    }
  }

  /// The table's data and that of its indexes: SET TABLESPACE leaves indexes where they are (manual,
  /// ALTER TABLE).
  private func moves(
    of relation: Relation, named name: QualifiedName, to tablespace: String?
  ) -> [Statement] {
    guard let tablespace else { return [] }
    let isBack = tablespace != self.tablespace
    return [Statement("ALTER TABLE \(name) SET TABLESPACE \(name: tablespace)")]
      + relation.indexes.map { index in
        let place = isBack ? index.tablespace ?? "pg_default" : tablespace
        let qualified = QualifiedName(name.schema, index.name)
        return Statement("ALTER INDEX \(qualified) SET TABLESPACE \(name: place)")
      }
  }
}

extension Statement {
  /// Makes a schema where it is missing. Asked first: IF NOT EXISTS needs the right to create even if it
  /// does nothing.
  static func createSchema(_ schema: String) -> Statement {
    let quoted: SQLText = "\(name: schema)"
    return Statement(
      .block(
        """
        BEGIN
          IF pg_catalog.to_regnamespace(\(literal: quoted.text)) IS NULL THEN
            CREATE SCHEMA \(quoted);
          END IF;
        END
        """))
  }
}
