/// CREATE statements of a table and its partitions that nobody uses yet.
///
/// The tree is made top down without indexes, so that rows can be copied into it fast; its
/// indexes follow bottom up under our own names, and each parent adopts those of its partitions.
struct TreeSQL {
  let table: Table

  /// The table, its partitions and what ALTER TABLE must add to their columns.
  func shell() -> [Statement] {
    [Statement(root())] + adjustments(of: table.relation) + below()
  }

  /// The partitions of a table that is there.
  func below() -> [Statement] {
    var statements: [Statement] = []
    for (partition, parent) in table.partitionsWithParents {
      statements.append(Statement(partitionSQL(partition, of: parent)))
      statements += adjustments(of: partition.relation)
      statements += ownDefaults(of: partition.relation)
    }
    return statements
  }

  /// Indexes and key constraints of every relation, partitions before their parents.
  func indexes() -> [Statement] {
    var statements: [Statement] = []
    for (partition, _) in table.partitionsWithParents.reversed() {
      statements += partition.relation.indexes.map { Statement($0.creation(on: partition.name)) }
    }
    statements += table.relation.indexes.map { Statement($0.creation(on: table.name)) }
    for relation in table.allRelations {
      statements += relation.indexes.flatMap { $0.metadata(on: relation.name) }
    }
    return statements
  }

  /// Takes back `indexes()`, also where it stopped half-way: a parent's index takes the indexes of
  /// its partitions along.
  func dropIndexes() -> [Statement] {
    table.allRelations.flatMap { relation in
      relation.indexes.map { index in
        index.constraint == nil
          ? Statement("DROP INDEX IF EXISTS \(relation.name.sibling(index.name))")
          : Statement(
            "ALTER TABLE \(relation.name) DROP CONSTRAINT IF EXISTS \(name: index.name)")
      }
    }
  }

  private func root() -> SQLText {
    let relation = table.relation
    let notNullNames = relation.notNullNames
    var elements = relation.columns.map { column in
      column.definition(
        notNullName: notNullNames[column.name],
        sequence: table.sequences.first { $0.identity && $0.column == column.name })
    }
    elements += relation.constraints.filter { $0.kind == .check && $0.validated }.map {
      "CONSTRAINT \(name: $0.name) \(deparsed: $0.definition)"
    }
    let persistence: SQLText = relation.persistence == .unlogged ? "UNLOGGED " : ""
    let list = SQLText.joined(elements, ",\n  ")
    var sql: SQLText = "CREATE \(persistence)TABLE \(table.name) (\n  \(list)\n)"
    if let partitioning = table.partitioning { sql = "\(sql) \(partitioning.clause)" }
    return sql + relation.placement
  }

  private func partitionSQL(_ partition: Partition, of parent: QualifiedName) -> SQLText {
    var sql: SQLText = """
      CREATE TABLE \(partition.name) PARTITION OF \(parent)
        \(partition.bound.clause)
      """
    if let partitioning = partition.partitioning { sql = "\(sql) \(partitioning.clause)" }
    return sql + partition.relation.placement
  }

  private func adjustments(of relation: Relation) -> [Statement] {
    let clauses = relation.columns.flatMap(\.adjustments)
    guard !clauses.isEmpty else { return [] }
    return [Statement("ALTER TABLE ONLY \(relation.name)\n  \(.joined(clauses, ",\n  "))")]
  }

  /// Defaults in which a partition deviates; they apply to rows inserted into it directly.
  private func ownDefaults(of relation: Relation) -> [Statement] {
    relation.columns.filter { $0.identity == nil && $0.generated == nil }.map { column in
      let action: SQLText =
        column.defaultExpression.map { "SET DEFAULT \(deparsed: $0)" } ?? "DROP DEFAULT"
      return Statement(
        "ALTER TABLE ONLY \(relation.name) ALTER COLUMN \(name: column.name) \(action)")
    }
  }
}

