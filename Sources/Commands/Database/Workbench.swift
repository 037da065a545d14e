import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresCatalog
import PostgresClient

/// Schema files on one side, a database on the other: reads both and plans every table.
struct Workbench {
  let declarations: [TableDeclaration]
  /// Findings of the files, before any server was asked.
  let findings: DiagnosticBag

  /// - Parameter tables: as the user named them; empty for all.
  init(_ session: Session, tables: [String]) throws {
    let files = try SchemaFiles(session)
    if files.findings.hasErrors { throw Failure(files.findings) }
    declarations = try files.selected(tables)
    findings = files.findings
  }

  init(declarations: [TableDeclaration]) {
    self.declarations = declarations
    findings = DiagnosticBag()
  }

  /// One catalog read for all tables.
  func snapshot(_ connection: borrowing Connection) throws -> CatalogSnapshot {
    var seen: Set<QualifiedName> = []
    let names = declarations.flatMap { [$0.table.value] + $0.partitionNames }
      .filter { seen.insert($0).inserted }
    return try CatalogReader.read(connection, tables: .named(names))
  }

  /// Plans every table; a table with errors leaves the others alone.
  func plan(_ connection: borrowing Connection) throws -> PlanResult {
    let snapshot = try snapshot(connection)
    let conversions = try conversions(connection)
    var result = PlanResult(tables: [], findings: findings, server: snapshot.server)
    for declaration in declarations {
      var own = DiagnosticBag()
      let input = try self.input(declaration, snapshot, connection, into: &own)
      let outcome = input.flatMap { Planning.outcome(of: $0, into: &own) }
      if let need = outcome?.plan.lockNeed, need > snapshot.server.lockCapacity {
        own.add(lockFinding(declaration, need, snapshot.server.lockCapacity))
      }
      let actual = snapshot.tables[declaration.table.value]
      result.tables.append(
        TablePlan(
          declaration: declaration, input: input, outcome: outcome, actual: actual,
          size: actual.flatMap { size($0, snapshot) },
          conversion: conversions[declaration.table.value],
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
      guard case .postgres(let cause) = error, cause.sqlState == "42501" else { throw error }
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

  private func input(
    _ declaration: TableDeclaration, _ snapshot: CatalogSnapshot,
    _ connection: borrowing Connection, into bag: inout DiagnosticBag
  ) throws -> Planning.Input? {
    let actual = snapshot.tables[declaration.table.value]
    guard
      let elaboration = try Elaborator.elaborate(
        declaration, actual: actual, snapshot: snapshot, connection: connection, bag: &bag)
    else { return nil }
    let others = snapshot.tables.filter { $0.key != declaration.table.value }
    let names = others.isEmpty ? [] : Set(declaration.partitionNames)
    let standalone = others.filter { names.contains($0.key) }
    return Planning.Input(
      declaration: declaration, actual: actual, standalone: standalone, elaboration: elaboration)
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

extension TableDeclaration {
  /// Names of the declared partitions at every depth.
  var partitionNames: [QualifiedName] {
    var names: [QualifiedName] = []
    func visit(_ layout: LayoutDeclaration) {
      for partition in layout.partitions + [layout.defaultPartition].compactMap({ $0 }) {
        names.append(table.value.sibling(partition.name.value))
        if let inner = partition.layout { visit(inner) }
      }
    }
    if case .partitioned(let layout) = layout { visit(layout) }
    return names
  }
}
