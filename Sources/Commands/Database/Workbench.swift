import Diagnostics
import MigrationRunner
import PartitionCore
import PartitionYAML
import PostgresCatalog
import PostgresClient

/// Schema files on one side, a database on the other: reads both and plans every table.
struct Workbench {
  let declarations: [TableDeclaration]
  /// Findings of the files, before any server was asked.
  let findings: DiagnosticBag
  /// The moment for which windows are looked at, in seconds since 1970-01-01 00:00 UTC.
  let now: Int
  /// The database that has the tables' rows, if it is not the one that is planned.
  var rows: ConnectionTarget?

  /// - Parameter tables: as the user named them; empty for all.
  init(_ session: Session, tables: [String], asOf: AsOf? = nil) throws {
    let files = try SchemaFiles(session)
    if files.findings.hasErrors { throw Failure(files.findings) }
    declarations = try files.selected(tables)
    findings = files.findings
    now = asOf?.seconds ?? session.world.now()
  }

  init(declarations: [TableDeclaration], now: Int) {
    self.declarations = declarations
    findings = DiagnosticBag()
    self.now = now
  }

  /// One catalog read for all tables.
  func snapshot(_ connection: borrowing Connection) throws -> CatalogSnapshot {
    var seen: Set<QualifiedName> = []
    let names = declarations.flatMap { [$0.table.value] + $0.partitionNames }
      .filter { seen.insert($0).inserted }
    let schemas = Set(names.map(\.schema))
    try RightsCheck.require(schemas.map { .use(schema: $0) }, on: connection)
    return try CatalogReader.read(connection, tables: .named(names))
  }

  /// Plans every table; a table with errors leaves the others alone.
  ///
  /// - Parameter purpose: Whether what the files define is planned, or how windows are rolled.
  func plan(
    _ connection: borrowing Connection, for purpose: WindowUnrolling.Purpose = .definition
  ) throws -> PlanResult {
    let snapshot = try snapshot(connection)
    let conversions = try conversions(connection)
    var result = PlanResult(tables: [], findings: findings, server: snapshot.server)
    for declaration in declarations {
      var own = DiagnosticBag()
      let subject = try subject(declaration, snapshot, connection, purpose, into: &own)
      var outcome = subject.flatMap { $0.outcome(purpose, into: &own) }
      if let need = outcome?.plan.lockNeed, need > snapshot.server.lockCapacity {
        own.add(lockFinding(declaration, need, snapshot.server.lockCapacity))
      }
      let actual = snapshot.tables[declaration.table.value]
      if let subject, let names = outcome?.newNames(beside: actual) {
        own.add(try heldNames(names, subject.input.declaration, connection))
        if own.hasErrors { outcome = nil }
      }
      result.tables.append(
        TablePlan(
          declaration: subject?.input.declaration ?? declaration, input: subject?.input,
          outcome: outcome, actual: actual,
          size: actual.flatMap { size($0, snapshot) },
          conversion: conversions[declaration.table.value], windows: subject?.windows ?? [],
          roll: purpose == .rolling ? subject?.roll : nil,
          space: try SpaceNeed.read(copied(outcome, declaration), on: connection)))
      result.findings.add(own.diagnostics)
    }
    return result
  }

  /// Conversions under way; none where the role may not know, since the files guard themselves.
  private func conversions(
    _ connection: borrowing Connection
  ) throws -> [QualifiedName: ConversionProgress] {
    do throws(RunnerError) {
      let all = try ConversionProgress.all(on: connection)
      return Dictionary(all.map { ($0.table, $0) }, uniquingKeysWith: { first, _ in first })
    } catch {
      guard case .missingRights = error else { throw error }
      return [:]
    }
  }

  /// The tables and partitions whose rows are written once more.
  private func copied(
    _ outcome: Planning.Outcome?, _ declaration: TableDeclaration
  ) -> [QualifiedName] {
    if let change = outcome?.plan.rearrangement { return change.from.map(\.name) }
    return outcome?.plan.conversion != nil && declaration.convert.strategy != .attach
      ? [declaration.table.value] : []
  }

  /// The first file refuses to run on such a server; plans may be made for another one.
  private func lockFinding(
    _ declaration: TableDeclaration, _ need: Int, _ capacity: Int
  ) -> Diagnostic {
    Diagnostic(
      .tooManyLocks,
      "converting \(declaration.table.value) locks up to \(need) objects in one transaction; this"
        + " server has room for \(capacity)",
      at: declaration.table.span,
      help: ["raise max_locks_per_transaction and restart the server, or declare fewer partitions"])
  }

  /// Names for what is to come that something else bears.
  private func heldNames(
    _ names: (tables: [QualifiedName], others: [QualifiedName]), _ declaration: TableDeclaration,
    _ connection: borrowing Connection
  ) throws -> [Diagnostic] {
    let holders = try NameHolders.read(
      tables: names.tables, others: names.others, on: connection)
    return (names.tables + names.others).compactMap { name in
      holders[name].map { holder in
        Diagnostic(
          .duplicateName, "\(holder) \(name) is there already",
          at: declaration.place(of: name.name),
          help: ["rename or drop it, or choose another name here"])
      }
    }
  }

  private func subject(
    _ declaration: TableDeclaration, _ snapshot: CatalogSnapshot,
    _ connection: borrowing Connection, _ purpose: WindowUnrolling.Purpose,
    into bag: inout DiagnosticBag
  ) throws -> PlanSubject? {
    let actual = snapshot.tables[declaration.table.value]
    guard
      let elaboration = try Elaborator.elaborate(
        declaration, actual: actual, snapshot: snapshot, connection: connection, bag: &bag)
    else { return nil }
    let others = snapshot.tables.filter { $0.key != declaration.table.value }
    let names = others.isEmpty ? [] : Set(declaration.partitionNames)
    let standalone = others.filter { names.contains($0.key) }
    let input = Planning.Input(
      declaration: declaration, actual: actual, standalone: standalone, elaboration: elaboration)
    guard declaration.hasWindows else { return PlanSubject(input: input) }
    return try PlanSubject.unrolled(
      WindowUnrolling(input, now: now, purpose: purpose), of: input, snapshot, connection,
      rows: rows, into: &bag)
  }

  /// Estimates of the table and all its partitions together.
  private func size(_ table: Table, _ snapshot: CatalogSnapshot) -> RelationSize? {
    let relations = table.partitioning == nil ? [table.name] : table.allPartitions.map(\.name)
    let sizes = relations.compactMap { snapshot.sizes[$0] }
    guard !sizes.isEmpty else { return nil }
    let known = sizes.map(\.rows).filter { $0 >= 0 }
    return RelationSize(
      rows: known.isEmpty ? -1 : known.reduce(0, +), bytes: sizes.map(\.bytes).reduce(0, +))
  }
}