extension Relation {
  /// Names of NOT NULL constraints by column (18 and newer; empty before).
  var notNullNames: [String: String] {
    var names: [String: String] = [:]
    for constraint in constraints where constraint.kind == .notNull {
      if let column = constraint.columns.first { names[column] = constraint.name }
    }
    return names
  }

  /// USING, WITH and TABLESPACE of CREATE TABLE, with a space in front.
  var placement: SQLText {
    var sql: SQLText = ""
    if let accessMethod { sql = "\(sql) USING \(name: accessMethod)" }
    if !options.isEmpty { sql = "\(sql) WITH (\(options.assignments))" }
    if let tablespace { sql = "\(sql) TABLESPACE \(name: tablespace)" }
    return sql
  }
}

extension Index {
  struct Creation {
    /// Without stopping writers; of a constraint the index alone.
    var concurrently = false
    /// Of the parent alone, as a shell that adopts the partitions' indexes.
    var only = false
    var unlessThere = false
  }

  /// CREATE INDEX or ADD CONSTRAINT, whichever makes this index.
  func creation(on table: QualifiedName, _ how: Creation = Creation()) -> SQLText {
    let only: SQLText = how.only ? "ONLY " : ""
    if let constraint, !how.concurrently {
      return """
        ALTER TABLE \(only)\(table)
          ADD CONSTRAINT \(name: name) \(deparsed: constraint.definition)\(constraintTablespace)
        """
    }
    let unique: SQLText = unique ? "UNIQUE " : ""
    let concurrently: SQLText = how.concurrently ? "CONCURRENTLY " : ""
    let unlessThere: SQLText = how.unlessThere ? "IF NOT EXISTS " : ""
    return """
      CREATE \(unique)INDEX \(concurrently)\(unlessThere)\(name: name) \
      ON \(only)\(table) \(using)
      """
  }

  /// What stands behind the table in CREATE INDEX.
  var using: SQLText {
    let parts = IndexDefinitionText(definition)
    var sql: SQLText = "USING \(deparsed: parts.body)"
    if let tablespace { sql = "\(sql) TABLESPACE \(name: tablespace)" }
    if let predicate = parts.predicate { sql = "\(sql) WHERE \(deparsed: predicate)" }
    return sql
  }

  private var constraintTablespace: SQLText {
    tablespace.map { " USING INDEX TABLESPACE \(name: $0)" } ?? ""
  }

  /// Comment, clustering and statistics targets.
  func metadata(on table: QualifiedName) -> [Statement] {
    let qualified = table.sibling(name)
    var statements: [Statement] = []
    if let comment {
      statements.append(Statement("COMMENT ON INDEX \(qualified) IS \(literal: comment)"))
    }
    if let constraint, let comment = constraint.comment {
      statements.append(
        Statement("COMMENT ON CONSTRAINT \(name: name) ON \(table) IS \(literal: comment)"))
    }
    if clustered {
      statements.append(Statement("ALTER TABLE \(table) CLUSTER ON \(name: name)"))
    }
    for (position, target) in statisticsTargets.sorted(by: { $0.key < $1.key }) {
      statements.append(
        Statement("ALTER INDEX \(qualified) ALTER COLUMN \(position) SET STATISTICS \(target)"))
    }
    return statements
  }
}

extension Table {
  /// Every partition with the name of its parent, parents first.
  package var partitionsWithParents: [(partition: Partition, parent: QualifiedName)] {
    var result: [(partition: Partition, parent: QualifiedName)] = []
    func visit(_ partitioning: Partitioning?, _ parent: QualifiedName) {
      for partition in partitioning?.partitions ?? [] {
        result.append((partition, parent))
        visit(partition.partitioning, partition.name)
      }
    }
    visit(partitioning, name)
    return result
  }

  /// The table's own relation, then every partition's.
  package var allRelations: [Relation] { [relation] + allPartitions.map(\.relation) }
}
