/// Statements that bring rows from one table into another with the same columns.
struct RowCopy {
  let source: Table
  let destination: Table

  /// Generated columns are computed anew.
  private var columnList: SQLText { list("") }

  private func list(_ prefix: SQLText) -> SQLText {
    .joined(
      source.relation.columns.filter { $0.generated == nil }.map { "\(prefix)\(name: $0.name)" })
  }

  private func allColumns(_ prefix: SQLText) -> SQLText {
    .joined(source.relation.columns.map { "\(prefix)\(name: $0.name)" })
  }

  /// All rows into an empty table. A row that no partition takes stops it (23514).
  var all: Statement {
    Statement(
      """
      INSERT INTO \(destination.name) (\(columnList))
        OVERRIDING SYSTEM VALUE
        SELECT \(columnList)
        FROM \(source.name)
      """)
  }

  /// Raises unless both tables hold equally many rows.
  var sameCount: Statement {
    var check = Guard()
    check.refuse(
      when: """
        (SELECT pg_catalog.count(*) FROM \(source.name))
          <> (SELECT pg_catalog.count(*) FROM \(destination.name))
        """,
      "the copy of \(source.name) holds another number of rows than the table; nothing was changed")
    return check.statement(why: "Every row must have arrived.")
  }

  /// Makes the destination equal to the source, touching only rows that differ.
  ///
  /// `key` names columns that are unique and not null in both; without one all rows are copied
  /// anew. Rows are compared by their stored bytes (manual, "Row and Array Comparisons", `*=`):
  /// some types (json) have no equality, and texts of numbers depend on settings.
  func difference(key: [String]?) -> [Statement] {
    guard let key else {
      return [Statement("TRUNCATE TABLE \(destination.name)"), all]
    }
    let matches = SQLText.joined(key.map { "d.\(name: $0) = s.\(name: $0)" }, " AND ")
    return [
      Statement(
        """
        DELETE FROM \(destination.name) AS d
          WHERE NOT EXISTS (
            SELECT FROM \(source.name) AS s
            WHERE \(matches)
              AND ROW(\(allColumns("s.")))::record
                OPERATOR(pg_catalog.*=) ROW(\(allColumns("d.")))::record)
        """, why: "Rows that were changed or deleted since."),
      Statement(
        """
        INSERT INTO \(destination.name) (\(columnList))
          OVERRIDING SYSTEM VALUE
          SELECT \(list("s."))
          FROM \(source.name) AS s
          WHERE NOT EXISTS (SELECT FROM \(destination.name) AS d WHERE \(matches))
        """, why: "Rows that were changed or added since."),
    ]
  }
}
