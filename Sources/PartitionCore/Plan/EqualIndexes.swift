/// Indexes of a partition that are alike but for their names. When the partition is attached, PostgreSQL
/// gives the oldest of them to the oldest of the parent's (ATTACH PARTITION in the server's source goes by
/// OID), which need not be the one that it belonged to: an index that was dropped and came back is young.
struct EqualIndexes {
  let partition: Partition
  let parent: QualifiedName

  private struct Part {
    let table: QualifiedName
    let name: String
    let parent: QualifiedName
  }

  /// Gives such indexes the names of the places that they have got; nil where there are none.
  var naming: Statement? {
    let parts = parts
    guard !parts.isEmpty else { return nil }
    let rows = parts.enumerated().map { number, part -> SQLText in
      let (table, parent): (SQLText, SQLText) = ("\(part.table)", "\(part.parent)")
      return """
        (\(number), \(literal: parent.text), \(literal: table.text), \(literal: part.table.schema),
                    \(literal: part.name), \(literal: Naming.replacement(part.name)))
        """
    }
    return Statement(
      .block(
        """
        DECLARE
          part record;
          other pg_catalog.name;
        BEGIN
          FOR part IN
            SELECT *
              FROM (VALUES
                \(.joined(rows, ",\n        "))
              ) AS p (number, parent, relation, namespace, name, passing)
              ORDER BY number
          LOOP
            SELECT c.relname INTO other
              FROM pg_catalog.pg_inherits AS h
                JOIN pg_catalog.pg_index AS i ON i.indexrelid = h.inhrelid
                JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
              WHERE h.inhparent = pg_catalog.to_regclass(part.parent)
                AND i.indrelid = pg_catalog.to_regclass(part.relation);
            IF other <> part.name AND pg_catalog.to_regclass(
                pg_catalog.format('%I.%I', part.namespace, part.name)) IS NOT NULL THEN
              EXECUTE pg_catalog.format(
                'ALTER INDEX %I.%I RENAME TO %I', part.namespace, part.name, part.passing);
              EXECUTE pg_catalog.format(
                'ALTER INDEX %I.%I RENAME TO %I', part.namespace, other, part.name);
              EXECUTE pg_catalog.format(
                'ALTER INDEX %I.%I RENAME TO %I', part.namespace, part.passing, other);
            END IF;
          END LOOP;
        END
        """), why: "Of indexes that are alike, each is to have the name that it had in its place.")
  }

  /// Parents first: whose place an index has depends on the name that its parent has got.
  private var parts: [Part] {
    var parts: [Part] = []
    func visit(_ partition: Partition, of parent: QualifiedName) {
      let attached = partition.relation.indexes.filter { $0.parent != nil }
      for index in attached where attached.count(where: { $0.isSame(as: index) }) > 1 {
        guard let name = index.parent else { continue }
        parts.append(
          Part(table: partition.name, name: index.name, parent: parent.sibling(name)))
      }
      for child in partition.partitioning?.partitions ?? [] { visit(child, of: partition.name) }
    }
    visit(partition, of: parent)
    return parts
  }
}
