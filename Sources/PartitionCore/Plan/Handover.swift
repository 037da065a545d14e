/// What a table hands over to its successor, whichever way the rows go: names, the objects that
/// only one of the two may have, and what others have bound to it.
struct Handover {
  let from: Table
  let to: Table
  /// Incoming foreign keys that the author allowed to be dropped.
  let droppedForeignKeys: Set<String>

  init(from: Table, to: Table, dropped: Set<String>) {
    self.from = from
    self.to = to
    // Declared as `table.column`; matched once, so that the statements agree.
    droppedForeignKeys = Set(
      from.dependents.filter { foreignKey in dropped.contains { foreignKey.isNamed($0) } }
        .map(\.identity))
  }

  /// The old table as it steps aside, and the new one while or once it does.
  var old: StepAside { StepAside(from, successor: to, rename: Naming.retired) }
  var undone: StepAside { StepAside(to, successor: from, rename: Naming.replacement) }
  var name: QualifiedName { from.name }

  /// A column that becomes NOT NULL must hold no NULL: better said before the copy than after.
  func nullGuard() -> Statement? {
    let nullable = Set(from.relation.columns.filter { !$0.notNull }.map(\.name))
    var guards = Guard()
    for column in to.relation.columns where column.notNull && nullable.contains(column.name) {
      guards.refuse(
        when: "EXISTS (SELECT FROM \(name) WHERE \(name: column.name) IS NULL)",
        "\(name).\(column.name) holds NULL in some rows and is to be part of the primary key; "
          + "give those rows a value first", errorCode: "23502")
    }
    return guards.isEmpty ? nil : guards.statement(why: "A key column holds no NULL.")
  }

  var incoming: [Dependent] {
    from.dependents.filter { $0.kind == .incomingForeignKey && $0.relation != name }
  }

  /// Those that the old layout has, or the new one.
  func incoming(of table: Table) -> [Dependent] {
    incoming.filter { table == from || !droppedForeignKeys.contains($0.identity) }
  }

  func dropIncoming(of table: Table) -> [Statement] { drop(incoming(of: table)) }

  func drop(_ foreignKeys: [Dependent]) -> [Statement] {
    foreignKeys.compactMap {
      guard let other = $0.relation, let constraint = $0.name else { return nil }
      return Statement("ALTER TABLE \(other) DROP CONSTRAINT \(name: constraint)")
    }
  }

  /// - Parameter validated: False leaves the rows unread; `validateIncoming(on:)` reads them later.
  func restoreIncoming(on table: Table, validated: Bool = true) -> [Statement] {
    restore(incoming(of: table), validated: validated)
  }

  func restore(_ foreignKeys: [Dependent], validated: Bool) -> [Statement] {
    foreignKeys.compactMap {
      guard let other = $0.relation, let constraint = $0.name, let definition = $0.definition
      else { return nil }
      let late: SQLText = validated || definition.hasSuffix("NOT VALID") ? "" : " NOT VALID"
      return Statement(
        "ALTER TABLE \(other)\n  ADD CONSTRAINT \(name: constraint) \(deparsed: definition)\(late)")
    }
  }

  func validateIncoming(on table: Table) -> [Statement] { validate(incoming(of: table)) }

  func validate(_ foreignKeys: [Dependent]) -> [Statement] {
    foreignKeys.compactMap {
      guard let other = $0.relation, let constraint = $0.name, let definition = $0.definition,
        !definition.hasSuffix("NOT VALID")
      else { return nil }
      return Statement("ALTER TABLE \(other) VALIDATE CONSTRAINT \(name: constraint)")
    }
  }

  /// Tables of other names that outgoing foreign keys name.
  var referenced: [QualifiedName] {
    Set(from.relation.foreignKeys.compactMap(\.references)).subtracting([name]).sorted()
  }

  var incomingTables: [QualifiedName] { Set(incoming.compactMap(\.relation)).sorted() }

  /// Views and SQL functions hold the OID of the table they were made on; made again, they find
  /// the one that bears the name now.
  func rebindDependents() -> [Statement] {
    let bound = from.dependents.filter {
      [.view, .sqlFunction].contains($0.kind) && $0.definition != nil
    }.sorted { ($0.depth, $0.identity) < ($1.depth, $1.identity) }
    return commented(
      "Views and functions are bound to the table, not to its name.",
      bound.compactMap { $0.definition.map { Statement(SQLText(deparsed: $0.trimmedStatement)) } })
  }

  /// Identity sequences go on where those of the other table stood.
  ///
  /// - Parameter margin: Leaves room for values that sessions hold back (CACHE) and for those that
  ///   were asked for by OID while the names changed hands.
  func positions(from source: Table, to destination: Table, margin: Bool = false) -> [Statement] {
    destination.sequences.filter(\.identity).compactMap { sequence in
      guard
        let other = source.sequences.first(where: { $0.identity && $0.column == sequence.column })
      else { return nil }
      let target: SQLText = "\(sequence.name)"
      guard margin else {
        return Statement(
          """
          SELECT pg_catalog.setval(\(literal: target.text)::pg_catalog.regclass, last_value, is_called)
            FROM \(other.name)
          """)
      }
      let rising = !sequence.increment.hasPrefix("-")
      let limit: SQLText =
        rising
        ? "LEAST(\(deparsed: sequence.maximum)::numeric, "
        : "GREATEST(\(deparsed: sequence.minimum)::numeric, "
      return Statement(
        """
        SELECT pg_catalog.setval(\(literal: target.text)::pg_catalog.regclass,
            \(limit)last_value + 32 * \(deparsed: sequence.cache)::numeric
              * (\(deparsed: sequence.increment)))::bigint, true)
          FROM \(other.name)
        """)
    }
  }
}
