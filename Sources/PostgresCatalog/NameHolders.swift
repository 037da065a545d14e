package import PartitionCore
package import PostgresClient

/// What in the database bears names that others are to get.
package enum NameHolders {
  /// Relations of all kinds share the names of a schema. A table has a type of its name besides, an index or a
  /// sequence has none (manual, CREATE TABLE); the types of arrays make room. One statement for all.
  ///
  /// - Returns: For those names that are taken, by what, as in "a view".
  package static func read(
    tables: [QualifiedName], others: [QualifiedName], on connection: borrowing Connection
  ) throws(PostgresError) -> [QualifiedName: String] {
    let names = tables + others
    guard !names.isEmpty else { return [:] }
    let rows = try connection.query(
      """
      WITH wanted AS (
        SELECT n.oid AS namespace, w.schema, w.name, w.place <= \(tables.count) AS "table"
          FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]))
                 WITH ORDINALITY AS w(schema, name, place)
            JOIN pg_catalog.pg_namespace AS n ON n.nspname = w.schema)
      SELECT w.schema, w.name, CASE c.relkind
               WHEN 'i' THEN 'an index' WHEN 'I' THEN 'an index' WHEN 'S' THEN 'a sequence'
               WHEN 'v' THEN 'a view' WHEN 'm' THEN 'a materialized view' WHEN 'c' THEN 'a type'
               WHEN 'f' THEN 'a foreign table' ELSE 'a table' END
        FROM wanted AS w
          JOIN pg_catalog.pg_class AS c ON c.relnamespace = w.namespace AND c.relname = w.name
      UNION ALL
      SELECT w.schema, w.name, 'a type'
        FROM wanted AS w
          JOIN pg_catalog.pg_type AS t ON t.typnamespace = w.namespace AND t.typname = w.name
       WHERE w."table" AND t.typrelid = 0 AND t.typcategory <> 'A'
      """, [arrayText(names.map(\.schema)), arrayText(names.map(\.name))])
    var holders: [QualifiedName: String] = [:]
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      holders[QualifiedName(try row.text(), try row.text())] = try row.text()
    }
    return holders
  }
}
