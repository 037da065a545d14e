import PartitionCore
import PostgresClient

/// Puts made-up rows into a table on a scratch server.
struct SeedRows {
  private let table: Table
  private let dummies: DummyValues
  /// By name, for tables that foreign keys reference.
  private var referenced: [QualifiedName: DummyValues] = [:]
  private var number: Int
  private(set) var gaps: [String] = []

  /// - Parameter number: where numbering begins, so that two seedings make different rows.
  init(
    into table: Table, from number: Int, on connection: borrowing Connection
  ) throws(PostgresError) {
    self.table = table
    self.number = number
    dummies = try DummyValues(table: table.name, on: connection)
    for key in table.outgoingKeys {
      guard let other = key.references, referenced[other] == nil else { continue }
      referenced[other] = try DummyValues(table: other, on: connection)
    }
  }

  /// Where a row went.
  enum Landing: Equatable {
    case leaf(QualifiedName)
    /// No partition takes it.
    case nowhere
    /// It could not be made; `gaps` says why.
    case refused
  }

  /// Inserts one row with these key values.
  mutating func insert(
    _ values: [String: String?], on connection: borrowing Connection
  ) throws(PostgresError) -> Landing {
    number += 1
    let given = row(values)
    try insertReferenced(for: given, on: connection)
    let names = given.map { SQLText("\(name: $0.name)") }
    let texts = given.map { $0.value.map { SQLText("\(literal: $0)") } ?? "NULL" }
    let insert: SQLText = """
      WITH new AS (
        INSERT INTO \(table.name) (\(.joined(names))) OVERRIDING SYSTEM VALUE
          VALUES (\(.joined(texts))) RETURNING tableoid)
      SELECT n.nspname, c.relname FROM new
        JOIN pg_catalog.pg_class AS c ON c.oid = new.tableoid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      """
    do throws(PostgresError) {
      let rows = try connection.query(insert.text)
      guard let row = rows.first else { return .refused }
      return .leaf(QualifiedName(try row.text("nspname"), try row.text("relname")))
    } catch {
      return try landing(error)
    }
  }

  private mutating func landing(_ error: PostgresError) throws(PostgresError) -> Landing {
    switch error.sqlState {
    // Of a CHECK or of the routing itself; only the former names a constraint.
    case "23514" where error.constraint == nil: return .nowhere
    // The same key again: a row is there already.
    case "23505": return .refused
    case let state? where state.hasPrefix("23") || state.hasPrefix("22") || state.hasPrefix("P0"):
      gaps.append(
        "some rows for \(table.name) could not be made up: "
          + (error.constraint.map { "\($0) refuses them" } ?? error.message))
      return .refused
    default: throw error
    }
  }

  private func row(_ values: [String: String?]) -> [(name: String, value: String?)] {
    let selfReferences = Set(
      table.outgoingKeys.filter { $0.references == table.name }.flatMap(\.columns))
    return dummies.columns.compactMap { column in
      if let value = values[column.name] { return (column.name, value) }
      if selfReferences.contains(column.name), !column.notNull { return (column.name, nil) }
      if let value = DummyValues.value(of: column, number: number) { return (column.name, value) }
      // Of a type that we know nothing of: the default or NULL has to do.
      return column.hasDefault ? nil : (column.name, nil)
    }
  }

  /// Rows that the row's foreign keys point at.
  private func insertReferenced(
    for row: [(name: String, value: String?)], on connection: borrowing Connection
  ) throws(PostgresError) {
    let values = Dictionary(row.map { ($0.name, $0.value) }) { first, _ in first }
    for key in table.outgoingKeys {
      guard let other = key.references, other != table.name, let dummies = referenced[other] else {
        continue
      }
      var given: [String: String] = [:]
      for (column, target) in zip(key.columns, key.referencedColumns) {
        given[target] = values[column] ?? nil
      }
      guard given.count == key.columns.count else { continue }
      let columns = dummies.columns.compactMap { column -> (SQLText, SQLText)? in
        let value = given[column.name] ?? DummyValues.value(of: column, number: number)
        return value.map { ("\(name: column.name)", "\(literal: $0)") }
      }
      let insert: SQLText = """
        INSERT INTO \(other) (\(.joined(columns.map(\.0)))) OVERRIDING SYSTEM VALUE
          VALUES (\(.joined(columns.map(\.1)))) ON CONFLICT DO NOTHING
        """
      // A row that cannot be made shows when the foreign key is checked.
      try connection.ignoring(["23502", "23503", "23514", "22P02", "22001", "22003"], insert)
    }
  }
}

extension Table {
  fileprivate var outgoingKeys: [Constraint] {
    relation.constraints.filter { $0.kind == .foreignKey }
  }
}
