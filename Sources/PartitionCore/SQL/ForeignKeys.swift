/// Outgoing foreign keys of a table that takes the place of another, never missing for a moment and
/// without stopping anyone for long.
///
/// On a partitioned table NOT VALID is refused before 18; on each leaf it is not. So the exchange
/// itself adds them to the leaves, where they guard every write from then on; later each is
/// validated, and the table's own key adopts them and reads no row.
struct ForeignKeys {
  let keys: [Constraint]
  /// The table under the name that it has when the statements run.
  let table: Table

  init(_ keys: [Constraint], on table: Table) {
    self.keys = keys
    self.table = table
  }

  private var isPartitioned: Bool { table.partitioning != nil }

  /// The relations that hold rows.
  private var leaves: [QualifiedName] {
    isPartitioned
      ? table.allPartitions.filter { $0.partitioning == nil }.map(\.name) : [table.name]
  }

  /// Adds them where the rows are; reads no row.
  func create() -> [Statement] {
    keys.flatMap { key in
      leaves.map { leaf in
        let late: SQLText = key.definition.hasSuffix("NOT VALID") ? "" : " NOT VALID"
        return Statement("\(add(key, to: leaf))\(late)")
      } + (isPartitioned ? [] : comment(key))
    }
  }

  /// Completes what `create()` began. May run again.
  func validate() -> [Statement] {
    var statements: [Statement] = []
    for key in keys {
      if key.validated {
        statements += leaves.map {
          Statement("ALTER TABLE \($0) VALIDATE CONSTRAINT \(name: key.name)")
        }
      }
      if isPartitioned { statements += [adopt(key)] + comment(key) }
    }
    return statements
  }

  /// The table's own key, unless it is there already.
  private func adopt(_ key: Constraint) -> Statement {
    Statement(
      .block(
        """
        BEGIN
          IF NOT EXISTS (
            SELECT FROM pg_catalog.pg_constraint
            WHERE conrelid = \(table.name.lookup) AND conname = \(literal: key.name)
          ) THEN
            \(add(key, to: table.name));
          END IF;
        END
        """), why: "The table's own key adopts those of its partitions, and reads no row.")
  }

  /// From the table and its leaves, whichever have them.
  func drop() -> [Statement] {
    let names = isPartitioned ? [table.name] + leaves : leaves
    return keys.flatMap { key in
      names.map { Statement("ALTER TABLE \($0) DROP CONSTRAINT IF EXISTS \(name: key.name)") }
    }
  }

  private func add(_ key: Constraint, to name: QualifiedName) -> SQLText {
    "ALTER TABLE \(name)\n  ADD CONSTRAINT \(name: key.name) \(deparsed: key.definition)"
  }

  private func comment(_ key: Constraint) -> [Statement] {
    key.comment.map {
      [
        Statement(
          "COMMENT ON CONSTRAINT \(name: key.name) ON \(table.name) IS \(literal: $0)")
      ]
    } ?? []
  }
}
