import PartitionCore
import PostgresClient

extension LayoutAssembler {
  mutating func readConstraints(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      let name = try row.text()
      let kind: Constraint.Kind =
        switch try row.text() {
        case "f": .foreignKey
        case "x": .exclusion
        case "n": .notNull
        default: .check
        }
      let definition = try row.text()
      let validated = try row.bool()
      let references = qualifiedName(row.optional(), row.optional())
      relations[number].constraints.append(
        Constraint(
          name: name, kind: kind, definition: definition, validated: validated,
          references: references, columns: try row.texts(), referencedColumns: try row.texts(),
          comment: row.optional()))
    }
  }

  /// The rows of a relation stand together, those of parents first.
  mutating func readIndexes(_ rows: Rows) throws(PostgresError) {
    var (relation, indexes): (Int?, [Index]) = (nil, [])
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      if let last = relation, last != number {
        relations[last].indexes = indexes
        indexes = []
      }
      relation = number
      let parents = nodes[number].parent.map { relations[$0].indexes } ?? []
      indexes.append(try self.index(&row, parents))
    }
    if let relation { relations[relation].indexes = indexes }
  }

  /// `parents` are the indexes of the relation's parent.
  private func index(
    _ row: inout RowReader, _ parents: [Index]
  ) throws(PostgresError) -> Index {
    let name = try row.text()
    let parentName = row.optional()
    let parent = parents.firstIndex { $0.name == parentName }.map { parents[$0] }
    let isLikeParent = try row.bool()
    let own = row.optional()
    // A definition is missing where the index vanished meanwhile.
    guard let definition = isLikeParent ? parent?.definition : own else {
      throw RowReader.vanished
    }
    var index = Index(name: name, definition: definition, unique: try row.bool())
    // The parent's own text where there is one, for equal texts in one place compare at once.
    index.parent = parent?.name ?? parentName
    index.valid = try row.bool()
    index.clustered = try row.bool()
    index.tablespace = row.optional()
    index.comment = row.optional()
    for target in try row.texts() {
      let pair = target.split(separator: "=").compactMap { Int($0) }
      if pair.count == 2 { index.statisticsTargets[pair[0]] = pair[1] }
    }
    guard let kind = row.optional() else { return index }
    if isLikeParent {
      index.constraint = parent?.constraint
      _ = (row.optional(), row.optional())
      index.constraint?.comment = row.optional()
    } else {
      let definition = try row.text()
      index.constraint = Index.KeyConstraint(
        kind: kind == "p" ? .primaryKey : .unique, columns: try row.texts(),
        definition: definition, comment: row.optional())
    }
    return index
  }

  mutating func readTriggers(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      relations[number].triggers.append(
        Trigger(
          name: try row.text(), definition: try row.text(), enabled: enabled(try row.text()),
          comment: row.optional()))
    }
  }

  mutating func readPolicies(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      relations[number].policies.append(
        Policy(
          name: try row.text(), permissive: try row.bool(), command: try row.text(),
          roles: try row.texts(), using: row.optional(), withCheck: row.optional(),
          comment: row.optional()))
    }
  }

  mutating func readRules(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      relations[number].rules.append(
        Rule(
          name: try row.text(), definition: try row.text(), enabled: enabled(try row.text()),
          comment: row.optional()))
    }
  }

  mutating func readStatistics(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      let name = QualifiedName(try row.text(), try row.text())
      relations[number].statistics.append(
        ExtendedStatistics(
          name: name, definition: try row.text(), body: try row.text(),
          statisticsTarget: row.optionalInt(), comment: row.optional(), owner: try row.text()))
    }
  }

  mutating func readPublications(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      relations[number].publications.append(
        PublicationMembership(
          publication: try row.text(), columns: try row.optionalTexts(), filter: row.optional()))
    }
  }

  /// Sequences of the roots; those that a partition owns by itself are not modelled.
  mutating func readSequences(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      guard nodes[number].parent == nil else { continue }
      let name = QualifiedName(try row.text(), try row.text())
      sequences[number, default: []].append(
        Sequence(
          name: name, column: try row.text(), identity: try row.bool(), type: try row.text(),
          start: try row.text(), increment: try row.text(), minimum: try row.text(),
          maximum: try row.text(), cache: try row.text(), cycle: try row.bool()))
    }
  }

  /// The answers of four queries have the same columns.
  mutating func readDependents(_ rows: Rows) throws(PostgresError) {
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let number = try row.number()
      let kind = try row.text()
      let identity = try row.text()
      let definition = row.optional()
      let relation = qualifiedName(row.optional(), row.optional())
      let node = nodes[number]
      dependents[node.root, default: []].append(
        Dependent(
          kind: Dependent.Kind(rawValue: kind) ?? .other, identity: identity,
          definition: definition, relation: relation, name: row.optional(),
          columns: try row.texts(), depth: try row.int(),
          partition: node.parent == nil ? nil : relations[number].name))
    }
  }
}

private func enabled(_ letter: String) -> Trigger.Enabled {
  switch letter {
  case "D": .disabled
  case "R": .replica
  case "A": .always
  default: .origin
  }
}

private func qualifiedName(_ schema: String?, _ name: String?) -> QualifiedName? {
  guard let schema, let name else { return nil }
  return QualifiedName(schema, name)
}
