extension Statement {
  /// For transactions that wait for a lock more briefly than `deadlock_timeout`: only after that does the
  /// server end an autovacuum that stands in the way (manual, `deadlock_timeout` and "Routine
  /// Vacuuming"), so that with the default of one second such a transaction would never get its lock.
  static let vacuumMakesRoom = Statement(
    .block(
      """
      BEGIN
        PERFORM pg_catalog.set_config('deadlock_timeout', '50ms', true);
      EXCEPTION WHEN insufficient_privilege THEN
        NULL;
      END
      """),
    why: "An autovacuum makes room after deadlock_timeout, which only some roles may lower.")
}
