/// The last look of a file that builds an index on a table with windows: partitions that were added since
/// the file was made get their part of the index too, or the index would never be valid.
struct IndexCompletion {
  let index: Index
  let table: QualifiedName

  /// Nil for a constraint, whose indexes have to become constraints first: a plan repairs it.
  var statement: Statement? {
    guard index.constraint == nil else { return nil }
    let parent: SQLText = "\(table.sibling(index.name))"
    let unique: SQLText = index.unique ? "UNIQUE " : ""
    return Statement(
      .block(
        """
        DECLARE
          part record;
          fresh text;
        BEGIN
          FOR part IN
            SELECT i.indexrelid::pg_catalog.regclass AS parent, h.inhrelid::pg_catalog.regclass AS child,
                c.relname, n.nspname
              FROM pg_catalog.pg_partition_tree(\(literal: parent.text)) AS t
                JOIN pg_catalog.pg_index AS i ON i.indexrelid = t.relid
                JOIN pg_catalog.pg_inherits AS h ON h.inhparent = i.indrelid AND NOT h.inhdetachpending
                JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
                JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
              WHERE NOT EXISTS (
                SELECT FROM pg_catalog.pg_inherits AS a
                  JOIN pg_catalog.pg_index AS b ON b.indexrelid = a.inhrelid
                  WHERE a.inhparent = i.indexrelid AND b.indrelid = h.inhrelid)
          LOOP
            fresh := pg_catalog.left(part.relname, 40) || '_'
              || pg_catalog.left(pg_catalog.md5(part.relname || \(literal: index.name)), 8) || '_idx';
            EXECUTE pg_catalog.format('CREATE \(unique)INDEX %I ON %s ', fresh, part.child)
              || \(literal: index.using.text);
            EXECUTE pg_catalog.format(
              'ALTER INDEX %s ATTACH PARTITION %I.%I', part.parent, part.nspname, fresh);
          END LOOP;
        END
        """), why: "Partitions that the table's windows added since this file was made.")
  }
}
