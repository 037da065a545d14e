/// The part of a rolling function that belongs to one window: what is missing comes, what is over goes.
struct WindowBlockSQL {
  let table: QualifiedName
  let parent: QualifiedName
  let program: WindowProgram

  private var relation: SQLText {
    let name: SQLText = "\(parent)"
    return "\(literal: name.text)::regclass"
  }

  var text: SQLText {
    """

      -- \(deparsed: CommentText.value(parent.description))
      SELECT c.relname, n.nspname, pg_get_userbyid(c.relowner)
        INTO parent_name, schema_name, owner_name
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.oid = \(relation);
      FOR piece IN
        \(missing)
      LOOP
    \(addition)
      END LOOP;\(program.keep.map { removal($0) } ?? "")
    """
  }

  // MARK: What is there

  private var isNumber: Bool { if case .number = program.scale { true } else { false } }
  private var range: SQLText { isNumber ? "int8range" : "tstzrange" }
  private var zone: SQLText { "\(literal: program.zone)" }
  private var step: SQLText { length(program.interval) }
  private var start: SQLText {
    "\(literal: program.start)::\(isNumber ? "bigint" : "timestamp" as SQLText)"
  }

  private func length(_ text: String) -> SQLText {
    "\(literal: text)::\(isNumber ? "bigint" : "interval" as SQLText)"
  }

  /// Today, or the largest key, and every live range.
  private var facts: SQLText {
    let today: SQLText =
      isNumber
      ? "(SELECT max(\(name: program.column))::bigint FROM \(table))"
      : "as_of AT TIME ZONE \(zone)"
    return """
      WITH clock AS (SELECT \(today) AS today),
          bounds AS (
            SELECT i.inhrelid::regclass AS partition, c.relname,
                substring(e FROM $q$^FOR VALUES FROM \\('?(.*?)'?\\) TO \\($q$) AS lo,
                substring(e FROM $q$ TO \\('?(.*?)'?\\)$$q$) AS hi
              FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid,
                pg_get_expr(c.relpartbound, c.oid) AS e
              WHERE i.inhparent = \(relation) AND e LIKE 'FOR VALUES FROM %'),
          live AS (
            SELECT partition, relname, \(range)(\(position("lo")), \(position("hi"))) AS part FROM bounds)
      """
  }

  /// NULL, which is no end, for an infinity.
  private func position(_ text: SQLText) -> SQLText {
    let finite: SQLText =
      switch program.scale {
      case .time(let instant, _): instant(text)
      case .number: "\(text)::bigint"
      }
    return "CASE WHEN \(text) NOT IN ('MINVALUE', 'MAXVALUE') THEN \(finite) END"
  }

  /// An end of `part`, as clocks show it.
  private func local(_ end: SQLText) -> SQLText {
    isNumber ? "\(end)(part)" : "\(end)(part) AT TIME ZONE \(zone)"
  }

  // MARK: What comes

  /// The ranges that lack a partition, in order.
  private var missing: SQLText {
    let whole: SQLText =
      isNumber ? "int8range(b, e)" : "tstzrange(b AT TIME ZONE \(zone), e AT TIME ZONE \(zone))"
    let multirange: SQLText = isNumber ? "int8multirange" : "tstzmultirange"
    let isKept: SQLText = program.keep.map { "COALESCE(e > today - \(length($0)), true)" } ?? "true"
    return """
      \(facts),
          covered AS (SELECT COALESCE(range_agg(part), '{}') AS ranges FROM live),
          boundaries AS (
            SELECT b, b + \(step) AS e
              FROM clock, generate_series(\(start),
                greatest(today, \(start)) + \(program.premake + 1) * \(step), \(step)) AS b),
          due AS (
            SELECT b, e FROM boundaries, clock
              WHERE \(isKept) AND b <= COALESCE(
                (SELECT max(b) + \(program.premake) * \(step) FROM boundaries, clock WHERE b <= today),
                \(start) + \(max(program.premake - 1, 0)) * \(step)))
        SELECT \(bound("lower")) AS lo, \(bound("upper")) AS hi,
            \(local("lower")) AS local_from, \(local("upper")) AS local_to
          FROM due, covered, unnest(\(multirange)(\(whole)) - ranges) AS part
          ORDER BY lower(part)
      """
  }

  private func bound(_ end: SQLText) -> SQLText {
    switch program.scale {
    case .time(_, let text): text("\(end)(part)")
    case .number: "\(end)(part)::text"
    }
  }

