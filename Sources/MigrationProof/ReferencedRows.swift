import PartitionCore
import PostgresClient

/// Rows of other tables that made-up rows point at: a foreign key is checked when it moves.
struct ReferencedRows {
  private let foreignKeys: [(key: Constraint, table: QualifiedName, columns: DummyValues)]

  init(of table: Table, on connection: borrowing Connection) throws(PostgresError) {
    var result: [(key: Constraint, table: QualifiedName, columns: DummyValues)] = []
    for key in table.relation.constraints where key.kind == .foreignKey {
      guard let other = key.references, other != table.name else { continue }
      result.append((key, other, try DummyValues(table: other, on: connection)))
    }
    foreignKeys = result
  }

  /// Makes the rows that `row` points at.
  ///
  /// - Returns: the first foreign key for which none could be made; nil if all is well.
  func missing(
    for row: [String: String?], number: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> Constraint? {
    for (key, table, columns) in foreignKeys {
      var given: [String: String] = [:]
      for (column, target) in zip(key.columns, key.referencedColumns) {
        given[target] = row[column] ?? nil
      }
      // NULL points nowhere.
      guard given.count == key.columns.count else { continue }
      if try !make(given, in: table, columns, number, on: connection) { return key }
    }
    return nil
  }

  private func make(
    _ given: [String: String], in table: QualifiedName, _ dummies: DummyValues, _ number: Int,
    on connection: borrowing Connection
  ) throws(PostgresError) -> Bool {
    let columns = dummies.columns.compactMap { column -> (SQLText, SQLText)? in
      let value = given[column.name] ?? DummyValues.value(of: column, number: number)
      return value.map { ("\(name: column.name)", "\(literal: $0)") }
    }
    let insert: SQLText = """
      INSERT INTO \(table) (\(.joined(columns.map(\.0)))) OVERRIDING SYSTEM VALUE
        VALUES (\(.joined(columns.map(\.1)))) ON CONFLICT DO NOTHING
      """
    let matches = given.sorted { $0.key < $1.key }.map {
      SQLText("\(name: $0.key) = \(literal: $0.value)")
    }
    let exists: SQLText =
      "SELECT EXISTS (SELECT FROM \(table) WHERE \(.joined(matches, " AND "))) AS e"
    do throws(PostgresError) {
      try connection.execute(insert.text)
      return try connection.query(exists.text)[0].bool("e")
    } catch  where error.kind == .server {
      // A transaction around it has failed with it.
      if connection.transactionStatus == .failed { try connection.execute("ROLLBACK; BEGIN") }
      return false
    }
  }
}
