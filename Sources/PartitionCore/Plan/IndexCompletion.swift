/// The last look of a file that builds an index: partitions that came without it get their part of it too,
/// or the index would never be valid. Windows may have added them since the file was made, or a file before
/// this one had to.
struct IndexCompletion {
  let index: Index
  let table: QualifiedName

  /// What a partition has already is attached; the names of others are nobody's choice.
  var statement: Statement {
    let parent: SQLText = "\(table.sibling(index.name))"
    return Statement(
      .block(
        """
        DECLARE
          part record;
          fresh text;
        BEGIN
          FOR part IN
            SELECT i.indexrelid::pg_catalog.regclass AS parent, h.inhrelid::pg_catalog.regclass AS child,
                c.relname, n.nspname, own.relname AS own
              FROM pg_catalog.pg_partition_tree(\(literal: parent.text)) AS t
                JOIN pg_catalog.pg_index AS i ON i.indexrelid = t.relid
                JOIN pg_catalog.pg_inherits AS h ON h.inhparent = i.indrelid AND NOT h.inhdetachpending
                JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
                JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                LEFT JOIN LATERAL (
                  \(unattached)) AS own ON true
              WHERE NOT EXISTS (
                SELECT FROM pg_catalog.pg_inherits AS a
                  JOIN pg_catalog.pg_index AS b ON b.indexrelid = a.inhrelid
                  WHERE a.inhparent = i.indexrelid AND b.indrelid = h.inhrelid)
          LOOP
            fresh := part.own;
            IF fresh IS NULL THEN
              fresh := pg_catalog.left(part.relname, 40) || '_'
                || pg_catalog.left(pg_catalog.md5(part.relname || \(literal: index.name)), 8) || '_\(ending)';
              \(creation)
            END IF;
            EXECUTE pg_catalog.format(
              'ALTER INDEX %s ATTACH PARTITION %I.%I', part.parent, part.nspname, fresh);
          END LOOP;
        END
        """), why: "Partitions that came without it, since this file was made or right before.")
  }

  private var ending: SQLText { index.constraint == nil ? "idx" : "key" }

  /// An index of the partition that ATTACH takes: as this one, and a constraint where this one is.
  private var unattached: SQLText {
    """
    SELECT o.relname
                    FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS o ON o.oid = x.indexrelid
                    WHERE x.indrelid = h.inhrelid AND x.indisvalid AND NOT o.relispartition
                      AND x.indisunique = i.indisunique AND x.indisprimary = i.indisprimary
                      AND EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = x.indexrelid)
                        = EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = i.indexrelid)
                      AND pg_catalog.substring(pg_catalog.pg_get_indexdef(x.indexrelid), ' USING .*')
                        = pg_catalog.substring(pg_catalog.pg_get_indexdef(i.indexrelid), ' USING .*')
                    ORDER BY x.indexrelid LIMIT 1
    """
  }

  private var creation: SQLText {
    guard index.constraint == nil else {
      return """
        EXECUTE pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I ', part.child, fresh)
                || (SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint
                    WHERE conindid = part.parent);
        """
    }
    let unique: SQLText = index.unique ? "UNIQUE " : ""
    return """
      EXECUTE pg_catalog.format('CREATE \(unique)INDEX %I ON %s ', fresh, part.child)
              || \(literal: index.using.text);
      """
  }
}
