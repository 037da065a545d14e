import Foundation
import PartitionCore
package import PostgresClient

/// The lock that lets one runner at a time work on a database.
///
/// A session-level advisory lock (manual, "Advisory Locks"): the server releases it when the
/// session ends, however it ends. A session killed on the client's side keeps it until its
/// statement is over, which is just what the next runner has to wait for. It is asked for with
/// `pg_try_advisory_lock` only: a waiting `pg_advisory_lock` would hold a snapshot and with it
/// block CREATE INDEX CONCURRENTLY.
package enum RunLock {
  private static let key = RunLockKey.value

  /// The session that has the lock.
  package struct Holder: Hashable, Sendable, CustomStringConvertible {
    package let pid: Int
    package let application: String

    package var description: String { "pid \(pid), \(application)" }
  }

  /// Takes the lock for the rest of the session, waiting up to `wait` seconds.
  ///
  /// - Throws: `.busy` naming the holder; `.postgres`; `.interrupted`.
  package static func take(
    on connection: borrowing Connection, wait: Double, shouldStop: () -> Bool = { false },
    report: (RunnerEvent) -> Void = { _ in }
  ) throws(RunnerError) {
    let deadline = ContinuousClock.now + .seconds(wait)
    var told = false
    while try connection.ask("SELECT pg_catalog.pg_try_advisory_lock($1)", ["\(key)"])[0, 0] != "t"
    {
      let holder = try holder(on: connection)
      if ContinuousClock.now >= deadline { throw .busy(holder) }
      if shouldStop() { throw .interrupted(file: nil) }
      if !told { report(.waitingForRunner(holder)) }
      told = true
      Thread.sleep(forTimeInterval: min(max(wait / 20, 0.05), 1))
    }
  }

  /// Gives the lock back before the session ends.
  ///
  /// - Throws: `.postgres`.
  package static func release(on connection: borrowing Connection) throws(RunnerError) {
    try connection.ask("SELECT pg_catalog.pg_advisory_unlock($1)", ["\(key)"])
  }

  private static func holder(on connection: borrowing Connection) throws(RunnerError) -> Holder? {
    let rows = try connection.ask(
      """
      SELECT l.pid, coalesce(a.application_name, '')
      FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.classid::bigint = $1 AND l.objid::bigint = $2
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
      """, ["\(key >> 32)", "\(key & 0xFFFF_FFFF)"])
    guard let pid = rows.isEmpty ? nil : rows[0, 0].flatMap({ Int($0) }) else { return nil }
    return Holder(pid: pid, application: rows[0, 1] ?? "")
  }
}
