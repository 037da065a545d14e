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

  let window: SimulatedWindow
  let declaration: TableDeclaration
  private let snapshot: CatalogSnapshot
  private var table: Table

  /// Makes the table without partitions, as `public.t`.
  init(_ window: SimulatedWindow, _ connection: borrowing Connection) throws {
    try connection.execute("CREATE TABLE public.t (k \(window.type)) PARTITION BY RANGE (k)")
    var bag = DiagnosticBag()
    self.window = window
    declaration = try #require(decodeTable(path: "t.yaml", text: window.schema, into: &bag))
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

  /// What PostgreSQL's own reckoning asks for at a moment, and when the next interval begins.
  func expected(
    at now: Int, _ connection: borrowing Connection
  ) throws -> (lines: Set<Line>, next: Int) {
    let rows = try connection.query(
      """
      \(window.expectation)
      SELECT name, \(window.bound("since")) AS since, \(window.bound("until")) AS until,
             extract(epoch FROM since)::bigint AS at
        FROM wanted ORDER BY lo
      """, [String(now)])
    let lines = try rows.map {
      Line(name: try $0.text("name"), from: try $0.text("since"), to: try $0.text("until"))
    }
    #expect(Set(lines).count == lines.count)
    let starts = try rows.map { Int(try $0.text("at")) ?? 0 }
    return (Set(lines), starts.first { $0 > now } ?? now + 1)
  }

  /// Makes the partitions in fact, and rows at the edges of each: the server takes the bounds, and
  /// every row lies where the calendar says.
  func rowsOutOfPlace(
    at now: Int, _ connection: borrowing Connection
  ) throws -> [String] {
    // Catalog reads emptied it.
    try connection.execute("SET search_path = public")
    for line in lines {
      let name: SQLText = "\(name: line.name)"
      let (from, to): (SQLText, SQLText) = ("\(literal: line.from)", "\(literal: line.to)")
      try connection.execute(
        "CREATE TABLE \(name.text) PARTITION OF t FOR VALUES FROM (\(from.text)) TO (\(to.text))")
    }
    let zone = window.zone ?? "UTC"
    try connection.execute(
      "CREATE TEMPORARY TABLE edges (k \(window.type), name text)")
    _ = try connection.query(
      """
      \(window.expectation),
      edge AS (
        SELECT unnest(ARRAY[since, since + (until - since) / 2, until - interval '1 microsecond'])
                 AS instant
          FROM wanted)
      INSERT INTO edges
      SELECT \(window.key("instant")), (
               SELECT name FROM wanted
                WHERE lo <= instant AT TIME ZONE '\(zone)' AND instant AT TIME ZONE '\(zone)' < hi)
        FROM edge
      """, [String(now)])
    try connection.execute("INSERT INTO t SELECT k FROM edges")
    let rows = try connection.query(
      """
      SELECT DISTINCT k::text || ' lies in ' || t.tableoid::regclass || ', not ' || name AS line
        FROM edges JOIN t USING (k) WHERE t.tableoid::regclass::text IS DISTINCT FROM name
      """)
    #expect(try connection.query("SELECT count(*) >= 3 AS some FROM t")[0, 0] == "t")
    return try rows.map { try $0.text("line") }
  }
}
