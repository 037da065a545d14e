extension CatalogQueries {
  /// Columns of the roots, and of partitions those that deviate from the root's.
  ///
  /// `$2::oid[]` holds the root of each relation. The comparison runs on the server: columns that
  /// do not deviate, nearly all of them, never travel. A partition's column deviates by a
  /// default, storage, compression or NOT NULL other than the root's, and by a statistics target,
  /// options, privileges, identity or a comment that it has of its own: those are not copied from
  /// the parent (CREATE TABLE, "PARTITION OF"), so their absence says nothing.
  ///
  /// Columns that only bear another number than the root's travel too, marked as not deviating:
  /// `indexes` must know where numbers differ.
  var columns: String {
    // Equal trees have equal texts, but for the places in a statement that the root's remember and
    // their copies do not; different trees may have equal texts (numbers of columns differ).
    // Deparsing opens the partition, so it comes last.
    let deviates = """
      a.oid = a.root
              OR a.attnotnull <> r.attnotnull
              OR a.attstorage <> r.attstorage
              OR a.attcompression <> r.attcompression
              OR a.attidentity NOT IN ('', r.attidentity)
              OR a.target IS NOT NULL AND a.target IS DISTINCT FROM r.target
              OR a.options <> '{}' AND a.options IS DISTINCT FROM r.options
              OR a.attacl IS NOT NULL AND a.attacl IS DISTINCT FROM r.attacl
              OR a.description IS NOT NULL AND a.description IS DISTINCT FROM r.description
              OR CASE WHEN a.adbin::text IS DISTINCT FROM r.adbin::text
                       AND a.adbin::text IS DISTINCT FROM r.copied
                      THEN pg_get_expr(a.adbin, a.oid) IS DISTINCT FROM r.expression
                      ELSE false END
      """
    return """
      WITH relation AS MATERIALIZED (
        SELECT oid, root, number
          FROM unnest($1::oid[], $2::oid[]) WITH ORDINALITY AS t(oid, root, number)
      ), live AS NOT MATERIALIZED (
        SELECT t.number, t.oid, t.root, a.attname, a.attnum, a.atttypid, a.atttypmod,
               a.attnotnull, a.attgenerated, a.attidentity, a.attcollation, a.attstorage,
               a.attcompression, nullif(a.attstattarget, -1) AS target,
               CASE WHEN a.attoptions IS NOT NULL THEN
                 ARRAY(SELECT o FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg\\_attver=%')
               END AS options,
               a.attacl, d.adbin, note.description
          FROM relation t
         -- By the index, relation for relation: pg_attribute is the largest of the catalogs.
         CROSS JOIN LATERAL (
               SELECT *
                 FROM pg_attribute a
                WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
               OFFSET 0
             ) AS a
          LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum AND a.atthasdef
          LEFT JOIN pg_description note ON note.objoid = t.oid
               AND note.classoid = 'pg_class'::regclass AND note.objsubid = a.attnum
      ), root AS MATERIALIZED (
        SELECT live.*, pg_get_expr(adbin, oid) AS expression,
               \(copied("adbin")) AS copied
          FROM live
         WHERE oid = root
      ), listed AS MATERIALIZED (
        SELECT a.*, a.attnum <> r.attnum AS renumbered,
               CASE WHEN a.attnum <> r.attnum THEN \(deviates)
                    ELSE true END AS deviates
          FROM live a
          LEFT JOIN root r ON r.oid = a.root AND r.attname = a.attname
         WHERE a.attnum <> r.attnum
            OR \(deviates)
      )
      SELECT a.number,
             coalesce(a.deviates, false),
             coalesce(a.renumbered, false),
             a.attname,
             format_type(a.atttypid, a.atttypmod),
             a.attnotnull,
             pg_get_expr(a.adbin, a.oid),
             a.attgenerated,
             a.attidentity,
             CASE WHEN a.attcollation <> ty.typcollation
                  THEN format('%I.%I', con.nspname, co.collname) END,
             CASE WHEN a.attstorage <> ty.typstorage THEN
               CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                                 WHEN 'x' THEN 'EXTENDED' WHEN 'm' THEN 'MAIN' END END,
             CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
             a.target,
             nullif(a.options, '{}'),
             a.description,
             a.attacl IS NOT NULL,
             \(equality)
        FROM listed a
        JOIN pg_type ty ON ty.oid = a.atttypid
        LEFT JOIN pg_collation co ON co.oid = a.attcollation
        LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
       ORDER BY a.number, a.attnum
      """
  }

  /// The schema of the `=` by which values of a type are compared, where it is not pg_catalog: that
  /// of its default B-tree operator class, or of its base type's.
  private var equality: String {
    """
    CASE WHEN ty.typnamespace <> 'pg_catalog'::regnamespace THEN
               (SELECT nullif(n.nspname, 'pg_catalog')
                  FROM pg_opclass oc
                  JOIN pg_am am ON am.oid = oc.opcmethod AND am.amname = 'btree'
                  JOIN pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amopstrategy = 3
                       AND ao.amoplefttype = oc.opcintype AND ao.amoprighttype = oc.opcintype
                  JOIN pg_operator op ON op.oid = ao.amopopr AND op.oprname = '='
                  JOIN pg_namespace n ON n.oid = op.oprnamespace
                 WHERE oc.opcdefault AND oc.opcintype IN (
                   WITH RECURSIVE base AS (
                     SELECT ty.oid AS oid
                     UNION ALL
                     SELECT t.typbasetype FROM base JOIN pg_type t ON t.oid = base.oid
                      WHERE t.typbasetype <> 0
                   ) SELECT oid FROM base)) END
    """
  }

  /// The text of an expression tree as a partition's copy of it has it: without the places in the
  /// statement that it came from (`-1`, outfuncs.c; the numbers of a constant are no text of its own).
  func copied(_ tree: String) -> String {
    "regexp_replace(\(tree)::text, ':location [0-9]+', ':location -1', 'g')"
  }

  /// Privileges on the relations `$1::oid[]` and, with the column's name, on columns of the
  /// relations `$2::oid[]`; `$3::integer[]` and `$4::integer[]` hold their numbers.
  ///
  /// Relations and columns without an ACL have no rows here; that they have none is told by their
  /// own rows. So only those are asked for that have one.
  var privileges: String {
    """
    WITH held AS (
      SELECT t.number, NULL::name AS attname, c.relacl AS acl
        FROM unnest($1::oid[], $3::integer[]) AS t(oid, number)
        JOIN pg_class c ON c.oid = t.oid AND c.relacl IS NOT NULL
      UNION ALL
      SELECT t.number, a.attname, a.attacl
        FROM unnest($2::oid[], $4::integer[]) AS t(oid, number)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attacl IS NOT NULL
             AND a.attnum > 0 AND NOT a.attisdropped
    )
    SELECT held.number, held.attname,
           CASE WHEN x.grantee <> 0 THEN pg_get_userbyid(x.grantee) END,
           pg_get_userbyid(x.grantor),
           x.privilege_type,
           x.is_grantable
      FROM held
     CROSS JOIN LATERAL aclexplode(held.acl) AS x
    """
  }

  /// Sequences owned by columns of the relations: serial (auto) or identity (internal).
  var sequences: String {
    """
    SELECT t.number,
           n.nspname, s.relname,
           a.attname,
           d.deptype = 'i',
           format_type(q.seqtypid, NULL),
           q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle
      FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
           AND d.refobjsubid > 0 AND d.classid = 'pg_class'::regclass
           AND d.deptype IN ('a', 'i')
      JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN pg_namespace n ON n.oid = s.relnamespace
      JOIN pg_sequence q ON q.seqrelid = s.oid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
     ORDER BY t.number, a.attnum, n.nspname, s.relname
    """
  }
}
