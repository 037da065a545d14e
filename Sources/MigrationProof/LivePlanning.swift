package import Diagnostics
package import PartitionCore
import PostgresCatalog
package import PostgresClient

/// Plans a declaration against a live database.
package enum LivePlanning {
  /// What was read, and what it leads to.
  package struct Result: Sendable {
    package let actual: Table?
    package let outcome: Planning.Outcome
  }

  /// Reads the table, asks the server what the declaration means, and plans. Nil where the bag
  /// received an error.
  ///
  /// - Parameters:
  ///   - declaration: With windows written out.
  ///   - roll: What is planned instead of the declaration's differences.
  package static func plan(
    _ declaration: TableDeclaration, rolling roll: WindowRoll? = nil,
    on connection: borrowing Connection, into bag: inout DiagnosticBag
  ) throws(PostgresError) -> Result? {
    let name = declaration.table.value
    let snapshot = try CatalogReader.read(
      connection, tables: .named([name] + declaration.partitionNames))
    let actual = snapshot.tables[name]
    let elaboration = try Elaborator.elaborate(
      declaration, actual: actual, snapshot: snapshot, connection: connection, bag: &bag)
    guard let elaboration else { return nil }
    let input = Planning.Input(
      declaration: declaration, actual: actual,
      standalone: snapshot.tables.filter { $0.key != name }, elaboration: elaboration)
    if let roll, let actual {
      return RollingPlan(input, actual: actual, roll).outcome(into: &bag).map {
        Result(actual: actual, outcome: $0)
      }
    }
    return Planning.outcome(of: input, into: &bag).map { Result(actual: actual, outcome: $0) }
  }
}
