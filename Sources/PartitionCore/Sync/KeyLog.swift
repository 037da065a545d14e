/// The log of keys and the triggers that fill it.
///
/// Row triggers, because they see writes that name a partition, cascades, and what logical
/// replication applies; ENABLE ALWAYS for the last of these. TRUNCATE fires no row trigger, and
/// one that names a partition fires only that partition's (facts 9.2): each has a trigger of its
/// own.
struct KeyLog {
  let sync: RowSync

  func table() -> Statement {
    let columns = SQLText.joined(
      sync.logged.map { column in
        let type: SQLText = "\(name: column.name) \(deparsed: column.type)"
        return column.collation.map { "\(type) COLLATE \(deparsed: $0)" } ?? type
      }, ",\n  ")
    return Statement(
      """
      CREATE TABLE \(sync.log) (
        "pgparcel_seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "pgparcel_op" "char" NOT NULL,
        \(columns)
      )
      """)
  }

  /// Notes the old key of what is changed or deleted and the new one of what is new.
  ///
  /// Runs with its owner's rights: the application needs none on the log.
  func live() -> Statement {
    let insert: SQLText = "INSERT INTO \(sync.log) (\"pgparcel_op\", \(sync.key))"
    let (old, new) = (sync.key(of: "OLD"), sync.key(of: "NEW"))
    return function(
      """
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          INSERT INTO \(sync.log) ("pgparcel_op") VALUES ('t');
          RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' THEN
          \(insert)
          VALUES ('k', \(old));
        END IF;
        -- By stored bytes: needs no operator of the columns' types, which may lie in any schema.
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE'
            AND NOT (ROW(\(old))::record OPERATOR(pg_catalog.*=) ROW(\(new))::record)) THEN
          \(insert)
          VALUES ('k', \(new));
        END IF;
        RETURN NULL;
      END
      """)
  }

  /// The same function while the other direction is live: only pgparcel writes the table then.
  func silent() -> Statement { function("BEGIN RETURN NULL; END") }

  private func function(_ body: SQLText) -> Statement {
    Statement(
      """
      CREATE OR REPLACE FUNCTION \(sync.capture)() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS \(.body(body))
      """)
  }

  func createTriggers() -> [Statement] {
    var statements: [Statement] = []
    for source in sync.sources {
      statements += [
        Statement(
          """
          CREATE TRIGGER \(name: SyncNames.capture)
            AFTER INSERT OR UPDATE OR DELETE ON \(source.name)
            FOR EACH ROW EXECUTE FUNCTION \(sync.capture)()
          """),
        Statement(
          "ALTER TABLE \(source.name) ENABLE ALWAYS TRIGGER \(name: SyncNames.capture)"),
      ]
    }
    for relation in sync.sourceRelations {
      statements.append(
        Statement(
          """
          CREATE TRIGGER \(name: SyncNames.captureTruncate)
            AFTER TRUNCATE ON \(relation.name)
            FOR EACH STATEMENT EXECUTE FUNCTION \(sync.capture)()
          """))
      statements.append(
        Statement(
          """
          ALTER TABLE \(relation.name) ENABLE ALWAYS TRIGGER \(name: SyncNames.captureTruncate)
          """))
    }
    return statements
  }

  /// The same beside clients, which lock a partitioned table before its partitions: DROP TRIGGER by
  /// itself would lock the partitions first, since their triggers depend on the table's, and one of the
  /// two would end by deadlock.
  func disarm() -> [Statement] {
    let sources = sync.sources.map { source -> SQLText in "\(source.name)" }
    return [Statement("LOCK TABLE \(.joined(sources)) IN ACCESS EXCLUSIVE MODE")] + dropTriggers()
  }

  /// Takes them from the source under the names that it has then.
  func dropTriggers() -> [Statement] {
    sync.sources.map {
      Statement("DROP TRIGGER IF EXISTS \(name: SyncNames.capture) ON \($0.name)")
    }
      + sync.sourceRelations.map {
        Statement("DROP TRIGGER IF EXISTS \(name: SyncNames.captureTruncate) ON \($0.name)")
      }
  }
}
