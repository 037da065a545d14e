import PartitionCore

/// The SQL that reads the catalogs, chosen by the server's major version.
///
/// Every query takes a set and answers for all of it: `$1::oid[]` is the list of all relations
/// of the read, and the first column of an answer is the one-based position in that list. So the
/// number of queries does not grow with the number of tables or partitions. None of them opens
/// a user's relation; the `pg_get_*` functions take an AccessShare lock on the table they
/// describe and no more (System Information Functions).
package struct CatalogQueries: Sendable {
  /// 14 to 18.
  let major: Int

  package init(serverVersion: Int) { major = serverVersion / 10_000 }

  /// One row about the server and the session.
  ///
  /// On its way it makes catalog queries fast for this transaction: over 10,000 partitions JIT
  /// compiles longer than it saves, and sorts do not fit into the default memory.
  var server: String {
    """
    SELECT current_setting('server_version_num'),
           current_database(),
           current_user,
           ARRAY(SELECT spcname::text FROM pg_tablespace ORDER BY spcname COLLATE "C"),
           current_setting('default_table_access_method'),
           \(LockNeed.capacity.text),
           ARRAY(SELECT extname::text FROM pg_extension ORDER BY extname COLLATE "C"),
           has_database_privilege(current_database(), 'TEMPORARY'),
           current_setting('block_size') AS block_size,
           set_config('jit', 'off', true),
           set_config('work_mem', '64MB', true)
    """
  }

  /// Resolves names `$1::text[]`, `$2::text[]` to root tables: for each relation found its schema
  /// and name, and the schema, name and OID of the root of its partition tree.
  ///
  /// It climbs `pg_inherits`, since `pg_partition_root` takes locks (Table Partitioning,
  /// "Partitioning Information Functions" open every relation).
  var named: String {
    """
    WITH RECURSIVE climb AS (
      SELECT wanted.schema, wanted.name, c.oid, c.relispartition
        FROM unnest($1::text[], $2::text[]) AS wanted(schema, name)
        JOIN pg_namespace n ON n.nspname = wanted.schema
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name
       WHERE c.relkind IN ('r', 'p', 'f')
      UNION ALL
      SELECT climb.schema, climb.name, p.oid, p.relispartition
        FROM climb
        JOIN pg_inherits i ON i.inhrelid = climb.oid
        JOIN pg_class p ON p.oid = i.inhparent
       WHERE climb.relispartition
    )
    SELECT climb.schema, climb.name, rn.nspname, r.relname, r.oid
      FROM climb
      JOIN pg_class r ON r.oid = climb.oid
      JOIN pg_namespace rn ON rn.oid = r.relnamespace
     WHERE NOT climb.relispartition
     ORDER BY climb.schema COLLATE "C", climb.name COLLATE "C"
    """
  }

  /// Every partitioned root table of the user's schemas; plain ones too if `$1::boolean`.
  var allRoots: String {
    """
    SELECT n.nspname, c.relname, n.nspname, c.relname, c.oid
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT c.relispartition
       AND (c.relkind = 'p' OR c.relkind = 'r' AND $1::boolean)
       AND c.relpersistence <> 't'
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgparcel')
       AND n.nspname NOT LIKE 'pg\\_toast%'
       AND n.nspname NOT LIKE 'pg\\_temp\\_%'
     ORDER BY 1, 2
    """
  }

  /// The trees below the roots `$1::oid[]`, parents before their partitions.
  ///
  /// A bound holds no columns, so `pg_get_expr` takes 0 for the relation (System Catalog
  /// Information Functions) and opens none; with its OID it would open and lock every partition.
  var relations: String {
    """
    WITH RECURSIVE tree AS (
      SELECT oid, oid AS root, 0::oid AS parent, 0 AS level, false AS pending
        FROM unnest($1::oid[]) AS root(oid)
      UNION ALL
      SELECT i.inhrelid, tree.root, i.inhparent, tree.level + 1, i.inhdetachpending
        FROM tree
        JOIN pg_partitioned_table k ON k.partrelid = tree.oid
        JOIN pg_inherits i ON i.inhparent = tree.oid
    )
    SELECT tree.oid,
           tree.root,
           tree.parent,
           tree.pending,
           n.nspname,
           c.relname,
           c.relkind,
           c.relpersistence,
           nullif(am.amname, 'heap'),
           ts.spcname,
           c.reloptions,
           (SELECT toast.reloptions FROM pg_class toast WHERE toast.oid = c.reltoastrelid),
           pg_get_userbyid(c.relowner),
           pg_has_role(c.relowner, 'USAGE'),
           -- Once a grant was taken back, the default is spelt out.
           c.relacl IS NOT NULL AND NOT (c.relacl @> acldefault('r', c.relowner)
             AND c.relacl <@ acldefault('r', c.relowner)),
           note.description,
           c.relrowsecurity,
           c.relforcerowsecurity,
           c.relreplident,
           replica.relname,
           CASE WHEN tree.level > 0 THEN pg_get_expr(c.relpartbound, 0) END,
           c.reltuples,
           c.relpages
      FROM tree
      JOIN pg_class c ON c.oid = tree.oid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_am am ON am.oid = c.relam
      LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
      LEFT JOIN pg_description note ON note.objoid = c.oid
           AND note.classoid = 'pg_class'::regclass AND note.objsubid = 0
      LEFT JOIN pg_index ri ON c.relreplident = 'i' AND ri.indrelid = c.oid AND ri.indisreplident
      LEFT JOIN pg_class replica ON replica.oid = ri.indexrelid
     ORDER BY tree.level, n.nspname COLLATE "C", c.relname COLLATE "C"
    """
  }

  /// One row for each element of each partition key, in order.
  ///
  /// The whole key's text and the list of its expressions come with the first element; the
  /// deparser has no function for one element.
  var keys: String {
    """
    SELECT t.number,
           k.partstrat,
           CASE WHEN e.position = 1 THEN pg_get_partkeydef(t.oid) END,
           CASE WHEN e.position = 1 THEN pg_get_expr(k.partexprs, t.oid) END,
           a.attname,
           CASE WHEN a.attnum IS NOT NULL THEN format_type(a.atttypid, a.atttypmod) END,
           CASE WHEN e."collation" NOT IN (0, 100)
                 AND e."collation" IS DISTINCT FROM ty.typcollation
                THEN format('%I.%I', con.nspname, co.collname) END
      FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
      JOIN pg_partitioned_table k ON k.partrelid = t.oid
     CROSS JOIN LATERAL unnest(k.partattrs::smallint[], k.partcollation::oid[])
           WITH ORDINALITY AS e(attnum, "collation", position)
      LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = e.attnum AND e.attnum > 0
      LEFT JOIN pg_type ty ON ty.oid = a.atttypid
      LEFT JOIN pg_collation co ON co.oid = e."collation"
      LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
     ORDER BY t.number, e.position
    """
  }
}
