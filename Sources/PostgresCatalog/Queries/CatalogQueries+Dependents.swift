/// Objects of others that are bound to a relation by OID (pg_depend, and what has catalogs of its
/// own). `$2::oid[]` holds the root of each relation.
extension CatalogQueries {
  /// Views and materialized views on the relations and on each other, with the number of steps
  /// to the relation: a view is re-created after those it reads.
  var views: String {
    """
    WITH RECURSIVE relation AS (
      SELECT oid, root, number
        FROM unnest($1::oid[], $2::oid[]) WITH ORDINALITY AS t(oid, root, number)
    ), reader AS (
      SELECT t.root, t.number, r.ev_class AS oid, 0 AS depth
        FROM relation t
        JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
             AND d.classid = 'pg_rewrite'::regclass
        JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class <> t.oid
       WHERE (SELECT v.relkind FROM pg_class v WHERE v.oid = r.ev_class) IN ('v', 'm')
      UNION
      SELECT reader.root, reader.number, r.ev_class, reader.depth + 1
        FROM reader
        JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = reader.oid
             AND d.classid = 'pg_rewrite'::regclass
        JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class <> reader.oid
       WHERE (SELECT v.relkind FROM pg_class v WHERE v.oid = r.ev_class) IN ('v', 'm')
    ), view AS (
      SELECT root, min(number) AS number, oid, max(depth) AS depth
        FROM reader GROUP BY root, oid
    )
    SELECT view.number,
           CASE v.relkind WHEN 'v' THEN 'view' ELSE 'materializedView' END,
           (pg_identify_object('pg_class'::regclass, v.oid, 0)).type || ' '
             || (pg_identify_object('pg_class'::regclass, v.oid, 0)).identity,
           format('CREATE %s %I.%I%s AS%s%s%s',
                  CASE v.relkind WHEN 'v' THEN 'OR REPLACE VIEW' ELSE 'MATERIALIZED VIEW' END,
                  n.nspname, v.relname,
                  (SELECT format(' WITH (%s)', string_agg(
                            format('%s=%L', split_part(o, '=', 1),
                                   substr(o, strpos(o, '=') + 1)), ', '))
                     FROM unnest(v.reloptions) o HAVING count(*) > 0),
                  E'\\n', rtrim(pg_get_viewdef(v.oid), ';'),
                  CASE WHEN v.relkind = 'm' AND NOT v.relispopulated THEN E'\\nWITH NO DATA' END),
           n.nspname,
           v.relname,
           NULL,
           NULL,
           view.depth
      FROM view
      JOIN pg_class v ON v.oid = view.oid
      JOIN pg_namespace n ON n.oid = v.relnamespace
     ORDER BY view.depth, n.nspname COLLATE "C", v.relname COLLATE "C"
    """
  }

  /// Foreign keys that reference the relations, those of the table itself included.
  var incomingForeignKeys: String {
    """
    SELECT t.number, 'incomingForeignKey',
           (pg_identify_object('pg_constraint'::regclass, con.oid, 0)).type || ' '
             || (pg_identify_object('pg_constraint'::regclass, con.oid, 0)).identity,
           pg_get_constraintdef(con.oid),
           n.nspname, c.relname, con.conname,
           ARRAY(SELECT a.attname::text
                   FROM unnest(con.confkey) WITH ORDINALITY AS k(attnum, position)
                   JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.attnum
                  ORDER BY k.position),
           0
      FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
      JOIN pg_constraint con ON con.confrelid = t.oid AND con.contype = 'f'
           AND con.conparentid = 0
      JOIN pg_class c ON c.oid = con.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", con.conname COLLATE "C"
    """
  }

