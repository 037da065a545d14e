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
  package static func plan(
    _ declaration: TableDeclaration, on connection: borrowing Connection,
    into bag: inout DiagnosticBag
  ) throws(PostgresError) -> Result? {
    let name = declaration.table.value
    let partitions = declaration.partitionNames.map { name.sibling($0) }
    let snapshot = try CatalogReader.read(connection, tables: .named([name] + partitions))
    let actual = snapshot.tables[name]
    let elaboration = try Elaborator.elaborate(
      declaration, actual: actual, snapshot: snapshot, connection: connection, bag: &bag)
    guard let elaboration else { return nil }
    let input = Planning.Input(
      declaration: declaration, actual: actual,
      standalone: snapshot.tables.filter { $0.key != name }, elaboration: elaboration)
    return Planning.outcome(of: input, into: &bag).map { Result(actual: actual, outcome: $0) }
  }
}
