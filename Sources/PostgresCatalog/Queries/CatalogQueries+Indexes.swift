extension CatalogQueries {
  /// One row for each index, those of exclusion constraints left out; `$2::oid[]` holds the root
  /// of each relation, `$3::oid[]` the relations that number their columns otherwise than it.
  ///
  /// The definition is `pg_get_indexdef` without its beginning, which is built here with the same
  /// quoting (`ON ONLY` for a partitioned index: `pg_get_indexdef_worker` in ruleutils.c). It is
  /// NULL when the index was dropped or renamed after the snapshot; the reader then reads again.
  ///
  /// Deparsing costs more than all else, and partitions have the same indexes over and over. So an
  /// index that agrees with its parent in all that ruleutils.c looks at only says so. Of others
  /// that agree with each other, and are therefore alike, one is deparsed. Within a tree, types and
  /// collations of columns are equal and only their numbers may differ.
  var indexes: String {
    // The deparsers name the session's own temporary schema by its alias since 15.
    let schemaName =
      major >= 15
      ? "CASE WHEN n.oid = pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END" : "n.nspname"
    let (ownNulls, parentNulls) =
      major >= 15 ? ("i.indnullsnotdistinct", "p.indnullsnotdistinct") : ("false", "false")
    return """
      WITH relation AS MATERIALIZED (
        SELECT t.number, t.oid, t.root,
               CASE WHEN t.oid = ANY ($3::oid[]) THEN
                 ARRAY(SELECT a.attname FROM pg_attribute a
                        WHERE a.attrelid = t.oid AND a.attnum > 0 ORDER BY a.attnum)
               END AS columns
          FROM unnest($1::oid[], $2::oid[]) WITH ORDINALITY AS t(oid, root, number)
      ), option AS MATERIALIZED (
        SELECT a.attrelid, array_agg(format('%s=%s', a.attnum, a.attoptions)
                                     ORDER BY a.attnum) AS list
          FROM relation t
          JOIN pg_index i ON i.indrelid = t.oid
          JOIN pg_attribute a ON a.attrelid = i.indexrelid AND a.attoptions IS NOT NULL
         GROUP BY a.attrelid
      ), parent AS MATERIALIZED (
        SELECT i.*, ic.relname, ic.relam, ic.reloptions, t.columns, option.list,
               con.contype, con.conkey, con.condeferrable, con.condeferred, con.convalidated,
               \(copied("i.indexprs")) AS expressions,
               \(copied("i.indpred")) AS predicate
          FROM relation t
          JOIN pg_partitioned_table k ON k.partrelid = t.oid
          JOIN pg_index i ON i.indrelid = t.oid AND i.indislive AND NOT i.indisexclusion
          JOIN pg_class ic ON ic.oid = i.indexrelid
          LEFT JOIN option ON option.attrelid = i.indexrelid
          LEFT JOIN pg_constraint con ON con.conrelid = t.oid AND con.conindid = i.indexrelid
               AND con.contype IN ('p', 'u')
      ), listed AS MATERIALIZED (
        SELECT t.number, t.oid,
               i.indexrelid, i.indisunique, i.indisvalid, i.indisclustered,
               ic.relname, ic.relkind, ic.reltablespace, p.relname AS parent,
               i.indexprs IS NOT NULL AS has_expressions,
               con.oid AS constraint, con.contype,
               CASE WHEN t.columns IS NULL AND p.columns IS NULL
                     AND option.list IS NULL AND p.list IS NULL
                     AND ic.relam = p.relam AND ic.reloptions IS NOT DISTINCT FROM p.reloptions
                     AND i.indisunique = p.indisunique AND \(ownNulls) = \(parentNulls)
                     AND i.indnatts = p.indnatts AND i.indnkeyatts = p.indnkeyatts
                     AND i.indkey = p.indkey AND i.indcollation = p.indcollation
                     AND i.indclass = p.indclass AND i.indoption = p.indoption
                     AND (i.indexprs::text IS NOT DISTINCT FROM p.indexprs::text
                          OR i.indexprs::text = p.expressions)
                     AND (i.indpred::text IS NOT DISTINCT FROM p.indpred::text
                          OR i.indpred::text = p.predicate)
                     AND (con.contype IS NULL AND p.contype IS NULL
                          OR con.contype = p.contype AND con.conkey = p.conkey
                             AND con.condeferrable = p.condeferrable
                             AND con.condeferred = p.condeferred
                             AND con.convalidated = p.convalidated)
                    THEN NULL
                    ELSE ROW(t.root, t.columns,
                             ic.relam, ic.reloptions, option.list,
                             i.indisunique, \(ownNulls), i.indnatts, i.indnkeyatts,
                             i.indkey, i.indcollation, i.indclass, i.indoption, i.indexprs,
                             i.indpred, con.contype, con.conkey, con.condeferrable,
                             con.condeferred, con.convalidated)::text
               END AS alike
          FROM relation t
          JOIN pg_index i ON i.indrelid = t.oid AND i.indislive AND NOT i.indisexclusion
          JOIN pg_class ic ON ic.oid = i.indexrelid
          LEFT JOIN option ON option.attrelid = i.indexrelid
          LEFT JOIN pg_constraint con ON con.conrelid = t.oid AND con.conindid = i.indexrelid
               AND con.contype IN ('p', 'u')
          LEFT JOIN pg_inherits h ON h.inhrelid = i.indexrelid
          LEFT JOIN parent p ON p.indexrelid = h.inhparent
      ), deparsed AS MATERIALIZED (
        SELECT x.alike,
               pg_get_indexdef(x.indexrelid) AS whole,
               format('CREATE %sINDEX %I ON %s%I.%I USING ',
                      CASE WHEN x.indisunique THEN 'UNIQUE ' END, x.relname,
                      CASE WHEN x.relkind = 'I' THEN 'ONLY ' END,
                      \(schemaName), c.relname) AS start,
               pg_get_constraintdef(con.oid) AS key,
               CASE WHEN con.oid IS NOT NULL THEN
                 ARRAY(SELECT a.attname::text
                         FROM unnest(con.conkey) WITH ORDINALITY AS k(attnum, position)
                         JOIN pg_attribute a
                           ON a.attrelid = con.conrelid AND a.attnum = k.attnum
                        ORDER BY k.position) END AS key_columns
          FROM (SELECT DISTINCT ON (alike) * FROM listed WHERE alike IS NOT NULL) AS x
          JOIN pg_class c ON c.oid = x.oid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_constraint con ON con.oid = x.constraint
      )
      SELECT x.number,
             x.relname,
             x.parent,
             x.alike IS NULL,
             CASE WHEN starts_with(d.whole, d.start) THEN substr(d.whole, length(d.start) + 1) END,
             x.indisunique,
             x.indisvalid,
             x.indisclustered,
             ts.spcname,
             note.description,
             CASE WHEN x.has_expressions THEN
               ARRAY(SELECT format('%s=%s', a.attnum, a.attstattarget)
                       FROM pg_attribute a
                      WHERE a.attrelid = x.indexrelid AND a.attstattarget >= 0
                      ORDER BY a.attnum) END,
             x.contype,
             d.key,
             d.key_columns,
             connote.description
        FROM listed x
        LEFT JOIN deparsed d ON d.alike = x.alike
        LEFT JOIN pg_tablespace ts ON ts.oid = x.reltablespace
        LEFT JOIN pg_description note ON note.objoid = x.indexrelid
             AND note.classoid = 'pg_class'::regclass AND note.objsubid = 0
        LEFT JOIN pg_description connote ON connote.objoid = x.constraint
             AND connote.classoid = 'pg_constraint'::regclass AND connote.objsubid = 0
       ORDER BY x.number, x.relname COLLATE "C"
      """
  }

  /// CHECK, FOREIGN KEY, EXCLUDE and (18) NOT NULL constraints that are the relation's own.
  ///
  /// What a partition has from its parent is not local or names a parent constraint, and neither
  /// travels. Rows with `conparentid` on a root are those that a foreign key to a partitioned
  /// table keeps for each referenced partition.
  var constraints: String {
    """
    SELECT t.number,
           con.conname,
           con.contype,
           pg_get_constraintdef(con.oid),
           con.convalidated,
           fn.nspname,
           f.relname,
           ARRAY(SELECT a.attname::text
                   FROM unnest(con.conkey) WITH ORDINALITY AS k(attnum, position)
                   JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum
                  ORDER BY k.position),
           ARRAY(SELECT a.attname::text
                   FROM unnest(con.confkey) WITH ORDINALITY AS k(attnum, position)
                   JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.attnum
                  ORDER BY k.position),
           note.description
      FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
      JOIN pg_class c ON c.oid = t.oid
      JOIN pg_constraint con ON con.conrelid = t.oid AND con.contype IN ('c', 'f', 'x', 'n')
           AND con.conparentid = 0 AND (con.conislocal OR NOT c.relispartition)
      LEFT JOIN pg_class f ON f.oid = con.confrelid
      LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
      LEFT JOIN pg_description note ON note.objoid = con.oid
           AND note.classoid = 'pg_constraint'::regclass AND note.objsubid = 0
     ORDER BY t.number, con.conname COLLATE "C"
    """
  }
}
