/// What a stand-alone table needs before ATTACH takes it without a scan and without building
/// anything: the bound and the parent's checks proven, columns NOT NULL, every index there.
struct Adoption {
  let sql: PartitionSQL
  let existing: Relation

  private var name: QualifiedName { sql.name }

  var up: [Statement] { parts.flatMap(\.up) }
  var down: [Statement] { parts.reversed().flatMap(\.down) }

  /// Only what ATTACH would read the rows for.
  var proofs: (up: [Statement], down: [Statement]) {
    let parts = notNull() + checks()
    return (parts.flatMap(\.up), parts.reversed().flatMap(\.down))
  }

  private typealias Part = (up: [Statement], down: [Statement])

  private var parts: [Part] {
    notNull() + checks() + indexes()
  }

  /// SET NOT NULL scans nothing where a valid CHECK proves it.
  private func notNull() -> [Part] {
    let nullable = Set(existing.columns.filter { !$0.notNull }.map(\.name))
    return sql.root.columns.filter { $0.notNull && nullable.contains($0.name) }.map { column in
      let check = Naming.fitted("\(name.name)_\(column.name)_present")
      let proof = proven(check, "CHECK (\(name: column.name) IS NOT NULL)")
      let alter: SQLText = "ALTER TABLE \(name) ALTER COLUMN \(name: column.name)"
      return (
        proof.up + [
          Statement("\(alter) SET NOT NULL"),
          Statement("ALTER TABLE \(name) DROP CONSTRAINT \(name: check)"),
        ], [Statement("\(alter) DROP NOT NULL")]
      )
    }
  }

  private func checks() -> [Part] {
    let there = Set(existing.constraints.map(\.name))
    var parts: [Part] = sql.root.constraints.filter {
      $0.kind == .check && !there.contains($0.name)
    }.map { proven($0.name, SQLText(deparsed: $0.definition)) }
    if let condition = sql.condition {
      parts.append(proven(sql.checkName, "CHECK (\(condition))"))
    }
    return parts
  }

  private func proven(_ constraint: String, _ definition: SQLText) -> Part {
    (
      PartitionSQL.prove(constraint, definition, on: name),
      [Statement("ALTER TABLE \(name) DROP CONSTRAINT IF EXISTS \(name: constraint)")]
    )
  }

  private func indexes() -> [Part] {
    var unused = existing.indexes.filter(\.valid)
    return sql.partition.relation.indexes.compactMap { index in
      if let position = unused.firstIndex(where: {
        $0.definition == index.definition && $0.unique == index.unique
          && (index.constraint == nil || $0.constraint?.kind == index.constraint?.kind)
      }) {
        unused.remove(at: position)
        return nil
      }
      return (
        index.concurrentCreation(on: name),
        index.concurrentRemovals(on: name)
      )
    }
  }
}

extension Index {
  /// Built without stopping writers, then made the constraint that it is to be.
  func concurrentCreation(
    on table: QualifiedName, unlessThere: Bool = false
  ) -> [Statement] {
    let how = Creation(concurrently: true, unlessThere: unlessThere)
    var statements = [Statement(creation(on: table, how))]
    if let promotion = promotion(on: table) { statements.append(Statement(promotion)) }
    return statements
  }

  func promotion(on table: QualifiedName) -> SQLText? {
    promotion(using: name).map { "ALTER TABLE \(table)\n  \($0)" }
  }

  /// The clause of ALTER TABLE that makes an index this constraint, and gives it its name.
  func promotion(using index: String) -> SQLText? {
    constraint.map {
      let kind: SQLText = $0.kind == .primaryKey ? "PRIMARY KEY" : "UNIQUE"
      return "ADD CONSTRAINT \(name: name) \(kind) USING INDEX \(name: index)"
    }
  }

  /// Takes back `concurrentCreation`, also where it stopped before the index became the constraint.
  func concurrentRemovals(on table: QualifiedName) -> [Statement] {
    let index: SQLText = "DROP INDEX CONCURRENTLY IF EXISTS \(table.sibling(name))"
    return constraint == nil
      ? [Statement(index)] : [Statement(concurrentRemoval(on: table)), Statement(index)]
  }

  func concurrentRemoval(on table: QualifiedName) -> SQLText {
    constraint == nil
      ? "DROP INDEX CONCURRENTLY IF EXISTS \(table.sibling(name))"
      : "ALTER TABLE \(table) DROP CONSTRAINT IF EXISTS \(name: name)"
  }
}
