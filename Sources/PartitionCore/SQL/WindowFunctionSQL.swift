/// The function that rolls windows inside the database, for schedulers such as pg_cron.
///
/// It knows what `WindowLevel` knows: boundaries counted in the window's zone, live partitions recognised
/// by their bounds, its own by the name that their bound gives them. It is self-contained: nothing of
/// pgparcel needs to be there when it runs.
package struct WindowFunctionSQL {
  let table: QualifiedName
  /// A window for each table or partition that it divides.
  let windows: [(parent: QualifiedName, program: WindowProgram)]

  package init(
    table: QualifiedName, windows: [(parent: QualifiedName, program: WindowProgram)]
  ) {
    self.table = table
    self.windows = windows
  }

  package var name: QualifiedName { SyncNames(table).object("roll") }

  /// What the function drops partitions of.
  var drops: [QualifiedName] {
    windows.compactMap { window in
      guard window.program.keep != nil, case .drop = window.program.departure else { return nil }
      return window.parent
    }
  }

  package func create() -> Statement {
    Statement(
      """
      CREATE OR REPLACE FUNCTION \(name)(as_of timestamptz DEFAULT pg_catalog.now())
      RETURNS void
      LANGUAGE plpgsql
      SET search_path = pg_catalog, pg_temp
      SET TimeZone = 'UTC'
      SET DateStyle = 'ISO'
      SET lock_timeout = '3s'
      AS \(.body(body))
      """)
  }

  var body: SQLText {
    """
    DECLARE
      piece record;
      owner_name name;
      schema_name name;
      parent_name name;
      base text;
      fresh text;
      number integer;
      other regclass;
      found boolean;
      acl record;
    BEGIN
      -- The lock that every run of pgparcel holds: never beside one of them.
      IF NOT pg_try_advisory_xact_lock(\(RunLockKey.sql)) THEN
        RAISE NOTICE 'pgparcel is at work; next time';
        RETURN;
      END IF;
      IF to_regclass('pgparcel.conversions') IS NOT NULL THEN
        EXECUTE 'SELECT EXISTS (SELECT FROM pgparcel.conversions WHERE name = $1)'
          INTO found USING \(literal: SyncNames(table).base);
        IF found THEN
          RAISE NOTICE 'a conversion is under way; the windows wait';
          RETURN;
        END IF;
      END IF;
    \(.joined(windows.map { WindowBlockSQL(table: table, parent: $0.parent, program: $0.program).text }, "\n"))
    END
    """
  }
}

/// The key of the lock that lets one runner at a time work on a database: the eight letters `pgparcel`.
package enum RunLockKey {
  package static let value = "pgparcel".utf8.reduce(Int64(0)) { $0 << 8 | Int64($1) }
  static var sql: SQLText { "\(Int(value))" }
}
