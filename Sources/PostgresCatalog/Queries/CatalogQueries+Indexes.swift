extension CatalogQueries {
  /// One row for each index, those of exclusion constraints left out.
  ///
  /// The definition is `pg_get_indexdef` without its beginning, which is built here with the same
  /// quoting (`ON ONLY` for a partitioned index: `pg_get_indexdef_worker` in ruleutils.c). It is
  /// NULL when the index was dropped or renamed after the snapshot; the reader then reads again.
  var indexes: String {
    // The deparsers name the session's own temporary schema by its alias since 15.
    let schemaName =
      major >= 15
      ? "CASE WHEN n.oid = pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END" : "n.nspname"
    return """
      WITH listed AS MATERIALIZED (
        SELECT t.number,
               i.indexrelid,
               ic.relname,
               i.indisunique, i.indisvalid, i.indisclustered,
               ic.reltablespace,
               pg_get_indexdef(i.indexrelid) AS whole,
               format('CREATE %sINDEX %I ON %s%I.%I USING ',
                      CASE WHEN i.indisunique THEN 'UNIQUE ' END, ic.relname,
                      CASE WHEN ic.relkind = 'I' THEN 'ONLY ' END,
                      \(schemaName), c.relname) AS start,
               i.indexprs IS NOT NULL AS has_expressions
          FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
          JOIN pg_class c ON c.oid = t.oid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_index i ON i.indrelid = t.oid AND i.indislive
          JOIN pg_class ic ON ic.oid = i.indexrelid
         WHERE NOT i.indisexclusion
      )
      SELECT x.number,
             x.relname,
             CASE WHEN starts_with(x.whole, x.start) THEN substr(x.whole, length(x.start) + 1) END,
             x.indisunique,
             x.indisvalid,
             x.indisclustered,
             ts.spcname,
             parent.relname,
             note.description,
             CASE WHEN x.has_expressions THEN
               ARRAY(SELECT format('%s=%s', a.attnum, a.attstattarget)
                       FROM pg_attribute a
                      WHERE a.attrelid = x.indexrelid AND a.attstattarget >= 0
                      ORDER BY a.attnum) END,
             con.contype,
             pg_get_constraintdef(con.oid),
             CASE WHEN con.oid IS NOT NULL THEN
               ARRAY(SELECT a.attname::text
                       FROM unnest(con.conkey) WITH ORDINALITY AS k(attnum, position)
                       JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum
                      ORDER BY k.position) END,
             connote.description
        FROM listed x
        LEFT JOIN pg_tablespace ts ON ts.oid = x.reltablespace
        LEFT JOIN pg_inherits h ON h.inhrelid = x.indexrelid
        LEFT JOIN pg_class parent ON parent.oid = h.inhparent
        LEFT JOIN pg_description note ON note.objoid = x.indexrelid
             AND note.classoid = 'pg_class'::regclass AND note.objsubid = 0
        LEFT JOIN pg_constraint con ON con.conindid = x.indexrelid AND con.contype IN ('p', 'u')
        LEFT JOIN pg_description connote ON connote.objoid = con.oid
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
