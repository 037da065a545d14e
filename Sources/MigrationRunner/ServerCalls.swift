package import PostgresClient

extension Connection {
  /// `query` with the errors of this module.
  @discardableResult
  borrowing func ask(_ sql: String, _ values: [String?] = []) throws(RunnerError) -> Rows {
    do { return try query(sql, values) } catch { throw .postgres(error) }
  }

  /// `execute` with the errors of this module.
  @discardableResult
  borrowing func order(_ sql: String) throws(RunnerError) -> String {
    do { return try execute(sql) } catch { throw .postgres(error) }
  }

  /// Readies the session for migration files.
  ///
  /// Text settings are pinned as in the files; limits of the role or database that would cut a long
  /// build are lifted, since the files carry their own.
  ///
  /// - Throws: `.replica`, `.postgres`.
  package borrowing func prepareForMigrations() throws(RunnerError) {
    if try ask("SELECT pg_catalog.pg_is_in_recovery()")[0, 0] == "t" { throw .replica }
    do { try pinCatalogSettings() } catch { throw .postgres(error) }
    // Rows are brought over in READ COMMITTED, whatever the role's default.
    try set("default_transaction_isolation", "read committed")
    var limits = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]
    if serverVersion >= 140_000 { limits.append("idle_session_timeout") }
    if serverVersion >= 170_000 { limits.append("transaction_timeout") }
    for limit in limits { try set(limit, "0") }
  }

  borrowing func set(
    _ setting: String, _ value: String, local: Bool = false
  ) throws(RunnerError) {
    try ask("SELECT pg_catalog.set_config($1, $2, $3)", [setting, value, local ? "t" : "f"])
  }

  /// Ends a transaction that a failed statement left open; a broken session has none.
  borrowing func abandonTransaction() {
    if transactionStatus != .idle { _ = try? execute("ROLLBACK") }
  }
}
