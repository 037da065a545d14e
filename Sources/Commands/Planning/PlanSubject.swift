import Diagnostics
import MigrationRunner
import PartitionCore
import PartitionYAML
import PostgresCatalog
import PostgresClient

/// What one table is planned from.
struct PlanSubject {
  /// With windows written out.
  let input: Planning.Input
  let windows: [WindowState]

  init(input: Planning.Input, windows: [WindowState] = []) {
    self.input = input
    self.windows = windows
  }

  /// Asks the server what the windows need to know, and reads the partitions that they add.
  ///
  /// - Parameter rows: The database that has the table's rows, if it is not the one that is planned.
  /// - Returns: Nil where the server refused something, which the bag then tells.
  static func unrolled(
    _ unrolling: WindowUnrolling, of input: Planning.Input, _ snapshot: CatalogSnapshot,
    _ connection: borrowing Connection, rows: ConnectionTarget?, into bag: inout DiagnosticBag
  ) throws -> PlanSubject? {
    let questions = unrolling.questions
    var answers: WindowAnswers?
    if let rows, !questions.columns.isEmpty, let table = input.actual?.name {
      let other = try Connection(rows, applicationName: "pgparcel")
      if try CatalogReader.read(other, tables: .named([table])).tables[table] != nil {
        answers = try Self.answers(to: questions, of: input, other, into: &bag)
      }
    }
    if answers == nil, !bag.hasErrors {
      answers = try Self.answers(to: questions, of: input, connection, into: &bag)
    }
    guard let answers else { return nil }
    let unrolled = unrolling.unrolled(answers, into: &bag)
    guard !bag.hasErrors else { return nil }
    var written = input
    written.declaration = unrolled.declaration
    let elaborated = try Elaborator.elaborate(
      unrolled.declaration, actual: input.actual, snapshot: snapshot, connection: connection,
      bag: &bag)
    guard let elaborated else { return nil }
    written.elaboration = elaborated
    let others = try standalone(of: unrolled.declaration, beside: input, connection)
    written.standalone.merge(others) { old, _ in old }
    return PlanSubject(input: written, windows: unrolled.windows)
  }

  private static func answers(
    to questions: WindowQuestions, of input: Planning.Input, _ connection: borrowing Connection,
    into bag: inout DiagnosticBag
  ) throws -> WindowAnswers? {
    do throws(WindowReader.Failure) {
      return try WindowReader.answers(to: questions, of: input.actual?.name, on: connection)
    } catch {
      switch error {
      case .server(let cause):
        if cause.isDenial, let table = input.actual?.name {
          try RightsCheck.require([.read(table)], on: connection)
        }
        throw cause
      case .zone(let zone, let cause):
        bag.add(
          Diagnostic(
            .windowZone, cause.message, at: zone.span,
            help: ["zones are named as in Europe/Berlin; pg_timezone_names lists them"]))
        return nil
      }
    }
  }

  /// Tables that bear the names of partitions to come, such as those that were detached too early.
  private static func standalone(
    of declaration: TableDeclaration, beside input: Planning.Input,
    _ connection: borrowing Connection
  ) throws -> [QualifiedName: Table] {
    let known = Set(input.actual?.allPartitions.map(\.name) ?? [])
      .union(input.declaration.partitionNames)
    let names = declaration.partitionNames.filter { !known.contains($0) }
    guard !names.isEmpty else { return [:] }
    return try CatalogReader.read(connection, tables: .named(names)).tables
  }

  /// Nil where findings forbid a plan.
  func outcome(
    _ purpose: WindowUnrolling.Purpose, into bag: inout DiagnosticBag
  ) -> Planning.Outcome? {
    switch purpose {
    case .definition: return Planning.outcome(of: input, into: &bag)
    case .rolling:
      guard let actual = input.actual, !windows.isEmpty else { return nil }
      return RollingPlan(input, actual: actual, roll).outcome(into: &bag)
    }
  }

  /// What this day asks of the windows.
  var roll: WindowRoll {
    WindowRoll(
      additions: windows.flatMap { window in
        window.additions.map { .init(name: $0.name, parent: window.parent) }
      },
      removals: windows.flatMap { window in
        window.expired.map {
          .init(name: $0.partition.name, parent: window.parent, departure: $0.departure)
        }
      })
  }
}
