import Diagnostics
import PartitionCore
import PostgresClient

/// What is to be said of the statements that use one table which is converted.
struct StatementFindings {
  /// How much of the new layout a statement reads.
  enum Pruning {
    case some, all
    /// Its key is compared with what only running it can show.
    case unknown
  }

  private let subject: Proof.Subject
  private let actual: Table
  private let key: [String]
  private var broken: [Diagnostic] = []
  private var unpruned: [RecordedStatement] = []
  private var moving: [RecordedStatement] = []

  /// - Parameter key: Columns that decide about a row's partition.
  init(of subject: Proof.Subject, actual: Table, key: [String]) {
    self.subject = subject
    self.actual = actual
    let columns = Set(actual.relation.columns.map(\.name))
    self.key = key.filter(columns.contains)
  }

  private var table: QualifiedName { subject.plan.table }

  var diagnostics: [Diagnostic] {
    var all = broken
    if !unpruned.isEmpty {
      all.append(
        finding(
          .statementDoesNotPrune,
          "\(counted(unpruned)) in use \(unpruned.count == 1 ? "reads" : "read") every partition of"
            + " \(table)", unpruned,
          help: "add a condition on \(key.joined(separator: " or ")), by which rows are divided"))
    }
    if !moving.isEmpty {
      let columns = key.joined(separator: " or ")
      all.append(
        finding(
          .statementMovesRows,
          "\(counted(moving)) in use \(moving.count == 1 ? "sets" : "set") \(columns) of \(table), by"
            + " which rows are divided", moving,
          help: "set \(columns) only where it changes, and try again after SQLSTATE 40001"))
    }
    return all
  }

  // MARK: Judging

  func pruning(before: ExplainedPlan, after: ExplainedPlan) -> Pruning {
    let leaves = subject.desired.leaves
    guard leaves.count > 1, after.isRestricted, after.removed == 0,
      reads(after, leaves) == leaves.count
    else { return .some }
    // What the layout before did not do either is nothing new.
    let old = actual.leaves
    if old.count > 1, before.removed == 0, reads(before, old) == old.count { return .some }
    let own = Set(leaves + [table])
    let joins = after.scans.contains { !own.contains(QualifiedName($0.schema, $0.relation)) }
    if joins || after.hasSubplans, after.conditions.contains(where: names) { return .unknown }
    return .all
  }

  private func reads(_ plan: ExplainedPlan, _ leaves: [QualifiedName]) -> Int {
    let own = Set(leaves)
    return plan.scans.count { own.contains(QualifiedName($0.schema, $0.relation)) }
  }

  /// Whether a condition names a column of the key.
  private func names(_ condition: String) -> Bool {
    !RecordedStatement(text: condition, calls: 0).names.isDisjoint(with: key)
  }

  // MARK: Words

  mutating func breaks(_ statement: RecordedStatement, _ error: PostgresError, arbiters: [String]) {
    let state = error.sqlState.map { " (\($0))" } ?? ""
    broken.append(
      Diagnostic(
        .statementBreaks, "a statement in use fails on the new layout: \(error.message)\(state)",
        at: subject.declaration.table.span, help: [target(arbiters, error)].compactMap { $0 },
        notes: RecordedStatement.lines([statement])))
  }

  mutating func doesNotPrune(_ statement: RecordedStatement) { unpruned.append(statement) }
  mutating func movesRows(_ statement: RecordedStatement) { moving.append(statement) }

  /// What ON CONFLICT may name on the new layout in the place of these indexes.
  private func target(_ arbiters: [String], _ error: PostgresError) -> String? {
    guard error.sqlState == "42P10" else { return nil }
    let old = Set(
      actual.relation.indexes.filter { arbiters.contains($0.name) }
        .flatMap { $0.constraint?.columns ?? [] })
    let keys = subject.desired.relation.indexes.compactMap { $0.constraint?.columns }
    guard let key = keys.first(where: { old.isSubset(of: $0) && !old.isEmpty }) else {
      return "the new layout has no unique key of these columns; look the row up first"
    }
    let columns = key.map(Self.spelled).joined(separator: ", ")
    return "write  ON CONFLICT (\(columns)),  the unique key of the new layout"
  }

  /// A name as people write it.
  private static func spelled(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    let quoted: SQLText = "\(name: name)"
    return isPlain ? name : quoted.text
  }

  private func finding(
    _ code: Diagnostic.Code, _ message: String, _ statements: [RecordedStatement], help: String
  ) -> Diagnostic {
    Diagnostic(
      code, message, at: subject.declaration.table.span, help: [help],
      notes: RecordedStatement.lines(statements))
  }

  private func counted(_ statements: [RecordedStatement]) -> String {
    statements.count == 1 ? "a statement" : "\(statements.count) statements"
  }
}

extension Table {
  fileprivate var leaves: [QualifiedName] {
    partitioning == nil
      ? [name] : allPartitions.filter { $0.partitioning == nil }.map(\.name)
  }
}
