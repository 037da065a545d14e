import Diagnostics
import PartitionCore
import PostgresClient

/// Statements in use, held against the layout that a conversion starts from and the one it leads to.
///
/// PostgreSQL judges: a statement that it plans before and refuses after will break; one whose plan
/// for any values reads every partition does not prune; one that a role may no longer run that must
/// not change the key changes it.
struct StatementReview {
  private struct Entry {
    let statement: RecordedStatement
    let before: ExplainedPlan
    let changesKey: Bool
  }

  /// One table that is converted.
  private struct Conversion {
    let subject: Proof.Subject
    let actual: Table
    let key: [String]
    var entries: [Entry] = []
    /// Statements that did not even work before, most likely for want of a type or of an object.
    var unjudged: [RecordedStatement] = []
  }

  /// Statements of which nothing can be said.
  struct Gap {
    let message: String
    let statements: [String]
  }

  private var recorded: RecordedStatements?
  private var conversions: [Conversion] = []

  /// Nil where no table is converted.
  ///
  /// - Parameter actual: The tables as they are before the change, in the order of `subjects`.
  init?(of subjects: [Proof.Subject], actual: [Table?]) {
    for (subject, actual) in zip(subjects, actual) {
      guard let actual, subject.plan.conversion != nil else { continue }
      conversions.append(
        Conversion(
          subject: subject, actual: actual, key: subject.desired.partitioning?.keyColumns ?? []))
    }
    if conversions.isEmpty { return nil }
  }

  /// Reads what the database has counted, and what PostgreSQL makes of it before the change.
  mutating func readBefore(_ copy: ScratchCopy, from database: ConnectionTarget) throws {
    let names = conversions.reduce(into: Set()) { $0.formUnion($1.actual.namesInUse) }
    recorded = try RecordedStatements.read(
      naming: names, on: try Connection(database, applicationName: "pgparcel/proof"))
    guard let recorded, !recorded.all.isEmpty else { return }
    let stage = try StatementStage(of: copy)
    for place in conversions.indices {
      var conversion = conversions[place]
      let table = conversion.actual
      let session = try stage.session()
      let keyless = try stage.keylessSession(of: table, key: Set(conversion.key))
      for statement in recorded.naming(table.namesInUse) {
        guard
          let explained = try Self.explained(statement, table.name, session).plan
        else {
          conversion.unjudged.append(statement)
          continue
        }
        guard explained.concernsTable else { continue }
        var changesKey = false
        if explained.plan.updates {
          let refusal = try Self.explained(statement, table.name, keyless).error
          changesKey = refusal?.sqlState == "42501"
        }
        conversion.entries.append(
          Entry(statement: statement, before: explained.plan, changesKey: changesKey))
      }
      conversions[place] = conversion
    }
  }

  /// What it makes of them after it: the findings.
  func findings(_ copy: ScratchCopy) throws -> (findings: [Diagnostic], gaps: [Gap]) {
    guard let recorded else { return ([], []) }
    let stage = try StatementStage(of: copy)
    let session = try stage.session()
    var findings: [Diagnostic] = []
    var gaps: [Gap] = []
    for conversion in conversions {
      var words = StatementFindings(
        of: conversion.subject, actual: conversion.actual, key: conversion.key)
      var unjudged = conversion.unjudged
      for entry in conversion.entries {
        let (after, error) = try Self.explained(
          entry.statement, conversion.subject.plan.table, session)
        if let error {
          if error.kind == .cancelled {
            unjudged.append(entry.statement)
          } else {
            words.breaks(entry.statement, error, arbiters: entry.before.arbiters)
          }
          continue
        }
        guard let after else { continue }
        switch words.pruning(before: entry.before, after: after.plan) {
        case .all: words.doesNotPrune(entry.statement)
        case .unknown: unjudged.append(entry.statement)
        case .some: break
        }
        if entry.changesKey { words.movesRows(entry.statement) }
      }
      findings += words.diagnostics
      if !unjudged.isEmpty {
        gaps.append(
          Gap(
            message: "\(unjudged.count) of the statements in pg_stat_statements that name"
              + " \(conversion.subject.plan.table) could not be judged",
            statements: RecordedStatement.lines(unjudged)))
      }
    }
    if recorded.isPartlyHidden, let table = conversions.first?.subject.declaration.table {
      let role: SQLText = "\(name: recorded.role)"
      findings.append(
        Diagnostic(
          .statementsHidden,
          "\(recorded.role) does not see the statements of other roles in pg_stat_statements",
          at: table.span, help: ["run  GRANT pg_read_all_stats TO \(role.text)  and generate again"]
        ))
    }
    return (findings, gaps)
  }

  /// The plan, or the server's refusal.
  private static func explained(
    _ statement: RecordedStatement, _ table: QualifiedName, _ session: borrowing Connection
  ) throws -> (plan: ExplainedStatement?, error: PostgresError?) {
    do {
      return (try ExplainedStatement(statement, of: table, on: session), nil)
    } catch let error as PostgresError where error.kind == .server || error.kind == .cancelled {
      return (nil, error)
    }
  }
}

extension Table {
  /// Names by which statements may mean the table: its own, its partitions', those of views on it.
  fileprivate var namesInUse: Set<String> {
    let views = dependents.filter { $0.kind == .view }.compactMap(\.relation)
    return Set(([name] + allPartitions.map(\.name) + views).map(\.name))
  }
}

extension Partitioning {
  /// Columns that decide about a row's partition, at any level and in expressions too.
  fileprivate var keyColumns: [String] {
    var columns: [String] = []
    for element in key {
      let names = RecordedStatement(text: element.sql, calls: 0).names
      for name in [element.column].compactMap({ $0 }) + names.sorted()
      where !columns.contains(name) { columns.append(name) }
    }
    for column in partitions.compactMap(\.partitioning).flatMap(\.keyColumns)
    where !columns.contains(column) { columns.append(column) }
    return columns
  }
}