  /// What pg_depend knows beyond views and foreign keys: users of the relation, of its row type,
  /// and of its sequences.
  var dependents: String {
    """
    WITH relation AS MATERIALIZED (
      SELECT oid, root, number
        FROM unnest($1::oid[], $2::oid[]) WITH ORDINALITY AS t(oid, root, number)
    ), target AS (
      SELECT root, number, 'pg_class'::regclass AS class, oid, false AS by_type FROM relation
      UNION ALL
      SELECT t.root, t.number, 'pg_type'::regclass, type.oid, true
        FROM relation t
       CROSS JOIN LATERAL (
             SELECT c.reltype FROM pg_class c WHERE c.oid = t.oid OFFSET 0
           ) AS c
       CROSS JOIN LATERAL (
             SELECT c.reltype AS oid
              UNION ALL
             SELECT ty.typarray FROM pg_type ty WHERE ty.oid = c.reltype
           ) AS type
      UNION ALL
      SELECT t.root, t.number, 'pg_class'::regclass, s.oid, false
        FROM relation t
        JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
             AND d.classid = 'pg_class'::regclass AND d.deptype = 'a' AND d.refobjsubid > 0
        JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    ), found AS (
      SELECT DISTINCT ON (t.root, d.classid, d.objid, d.objsubid)
             t.root, t.number, t.by_type, d.classid, d.objid, d.objsubid,
             held.holder,
             p.polname, w.rulename, f.oid AS function, f.prosqlbody IS NOT NULL AS atomic,
             f.prokind, def.oid AS default, a.attname
        FROM target t
        JOIN pg_depend d ON d.refclassid = t.class AND d.refobjid = t.oid AND d.deptype = 'n'
        LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
        LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
        LEFT JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid
        LEFT JOIN pg_attrdef def ON d.classid = 'pg_attrdef'::regclass AND def.oid = d.objid
        LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
        LEFT JOIN pg_constraint con ON d.classid = 'pg_constraint'::regclass
             AND con.oid = d.objid
        LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
        LEFT JOIN pg_attribute a ON a.attrelid = def.adrelid AND a.attnum = def.adnum
       CROSS JOIN LATERAL (
             SELECT coalesce(p.polrelid, w.ev_class, def.adrelid, g.tgrelid, con.conrelid, c.oid)
           ) AS held(holder)
        LEFT JOIN relation own ON own.oid = held.holder
       -- Foreign keys have a query of their own; a row filter and a domain's check go with theirs.
       WHERE con.contype IS DISTINCT FROM 'f'
         AND coalesce(con.contypid, 0) = 0
         AND d.classid <> 'pg_publication_rel'::regclass
         AND own.root IS DISTINCT FROM t.root
       ORDER BY t.root, d.classid, d.objid, d.objsubid, t.by_type DESC, t.number
    )
    SELECT x.number,
           CASE WHEN x.by_type THEN 'rowType'
                WHEN x.polname IS NOT NULL THEN 'policy'
                WHEN x.rulename IS NOT NULL THEN 'rule'
                WHEN x.atomic THEN 'sqlFunction'
                WHEN x.function IS NOT NULL OR x.default IS NOT NULL THEN 'regclassConstant'
                WHEN x.classid = 'pg_class'::regclass AND x.objsubid = 0
                 AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = x.objid)
                THEN 'inheritanceChild'
                ELSE 'other' END,
           o.type || ' ' || o.identity,
           CASE WHEN x.polname IS NOT NULL THEN
                  (SELECT format('ALTER POLICY %I ON %I.%I%s%s', p.polname, n.nspname, c.relname,
                          ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                          ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
                     FROM pg_policy p WHERE p.oid = x.objid)
                WHEN x.rulename IS NOT NULL THEN
                  regexp_replace(pg_get_ruledef(x.objid), '^CREATE RULE', 'CREATE OR REPLACE RULE')
                WHEN x.function IS NOT NULL AND x.prokind <> 'a' THEN
                  rtrim(pg_get_functiondef(x.function), E'\\n')
                WHEN x.default IS NOT NULL THEN
                  (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d WHERE d.oid = x.default)
                END,
           n.nspname,
           c.relname,
           coalesce(x.polname, x.rulename, x.attname),
           NULL,
           0
      FROM found x
     CROSS JOIN LATERAL pg_identify_object(x.classid, x.objid, x.objsubid) AS o
      LEFT JOIN pg_class c ON c.oid = x.holder
      LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
       -- Views have a query of their own.
     WHERE NOT (x.rulename IS NOT NULL AND c.relkind IN ('v', 'm'))
     ORDER BY 2, 3
    """
  }

  /// Inheritance parents, extensions that own the relation, publications that cover it unnamed.
  var memberships: String {
    let schemas =
      major >= 15
      ? """
      UNION ALL
      SELECT t.number, 'publicationForAllTables',
             format('publication %I (tables in schema %I)', p.pubname, n.nspname), p.pubname
        FROM root t
        JOIN pg_publication_namespace pn ON pn.pnnspid = t.relnamespace
        JOIN pg_namespace n ON n.oid = pn.pnnspid
        JOIN pg_publication p ON p.oid = pn.pnpubid
      """ : ""
    return """
      WITH root AS MATERIALIZED (
        SELECT t.number, t.oid, c.relnamespace
          FROM unnest($1::oid[], $2::oid[]) WITH ORDINALITY AS t(oid, root, number)
          JOIN pg_class c ON c.oid = t.oid AND c.relpersistence = 'p'
         WHERE t.oid = t.root
      ), found AS (
        SELECT t.number, 'publicationForAllTables' AS kind,
               format('publication %I (all tables)', p.pubname) AS identity, p.pubname AS name
          FROM root t
          JOIN pg_publication p ON p.puballtables
      \(schemas)
        UNION ALL
        SELECT t.number, 'extension', format('extension %I', e.extname), e.extname
          FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
          JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = t.oid
               AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
          JOIN pg_extension e ON e.oid = d.refobjid
        UNION ALL
        SELECT t.number, 'inheritanceParent', format('table %I.%I', n.nspname, p.relname), NULL
          FROM root t
          JOIN pg_inherits i ON i.inhrelid = t.oid
          JOIN pg_class p ON p.oid = i.inhparent
          JOIN pg_namespace n ON n.oid = p.relnamespace
      )
      SELECT number, kind, identity, NULL, NULL, NULL, name, NULL, 0 FROM found ORDER BY 2, 3
      """
  }
}
