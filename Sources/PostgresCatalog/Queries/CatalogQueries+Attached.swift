/// What hangs on a relation: triggers, policies, rules, statistics, publications.
extension CatalogQueries {
  /// User triggers that are no clones of a parent's, and not those with which a conversion under
  /// way follows the table.
  var triggers: String {
    """
    SELECT t.number, g.tgname, pg_get_triggerdef(g.oid), g.tgenabled, note.description
      FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
      JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal AND g.tgparentid = 0
           AND g.tgfoid NOT IN (SELECT oid FROM pg_proc
                                 WHERE pronamespace = to_regnamespace('pgparcel'))
      LEFT JOIN pg_description note ON note.objoid = g.oid
           AND note.classoid = 'pg_trigger'::regclass AND note.objsubid = 0
     ORDER BY t.number, g.tgname COLLATE "C"
    """
  }

  var policies: String {
    """
    SELECT t.number, p.polname, p.polpermissive,
           CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                         WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
           ARRAY(SELECT rolname::text FROM pg_roles
                  WHERE oid = ANY (p.polroles) ORDER BY rolname COLLATE "C"),
           pg_get_expr(p.polqual, p.polrelid),
           pg_get_expr(p.polwithcheck, p.polrelid),
           note.description
      FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
      JOIN pg_policy p ON p.polrelid = t.oid
      LEFT JOIN pg_description note ON note.objoid = p.oid
           AND note.classoid = 'pg_policy'::regclass AND note.objsubid = 0
     ORDER BY t.number, p.polname COLLATE "C"
    """
  }

  var rules: String {
    """
    SELECT t.number, r.rulename, pg_get_ruledef(r.oid), r.ev_enabled, note.description
      FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
      JOIN pg_rewrite r ON r.ev_class = t.oid
      LEFT JOIN pg_description note ON note.objoid = r.oid
           AND note.classoid = 'pg_rewrite'::regclass AND note.objsubid = 0
     ORDER BY t.number, r.rulename COLLATE "C"
    """
  }

  /// Extended statistics; the body is the definition without the name and without the table.
  var statistics: String {
    """
    WITH listed AS MATERIALIZED (
      SELECT t.number, s.oid, sn.nspname, s.stxname, s.stxowner,
             nullif(s.stxstattarget, -1) AS target,
             pg_get_statisticsobjdef(s.oid) AS whole,
             format('CREATE STATISTICS %I.%I ', sn.nspname, s.stxname) AS start,
             format(' FROM %I.%I', n.nspname, c.relname) AS finish
        FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
        JOIN pg_class c ON c.oid = t.oid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_statistic_ext s ON s.stxrelid = t.oid
        JOIN pg_namespace sn ON sn.oid = s.stxnamespace
    )
    SELECT x.number, x.nspname, x.stxname, x.whole,
           CASE WHEN starts_with(x.whole, x.start)
                 AND right(x.whole, length(x.finish)) = x.finish
                THEN substr(x.whole, length(x.start) + 1,
                            length(x.whole) - length(x.start) - length(x.finish)) END,
           x.target, note.description, pg_get_userbyid(x.stxowner)
      FROM listed x
      LEFT JOIN pg_description note ON note.objoid = x.oid
           AND note.classoid = 'pg_statistic_ext'::regclass AND note.objsubid = 0
     ORDER BY x.number, x.nspname COLLATE "C", x.stxname COLLATE "C"
    """
  }

  /// Publications that list a relation; row filters and column lists since 15.
  var publications: String {
    let detail =
      major >= 15
      ? """
      CASE WHEN r.prattrs IS NOT NULL THEN
               ARRAY(SELECT a.attname::text FROM pg_attribute a
                      WHERE a.attrelid = t.oid AND a.attnum = ANY (r.prattrs::smallint[])
                      ORDER BY a.attnum) END,
             pg_get_expr(r.prqual, r.prrelid)
      """ : "NULL, NULL"
    return """
      SELECT t.number, p.pubname,
             \(detail)
        FROM unnest($1::oid[]) WITH ORDINALITY AS t(oid, number)
        JOIN pg_publication_rel r ON r.prrelid = t.oid
        JOIN pg_publication p ON p.oid = r.prpubid
       ORDER BY t.number, p.pubname COLLATE "C"
      """
  }
}
