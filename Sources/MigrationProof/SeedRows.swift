import PartitionCore
import PostgresClient

/// Puts made-up rows into a table on a scratch server.
struct SeedRows {
  private let table: Table
  private let dummies: DummyValues
  private let referenced: ReferencedRows
  private var number: Int
  private(set) var gaps: RowGaps

  /// - Parameter number: where numbering begins, so that two seedings make different rows.
  init(
    into table: Table, from number: Int, on connection: borrowing Connection
  ) throws(PostgresError) {
    self.table = table
    self.number = number
    gaps = RowGaps(of: table)
    dummies = try DummyValues(table: table.name, on: connection)
    referenced = try ReferencedRows(of: table, on: connection)
  }

  /// Where a row went.
  enum Landing: Equatable {
    case leaf(QualifiedName)
    /// No partition takes it.
    case nowhere
    /// It could not be made, as `gaps` says, or is there already.
    case refused
  }

  /// Inserts one row with these key values.
  mutating func insert(
    _ values: [String: String?], on connection: borrowing Connection
  ) throws(PostgresError) -> Landing {
    number += 1
    gaps.total += 1
    guard let given = try row(values, on: connection) else { return .refused }
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
      let leaf = QualifiedName(try row.text("nspname"), try row.text("relname"))
      gaps.reach(leaf)
      return .leaf(leaf)
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
    // A CHECK, a value out of range, or a trigger that is enabled always.
    case _ where error.kind == .server:
      gaps.refuse(error.constraint.map { "\($0) refuses them" } ?? error.message)
      return .refused
    default: throw error
    }
  }

  /// All values of a row; nil if some cannot be made up, which `gaps` then says.
  private mutating func row(
    _ values: [String: String?], on connection: borrowing Connection
  ) throws(PostgresError) -> [(name: String, value: String?)]? {
    let selfReferences = Set(
      table.outgoingKeys.filter { $0.references == table.name }.flatMap(\.columns))
    var row: [String: String?] = [:]
    for column in dummies.columns {
      if let value = values[column.name] {
        row[column.name] = value
      } else if selfReferences.contains(column.name), !column.notNull {
        row[column.name] = String?.none
      } else if let value = DummyValues.value(of: column, number: number) {
        row[column.name] = value
      } else if !column.hasDefault {
        // Of a type that we know nothing of: NULL has to do.
        row[column.name] = String?.none
      }
    }
    while let key = try referenced.missing(for: row, number: number, on: connection) {
      guard key.columns.allSatisfy({ values[$0] == nil && !notNull.contains($0) }) else {
        gaps.refuse("\(key.name) has no target")
        return nil
      }
      for column in key.columns { row[column] = String?.none }
    }
    let lacking = dummies.columns.first { column in
      notNull.contains(column.name) && row[column.name] == .some(nil)
    }
    if let column = lacking?.name {
      gaps.refuse("no value for \(column)")
      return nil
    }
    return dummies.columns.compactMap { column in
      row[column.name].map { (column.name, $0) }
    }
  }

  /// Columns that hold no NULL, before the change or after it.
  private var notNull: Set<String> {
    let declared = table.relation.columns.filter(\.notNull).map(\.name)
    return Set(declared + dummies.columns.filter(\.notNull).map(\.name))
  }
}

extension Table {
  fileprivate var outgoingKeys: [Constraint] {
    relation.constraints.filter { $0.kind == .foreignKey }
  }
}
