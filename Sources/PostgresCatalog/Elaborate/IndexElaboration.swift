import Diagnostics
import PartitionCore
import PostgresClient

extension ElaborationWork {
  private struct Candidate {
    let index: IndexDeclaration
    let name: String
    /// The name of the index built from the print of the first.
    var again: String { name + "_again" }
  }

  /// Each distinct declared index body as PostgreSQL prints it.
  func indexes(
    _ connection: borrowing Connection, _ quoted: [String: String], into bag: inout DiagnosticBag
  ) throws(PostgresError) -> [String: Elaboration.IndexBody] {
    var definitions: [String: String] = [:]
    var candidates: [Candidate] = []
    var seen: Set<String> = []
    let live = actual?.indexDefinitions ?? []
    for index in texts.indexes where seen.insert(index.body.text).inserted {
      let simple = index.simpleDefinition(quoted)
      if reportsUnknownColumns(index, into: &bag) {
        continue
      } else if let spelling = [simple, index.definition?.value].compactMap({ $0 })
        .first(where: live.contains)
      {
        definitions[index.body.text] = spelling
      } else if bench.isAvailable {
        candidates.append(Candidate(index: index, name: "pgparcel_index_\(candidates.count)"))
      } else if let simple {
        definitions[index.body.text] = simple
      } else {
        bag.add(needsTemporaryTables("this index", at: index.span))
      }
    }
    for (body, definition) in try built(candidates, live: live, connection, into: &bag) {
      definitions[body] = definition
    }
    return definitions.mapValues { Elaboration.IndexBody(definition: $0) }
  }

  private func built(
    _ candidates: [Candidate], live: Set<String>, _ connection: borrowing Connection,
    into bag: inout DiagnosticBag
  ) throws(PostgresError) -> [String: String] {
    guard !candidates.isEmpty else { return [:] }
    // The table's own name, so that expressions may qualify columns with it.
    let name: SQLText = "pg_temp.\(name: table.name)"
    try connection.query("CREATE TEMPORARY TABLE \(name) (\(columns.benchList))" as SQLText)
    var accepted: [Candidate] = []
    for candidate in candidates {
      let unique: SQLText = candidate.index.unique ? "UNIQUE " : ""
      let start: SQLText = "CREATE \(unique)INDEX \(name: candidate.name) ON \(name) USING "
      if let error = try bench.attempt(connection, start + candidate.index.body) {
        bag.add(refusal(error, of: candidate.index, bodyStart: start.text.count))
      } else {
        accepted.append(candidate)
      }
    }
    let first = try definitions(connection)
    // The deparser's text is not always its own fixed point: `v IN ('a', 'b')` on a varchar column
    // prints another way once it was built from its own print. Migrations build from prints, so
    // the second one is what will be live.
    try bench.readCanonicalNames(connection)
    for candidate in accepted {
      guard let definition = first[candidate.name], !live.contains(definition) else { continue }
      _ = try bench.attempt(
        connection,
        """
        CREATE INDEX \(name: candidate.again) ON \(name) USING \(deparsed: definition)
        """)
    }
    let second = try definitions(connection)
    var result: [String: String] = [:]
    for candidate in accepted {
      result[candidate.index.body.text] = second[candidate.again] ?? first[candidate.name]
    }
    return result
  }

  private func definitions(
    _ connection: borrowing Connection
  ) throws(PostgresError) -> [String: String] {
    let tables = try bench.read(connection, [table.name], indexes: true)
    let indexes = tables[table.name]?.relation.indexes ?? []
    return Dictionary(
      indexes.map { ($0.name, $0.definition) }, uniquingKeysWith: { first, _ in first })
  }

  private func reportsUnknownColumns(
    _ index: IndexDeclaration, into bag: inout DiagnosticBag
  ) -> Bool {
    var isUnknown = false
    func check(_ name: String, at span: Span) {
      guard !has(name) else { return }
      isUnknown = true
      bag.add(unknownColumn(name, at: span))
    }
    for element in index.elements {
      if case .column(let name) = element.target { check(name, at: element.span) }
    }
    for name in index.include { check(name.value, at: name.span) }
    return isUnknown
  }

  private func refusal(
    _ error: PostgresError, of index: IndexDeclaration, bodyStart: Int
  ) -> Diagnostic {
    let span = place(of: error, in: index, bodyStart: bodyStart)
    if error.sqlState == "42703", let name = error.namedObject {
      return unknownColumn(name, at: span)
    }
    if error.sqlState == "22023", let option = index.options.first {
      return Diagnostic(
        .invalidStorageParameter, "PostgreSQL refuses this option: \(error.message)",
        at: option.name.span,
        help: ["write one of the method's storage parameters (pgparcel explain E131)"],
        notes: error.notes)
    }
    return Diagnostic(
      .invalidIndex, "PostgreSQL refuses this index: \(error.message)", at: span,
      help: ["write it as CREATE INDEX would take it (pgparcel explain E105)"], notes: error.notes)
  }

  /// The predicate if the error points into it, the only expression if there is one, else all.
  private func place(
    of error: PostgresError, in index: IndexDeclaration, bodyStart: Int
  ) -> Span {
    if let method = index.method, error.sqlState == "42704", error.namedObject == method.value {
      return method.span
    }
    guard let position = error.position else { return index.span }
    if let definition = index.definition { return definition.span }
    // The body ends with the predicate and its closing parenthesis.
    if let predicate = index.predicate,
      position > bodyStart + index.body.text.count - predicate.value.count - 1
    {
      return predicate.span
    }
    let expressions = index.elements.filter { element in
      if case .expression = element.target { true } else { false }
    }
    return expressions.count == 1 ? expressions[0].span : index.span
  }
}

extension IndexDeclaration {
  /// The canonical definition of an index on plain columns without options; nil for any other.
  fileprivate func simpleDefinition(_ quoted: [String: String]) -> String? {
    guard definition == nil, (method?.value ?? "btree") == "btree", predicate == nil,
      options.isEmpty, !elements.isEmpty
    else { return nil }
    var parts: [String] = []
    for element in elements {
      guard case .column(let name) = element.target, let column = quoted[name],
        element.operatorClass == nil, element.collation == nil
      else { return nil }
      // What is the default is not printed: NULLS LAST behind ASC, NULLS FIRST behind DESC.
      let isDescending = element.order?.lowercased() == "desc"
      let isNullsFirst = element.nulls.map { $0.lowercased() == "first" } ?? isDescending
      let order = isDescending ? " DESC" : ""
      let nulls = isNullsFirst == isDescending ? "" : isNullsFirst ? " NULLS FIRST" : " NULLS LAST"
      parts.append(column + order + nulls)
    }
    let included = include.compactMap { quoted[$0.value] }
    guard included.count == include.count else { return nil }
    let tail = included.isEmpty ? "" : " INCLUDE (\(included.joined(separator: ", ")))"
    return "btree (\(parts.joined(separator: ", ")))\(tail)"
  }
}

extension Connection {
  /// Runs one statement built from checked parts.
  fileprivate borrowing func query(_ sql: SQLText) throws(PostgresError) {
    try query(sql.text)
  }
}