  private var addition: SQLText {
    let column: SQLText = "\(literal: program.column)"
    let options = program.options.isEmpty ? "" : SQLText(" WITH (\(program.options.assignments))")
    let tablespace = program.tablespace.map { SQLText(" TABLESPACE \(name: $0)") } ?? ""
    let placement: SQLText = "\(options)\(tablespace)"
    return """
          base := \(program.name);
          fresh := base;
          number := 1;
          WHILE to_regclass(format('%I.%I', schema_name, fresh)) IS NOT NULL LOOP
            number := number + 1;
            fresh := base || '_' || number;
          END LOOP;
          SELECT partdefid::regclass INTO other
            FROM pg_partitioned_table WHERE partrelid = \(relation) AND partdefid <> 0;
          IF other IS NOT NULL THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I >= %L AND %I < %L)',
              other, \(column), piece.lo, \(column), piece.hi) INTO found;
            IF found THEN
              RAISE EXCEPTION USING MESSAGE =
                format('rows of the partition to come, %s, lie in %s', fresh, other),
                HINT = 'pgparcel maintain --apply moves them.';
            END IF;
          END IF;
          EXECUTE format(
            'CREATE TABLE %I.%I (LIKE %s INCLUDING DEFAULTS INCLUDING GENERATED '
            || 'INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION, '
            || 'CONSTRAINT pgparcel_bound CHECK (%I >= %L AND %I < %L))' || \(literal: placement.text),
            schema_name, fresh, \(relation), \(column), piece.lo, \(column), piece.hi);
          IF owner_name <> current_user THEN
            EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', schema_name, fresh, owner_name);
          END IF;
          FOR acl IN
            SELECT a.* FROM pg_class AS c, aclexplode(c.relacl) AS a
              WHERE \(program.copiesGrants ? "true" : "false") AND c.oid = \(relation)
                AND a.grantee <> c.relowner
          LOOP
            EXECUTE format('GRANT %s ON %I.%I TO %s%s', acl.privilege_type, schema_name, fresh,
              CASE WHEN acl.grantee = 0 THEN 'PUBLIC'
                ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
              CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
          END LOOP;
          EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
            \(relation), schema_name, fresh, piece.lo, piece.hi);
          EXECUTE format('ALTER TABLE %I.%I DROP CONSTRAINT pgparcel_bound', schema_name, fresh);
          RAISE LOG 'pgparcel added partition %.%', schema_name, fresh;
      """
  }

  // MARK: What goes

  private func removal(_ keep: String) -> SQLText {
    let first: SQLText =
      isNumber ? "lower(part) >= \(start)" : "lower(part) >= \(start) AT TIME ZONE \(zone)"
    return """

        FOR piece IN
          \(facts)
          SELECT partition, relname, \(local("lower")) AS local_from, \(local("upper")) AS local_to
            FROM live, clock
            WHERE NOT upper_inf(part) AND \(first) AND \(local("upper")) <= today - \(length(keep))
            ORDER BY lower(part)
        LOOP
          -- Its own are those that bear the name of their bound.
          base := \(program.name);
          CONTINUE WHEN piece.relname <> base
            AND (left(piece.relname, length(base) + 1) <> base || '_'
              OR substr(piece.relname, length(base) + 2) !~ '^[0-9]+$');
          EXIT WHEN (SELECT count(*) FROM pg_inherits WHERE inhparent = \(relation)) < 2;
          BEGIN
            EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', \(relation), piece.partition);
            -- Sessions look again at the bounds below the default partition.
      \(StaleBounds.loop(below: remainder))
      \(departure)
            RAISE LOG 'pgparcel let partition % go', piece.partition;
          EXCEPTION WHEN OTHERS THEN
            RAISE WARNING 'pgparcel could not let partition % go: %', piece.partition, SQLERRM;
          END;
        END LOOP;
      """
  }

  /// The default partition's OID.
  private var remainder: SQLText {
    "(SELECT NULLIF(partdefid, 0)::regclass FROM pg_partitioned_table WHERE partrelid = \(relation))"
  }

  private var departure: SQLText {
    switch program.departure {
    case .detach: return "      -- It stays as a table of its own."
    case .drop: return "      EXECUTE format('DROP TABLE %s', piece.partition);"
    case .archive(let schema, let tablespace):
      var lines: [SQLText] = []
      if let tablespace {
        lines += [
          """
                FOR other IN
                  SELECT indexrelid::regclass FROM pg_index WHERE indrelid = piece.partition
                LOOP
                  EXECUTE format('ALTER INDEX %s SET TABLESPACE %I', other, \(literal: tablespace));
                END LOOP;
          """,
          "      EXECUTE format('ALTER TABLE %s SET TABLESPACE %I', piece.partition, \(literal: tablespace));",
        ]
      }
      if let schema {
        lines.append(
          "      EXECUTE format('ALTER TABLE %s SET SCHEMA %I', piece.partition, \(literal: schema));"
        )
      }
      return .joined(lines, "\n")
    }
  }
}
