package import PartitionCore
package import PostgresClient

/// What in the database bears names that others are to get.
package enum NameHolders {
  /// Relations of all kinds share the names of a schema. A table has a type of its name besides, an index or a
  /// sequence has none (manual, CREATE TABLE); the types of arrays make room. One statement a schema.
  ///
  /// - Returns: For those names that are taken, by what, as in "a view".
  package static func read(
    tables: [QualifiedName], others: [QualifiedName], on connection: borrowing Connection
  ) throws(PostgresError) -> [QualifiedName: String] {
    var holders: [QualifiedName: String] = [:]
    let tables = Dictionary(grouping: tables, by: \.schema)
    let others = Dictionary(grouping: others, by: \.schema)
    for schema in Set(tables.keys).union(others.keys).sorted() {
      let ofTables = (tables[schema] ?? []).map(\.name)
      let ofOthers = (others[schema] ?? []).map(\.name)
      let rows = try connection.query(
        sql, [schema, arrayText(ofTables + ofOthers), arrayText(ofTables)])
      for index in 0..<rows.count {
        var row = RowReader(rows, index)
        holders[QualifiedName(schema, try row.text())] = try row.text()
      }
    }
    return holders
  }

  private static let sql = """
    SELECT c.relname, CASE c.relkind
             WHEN 'i' THEN 'an index' WHEN 'I' THEN 'an index' WHEN 'S' THEN 'a sequence'
             WHEN 'v' THEN 'a view' WHEN 'm' THEN 'a materialized view' WHEN 'c' THEN 'a type'
             WHEN 'f' THEN 'a foreign table' ELSE 'a table' END
      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = ANY ($2::name[])
    UNION ALL
    SELECT t.typname, 'a type'
      FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
     WHERE n.nspname = $1 AND t.typname = ANY ($3::name[]) AND t.typrelid = 0
       AND t.typcategory <> 'A'
    """
}
