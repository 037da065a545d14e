import Foundation
import MigrationProof
import PartitionCore
import PostgresClient
import TestSupport

extension Background {
  /// The error of PostgreSQL with which the work ended; nil for none.
  func failure() throws -> PostgresError? {
    do { try wait() } catch let error as PostgresError {
      return error
    } catch let failure as ScriptRun.Failure { return failure.error }
    return nil
  }
}

extension Conversion {
  /// A session that others can recognise.
  func session(_ name: String, settings: [String: String] = [:]) throws -> Connection {
    try database.connect(settings: settings.merging(["application_name": name]) { $1 })
  }

  /// SQL in a session of its own, on a thread of its own.
  func inBackground(_ name: String, _ sql: String) -> Background { inBackground(name, [sql]) }

  func inBackground(_ name: String, _ commands: [String]) -> Background {
    database.inBackground(name, commands)
  }

  /// Returns once the session waits for a lock.
  func waitUntilBlocked(_ name: String) throws {
    try waitUntil(
      """
      EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = '\(name)' AND wait_event_type = 'Lock')
      """)
  }

  func waitUntil(_ condition: String) throws { try database.waitUntil(condition) }

  /// From now on a session named `copier` stops at the row of this id, in the middle of its range,
  /// while the gate is closed.
  func putGate(at id: Int) throws {
    try execute(
      """
      CREATE FUNCTION public.gate() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF pg_catalog.current_setting('application_name') = 'copier' THEN
          PERFORM pg_catalog.pg_advisory_xact_lock_shared(4711);
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER gate BEFORE INSERT ON public.visits_new
        FOR EACH ROW WHEN (NEW.id = \(id)) EXECUTE FUNCTION public.gate();
      """)
  }

  func removeGate() throws {
    try execute("DROP TRIGGER gate ON public.visits_new; DROP FUNCTION public.gate()")
  }

  /// Stops a copy of the only range in its middle, does `work` meanwhile, and lets it end.
  func duringCopy(at id: Int = 5, _ work: () throws -> Void) throws {
    try up(.build, through: .capture)
    try putGate(at: id)
    let gate = try database.connect()
    try gate.execute("SELECT pg_advisory_lock(4711)")
    try divide()
    let copier = inBackground("copier", "CALL \(try object("copy"))()")
    try waitUntilBlocked("copier")
    try work()
    try gate.execute("SELECT pg_advisory_unlock(4711)")
    try copier.wait()
    try removeGate()
    try up(.copy)
  }

  /// The statements of a transactional file, without BEGIN and COMMIT.
  func commands(_ stage: Stage, _ direction: MigrationDirection = .up) throws -> [String] {
    try file(stage, direction).file.commands.map(\.sql)
  }

  /// Runs the copy's file up to the copying itself.
  func divide() throws {
    let session = try database.connect()
    for command in try file(.copy).file.commands.prefix(while: { $0.words.first != "CALL" }) {
      try session.execute(command.sql)
    }
  }

  /// Copies the first block and leaves the others for later.
  func copyFirstBlock() throws {
    try divideByBlock()
    let ranges = try object("ranges")
    try execute("UPDATE \(ranges) SET copied_rows = 0 WHERE first_block > 0")
    try execute("CALL \(object("copy"))()")
    try execute("UPDATE \(ranges) SET copied_rows = NULL WHERE first_block > 0")
  }

  /// Divides into ranges of one block each, of which none is copied yet.
  func divideByBlock() throws {
    try divide()
    try execute(
      """
      TRUNCATE \(object("ranges"));
      INSERT INTO \(object("ranges"))
        SELECT g, g + 1 FROM generate_series(0, (pg_relation_size('\(table)')
          / current_setting('block_size')::int)) AS g
      """)
  }
}
