import Diagnostics
import PartitionCore
package import PostgresClient

/// `pgparcel.history`: one row for each attempt to run a file, never deleted.
///
/// In a schema of its own, so that tools that compare `public` never see it.
package enum HistoryTable {
  /// Raised when an older pgparcel would misread the table; kept in the table's comment.
  package static let format = 1
  private static let mark = "pgparcel history, format "

  /// Makes schema and table where they are missing.
  ///
  /// - Throws: `.newerHistory`; `.postgres`.
  package static func create(on connection: borrowing Connection) throws(RunnerError) {
    if try exists(on: connection) { return }
    // Asked first: CREATE SCHEMA IF NOT EXISTS needs the right to create even if it does nothing.
    if try connection.ask("SELECT pg_catalog.to_regnamespace('pgparcel')")[0, 0] == nil {
      try connection.order("CREATE SCHEMA pgparcel")
    }
    // One message, so one transaction.
    try connection.order(
      """
      CREATE TABLE pgparcel.history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        version text NOT NULL,
        name text NOT NULL,
        target_table text NOT NULL,
        phase text NOT NULL,
        direction text NOT NULL CHECK (direction IN ('up', 'down')),
        step text NOT NULL,
        state text NOT NULL
          CHECK (state IN ('running', 'applied', 'failed', 'reverted', 'baselined')),
        statements_total integer NOT NULL,
        statements_done integer NOT NULL DEFAULT 0,
        rows_done bigint,
        cursor jsonb,
        sha256 text NOT NULL,
        sql_hash text NOT NULL,
        layout_from text NOT NULL,
        layout_to text NOT NULL,
        plan_id text,
        started_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
        finished_at timestamptz,
        db_user text NOT NULL DEFAULT session_user,
        client text DEFAULT pg_catalog.inet_client_addr()::text,
        run_url text,
        tool_version text,
        sqlstate text,
        error text
      );
      COMMENT ON TABLE pgparcel.history IS '\(mark)\(format)';
      """)
  }

  /// Whether there is a history.
  ///
  /// - Throws: `.newerHistory` if a newer pgparcel wrote it; `.postgres`.
  package static func exists(on connection: borrowing Connection) throws(RunnerError) -> Bool {
    let rows = try connection.ask(
      """
      SELECT pg_catalog.obj_description(c.oid, 'pg_class')
      FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass('pgparcel.history')
      """)
    guard !rows.isEmpty else { return false }
    // A restored dump may lack comments; only a mark that says more is refused.
    let text = rows[0, 0] ?? ""
    if text.hasPrefix(mark), let found = Int(text.dropFirst(mark.count)), found > format {
      throw .newerHistory(format: found)
    }
    return true
  }

  /// All rows in the order of the attempts; none where there is no table.
  ///
  /// - Throws: `.missingRights`; as `exists(on:)`.
  package static func rows(on connection: borrowing Connection) throws(RunnerError) -> [HistoryRow]
  {
    // The schema is closed to whoever may not use it: even the question whether the table is there fails.
    try RightsCheck.require(
      [.use(schema: "pgparcel"), .read(QualifiedName("pgparcel", "history"))], on: connection)
    guard try exists(on: connection) else { return [] }
    let rows = try connection.ask(
      """
      SELECT id, version, name, target_table, phase, direction, step, state, statements_total,
        statements_done, sha256, sql_hash, layout_from, layout_to, started_at, finished_at, sqlstate,
        error
      FROM pgparcel.history ORDER BY id
      """)
    do throws(PostgresError) {
      return try rows.map(HistoryRow.init)
    } catch {
      throw .postgres(error)
    }
  }

  /// Adds a row.
  ///
  /// - Returns: Its id.
  static func insert(
    _ file: ParsedMigration, phase: String? = nil, state: HistoryRow.State, done: Int,
    note: String? = nil, _ options: RunOptions, on connection: borrowing Connection
  ) throws(RunnerError) -> Int {
    let header = file.file
    let rows = try connection.ask(
      """
      INSERT INTO pgparcel.history (version, name, target_table, phase, direction, step, state,
        statements_total, statements_done, sha256, sql_hash, layout_from, layout_to, plan_id,
        run_url, tool_version, error, finished_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
        CASE WHEN $7 <> 'running' THEN pg_catalog.clock_timestamp() END)
      RETURNING id
      """,
      [
        "\(header.id.version)", "\(header.id)", MachineLine.joined(header.table),
        phase ?? header.phase.rawValue, header.direction.rawValue,
        "\(header.id.step)/\(header.steps)",
        state.rawValue, "\(file.commands.count)", "\(done)", file.checksum.sha256,
        file.checksum.sql, header.from.text, header.to.text, header.plan, options.runURL,
        options.toolVersion,
        note,
      ])
    return rows.first?["id"].flatMap { Int($0) } ?? 0
  }

  /// What a finished statement or file leaves in its row. Names are qualified: the file may have set
  /// any search path.
  static func progress(_ id: Int, done: Int, state: HistoryRow.State = .running) -> String {
    let finished = state == .running ? "" : ", finished_at = pg_catalog.clock_timestamp()"
    return """
      UPDATE pgparcel.history SET state = '\(state.rawValue)', statements_done = \(done)\(finished) \
      WHERE id = \(id)
      """
  }

  /// Notes how far the copy of a file is, if it has one, whether its attempt ended or not: rows copied, and
  /// block ranges done, of all. Best effort, as in `fail`; the ledger of the conversion knows it as well.
  static func noteCopy(of file: ParsedMigration, _ id: Int, on connection: borrowing Connection) {
    guard file.file.parallel != nil,
      let progress = try? ConversionProgress.read(file.file.table, on: connection)
    else { return }
    _ = try? connection.query(
      """
      UPDATE pgparcel.history SET rows_done = $2,
        cursor = pg_catalog.jsonb_build_object('ranges_done', $3::integer, 'ranges', $4::integer)
      WHERE id = $1
      """, ["\(id)", "\(progress.rows)", "\(progress.done)", "\(progress.ranges)"])
  }

  /// Notes why an attempt failed; best effort, since the session may be gone.
  static func fail(_ id: Int, _ error: PostgresError?, on connection: borrowing Connection) {
    // Messages of class 22 (data exceptions) quote values.
    let isData = error?.sqlState?.hasPrefix("22") ?? false
    _ = try? connection.query(
      """
      UPDATE pgparcel.history SET state = 'failed', finished_at = pg_catalog.clock_timestamp(),
        sqlstate = $2, error = $3
      WHERE id = $1
      """,
      [
        "\(id)", error?.sqlState,
        error.map { isData ? "data exception" : $0.message } ?? "stopped as asked",
      ])
  }

  /// As above, for what failed before the first statement.
  static func fail(_ id: Int, because error: RunnerError, on connection: borrowing Connection) {
    let cause: PostgresError? =
      switch error {
      case .postgres(let cause): cause
      case .interrupted: nil
      default: PostgresError(.usage, error.diagnostics.map(\.message).joined(separator: "; "))
      }
    fail(id, cause, on: connection)
  }

  /// Closes rows that a killed run left open. Only with the lock held: nobody else runs then.
  ///
  /// - Returns: Of those that led forth, ids and versions.
  static func closeInterrupted(
    on connection: borrowing Connection
  ) throws(RunnerError) -> [(id: Int, version: String)] {
    let rows = try connection.ask(
      """
      UPDATE pgparcel.history SET state = 'failed', error = '\(HistoryRow.interrupted)',
        finished_at = pg_catalog.clock_timestamp()
      WHERE state = 'running'
      RETURNING id, version, direction
      """)
    return rows.indices.filter { rows[$0, 2] == MigrationDirection.up.rawValue }
      .map { (rows[$0, 0].flatMap { Int($0) } ?? 0, rows[$0, 1] ?? "") }
  }
}
