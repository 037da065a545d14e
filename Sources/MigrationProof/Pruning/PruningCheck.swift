package import Diagnostics
package import PartitionCore
package import PostgresClient

/// Checks that declared queries read just the declared partitions.
///
/// Asks for plans only (EXPLAIN without ANALYZE), in a read-only transaction that is rolled back:
/// no query runs.
package struct PruningCheck: Sendable {
  private let declaration: TableDeclaration
  private let table: Table

  /// What one assertion came to under one kind of plan.
  package struct Finding: Sendable {
    package let assertion: AssertionDeclaration
    /// `custom` or `generic`.
    package let plan: String
    package let scanned: [String]
    /// Nil if it holds.
    package let diagnostic: Diagnostic?
  }

  /// - Parameter table: as it is in the database that is asked.
  package init(declaration: TableDeclaration, table: Table) {
    self.declaration = declaration
    self.table = table
  }

  /// - Throws: `PostgresError` for a lost connection, `DecodingError` for a plan of unknown form.
  package func findings(_ connection: borrowing Connection) throws -> [Finding] {
    var result: [Finding] = []
    for assertion in declaration.assertions {
      for plan in assertion.plans.modes {
        result.append(try finding(assertion, plan, connection))
      }
    }
    return result
  }

  private func finding(
    _ assertion: AssertionDeclaration, _ plan: String, _ connection: borrowing Connection
  ) throws -> Finding {
    let explained: ExplainedPlan
    do {
      explained = try self.explained(assertion, plan, connection)
    } catch let error as PostgresError where error.kind == .server {
      let diagnostic = Diagnostic(
        .pruningAssertion,
        "`\(assertion.name.value)`: PostgreSQL refuses the query: \(error.message)",
        at: assertion.sql.span)
      return Finding(assertion: assertion, plan: plan, scanned: [], diagnostic: diagnostic)
    }
    // A partitioned table itself is named where rows are written, and never read.
    let leaves = table.allPartitions.filter { $0.partitioning == nil }.map(\.name)
    let own = Set(table.partitioning == nil ? [table.name] : leaves)
    let scanned = explained.scans.filter { own.contains(QualifiedName($0.schema, $0.relation)) }
      .map(\.relation).sorted()
    let complaint = Self.complaint(assertion, scanned: scanned)
    let diagnostic = complaint.map { complaint in
      Diagnostic(
        .pruningAssertion,
        "`\(assertion.name.value)` (\(plan) plan) \(complaint)",
        at: (assertion.scans?.span ?? assertion.maxPartitions?.span) ?? assertion.sql.span,
        notes: reasons(explained))
    }
    return Finding(assertion: assertion, plan: plan, scanned: scanned, diagnostic: diagnostic)
  }

  /// What is wrong; nil if nothing is.
  static func complaint(_ assertion: AssertionDeclaration, scanned: [String]) -> String? {
    let list = scanned.isEmpty ? "nothing" : scanned.joined(separator: ", ")
    if let expected = assertion.scans?.value {
      guard scanned != expected.sorted() else { return nil }
      return
        "reads \(list); declared: \(expected.isEmpty ? "nothing" : expected.sorted().joined(separator: ", "))"
    }
    // A query that reads nothing would satisfy every upper limit.
    if scanned.isEmpty { return "reads no partition at all; its values may be out of date" }
    if let most = assertion.maxPartitions?.value, scanned.count > most {
      return
        "reads \(scanned.count) partitions, at most \(most) declared: \(list)"
    }
    return nil
  }

  private func reasons(_ explained: ExplainedPlan) -> [String] {
    guard let partitioning = table.partitioning else { return ["the table is not partitioned"] }
    let key = partitioning.key.map { $0.column ?? $0.sql }.joined(separator: ", ")
    let conditions = explained.conditions.prefix(3).joined(separator: "; ")
    return [
      "the partition key is (\(key)); conditions: \(conditions.isEmpty ? "none" : conditions)"
    ]
  }

  private func explained(
    _ assertion: AssertionDeclaration, _ plan: String, _ connection: borrowing Connection
  ) throws -> ExplainedPlan {
    try connection.execute("BEGIN READ ONLY")
    // Also takes back the settings; the prepared statement is given back by name.
    defer {
      _ = try? connection.execute("ROLLBACK")
      _ = try? connection.execute("DEALLOCATE ALL")
    }
    let schema: SQLText = "\(name: declaration.table.value.schema)"
    try connection.query(
      "SELECT pg_catalog.set_config('search_path', $1, true)", [schema.text + ", public"])
    try connection.query(
      "SELECT pg_catalog.set_config('plan_cache_mode', $1, true)", ["force_\(plan)_plan"])
    // One statement by protocol: what follows a semicolon is refused by the server.
    try connection.query("PREPARE pgparcel_assertion AS \(assertion.sql.value)")
    let values: [SQLText] = assertion.parameters.map { text in
      text.map { "\(literal: $0)" } ?? "NULL"
    }
    let list = values.isEmpty ? "" : "(\(SQLText.joined(values).text))"
    let rows = try connection.query(
      "EXPLAIN (COSTS OFF, VERBOSE, FORMAT JSON) EXECUTE pgparcel_assertion\(list)")
    return try ExplainedPlan(json: rows[0, 0] ?? "[]")
  }
}

extension AssertionDeclaration.Plans {
  fileprivate var modes: [String] {
    switch self {
    case .custom: ["custom"]
    case .generic: ["generic"]
    case .both: ["custom", "generic"]
    }
  }
}
