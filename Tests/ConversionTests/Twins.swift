import PartitionCore
import PostgresClient
import TestSupport
import Testing

extension Conversion {
  /// Rows of one column.
  func query(_ sql: String) throws -> [String] {
    let rows = try database.query(sql)
    return rows.indices.map { rows[$0, 0] ?? "NULL" }
  }

  func value(_ sql: String) throws -> String? { try query(sql).first }

  func execute(_ sql: String) throws { try database.execute(sql) }

  /// Runs SQL that names `public.visits` against it and against the twin, in one transaction.
  func write(_ sql: String) throws {
    try database.connect().write(sql)
  }

  /// Every row of both tables by its text, both ways.
  func expectTwins(
    _ twin: String = "public.twin", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expectEqual(table, twin, sourceLocation: sourceLocation)
  }

  /// Drains all that is logged and compares the new table, not yet live, with the live one.
  func expectCopied(
    _ copy: String = "public.visits_new", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try execute("SELECT \(object("drain_forward"))()")
    try execute("SELECT \(object("check_forward"))()")
    try expectEqual(table, copy, sourceLocation: sourceLocation)
  }

  func expectEqual(
    _ one: String, _ other: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (left, right) in [(one, other), (other, one)] {
      let rows = try query(
        "SELECT l::text FROM \(left) AS l EXCEPT ALL SELECT r::text FROM \(right) AS r")
      #expect(rows == [], "in \(left) only", sourceLocation: sourceLocation)
    }
  }

  /// Keys that are logged and not yet brought over.
  func logged(_ direction: String = "forward") throws -> [String] {
    try query("SELECT concat_ws(' ', pgparcel_op, id, day) FROM \(object(direction)) ORDER BY 1")
  }

  /// Runs a file in the transaction that changed something, and takes both back: whoever committed
  /// that change, the file would have to refuse it.
  func expectRefused(
    _ stage: Stage, _ direction: MigrationDirection, after change: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let commands = try commands(stage, direction)
    let session = try database.connect()
    try session.execute("BEGIN")
    try session.execute(change)
    var refusal = ""
    do {
      for command in commands { try session.execute(command) }
    } catch { refusal = error.message }
    try session.execute("ROLLBACK")
    #expect(
      refusal.contains("changed since"), "\(change): \(refusal)", sourceLocation: sourceLocation)
  }

  func isPartitioned(_ name: String = "public.visits") throws -> Bool {
    try value("SELECT relkind FROM pg_class WHERE oid = '\(name)'::regclass") == "p"
  }

  func phase() throws -> String? { try value("SELECT phase FROM pgparcel.conversions") }
}

extension Connection {
  borrowing func write(_ sql: String) throws {
    // A test's own transaction goes on.
    let whole = transactionStatus == .idle
    if whole { try execute("BEGIN") }
    do {
      try execute(sql)
      try execute(sql.replacing("public.visits", with: "public.twin"))
      if whole { try execute("COMMIT") }
    } catch {
      if whole { _ = try? execute("ROLLBACK") }
      throw error
    }
  }
}
