import Diagnostics
import PartitionCore
import PartitionYAML
import PostgresCatalog
import PostgresClient
import TestSupport
import Testing

/// A live table in memory that a window rolls, as fast as the clock is turned.
struct WindowSimulation {
  struct Line: Hashable, CustomStringConvertible {
    let name: String
    let from: String
    let to: String
    var description: String { "\(name) \(from) .. \(to)" }
  }

  let declaration: TableDeclaration
  private let snapshot: CatalogSnapshot
  private var table: Table

  /// - Parameter schema: Of `public.t`, which is there and has no partitions that the window rolls.
  init(_ schema: String, _ connection: borrowing Connection) throws {
    var bag = DiagnosticBag()
    declaration = try #require(decodeTable(path: "t.yaml", text: schema, into: &bag))
    try #require(bag.diagnostics.isEmpty, "\(bag.diagnostics)")
    let name = declaration.table.value
    snapshot = try CatalogReader.read(connection, tables: .named([name]))
    table = try #require(snapshot.tables[name])
  }

  /// What the window asks for at a moment.
  func state(at now: Int, _ connection: borrowing Connection) throws -> WindowState {
    var bag = DiagnosticBag()
    let elaboration = try #require(
      try Elaborator.elaborate(
        declaration, actual: table, snapshot: snapshot, connection: connection, bag: &bag))
    let unrolling = WindowUnrolling(
      Planning.Input(declaration: declaration, actual: table, elaboration: elaboration), now: now,
      purpose: .rolling)
    let answers = try WindowReader.answers(
      to: unrolling.questions, of: table.name, on: connection)
    let unrolled = unrolling.unrolled(answers, into: &bag)
    try #require(!bag.hasErrors, "\(bag.diagnostics)")
    return try #require(unrolled.windows.first)
  }

  /// Does what the window asks for.
  mutating func apply(_ state: WindowState) {
    let gone = Set(state.expired.map(\.partition.name))
    table.partitioning?.partitions.removeAll { gone.contains($0.name) }
    table.partitioning?.partitions += state.additions.map { addition in
      Partition(
        relation: Relation(name: addition.name),
        bound: .range(from: [.value(addition.from)], to: [.value(addition.to)]))
    }
  }

  /// In no order.
  var lines: Set<Line> {
    Set(
      table.allPartitions.compactMap { partition in
        guard case .range(let from, let to) = partition.bound, case .value(let from)? = from.first,
          case .value(let to)? = to.first
        else { return nil }
        return Line(name: partition.name.name, from: from, to: to)
      })
  }

  var count: Int { table.allPartitions.count }
}
