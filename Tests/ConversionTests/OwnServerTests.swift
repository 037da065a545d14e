import Foundation
import MigrationRunner
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// What needs a server with other settings, or one that may crash.
@Suite(.serialized, .timeLimit(.minutes(12))) struct OwnServerTests {
  @Test("11. Rows that logical replication applies are logged") func logicalReplication() throws {
    try withServer(["wal_level": "logical"]) { server, database in
      try server.createDatabase("origin")
      let origin = TestDatabase(on: server, named: "origin", of: database.server)
      try origin.execute(Visits.sql + "CREATE PUBLICATION all_visits FOR TABLE public.visits;")
      // A subscription to the same server cannot make its slot itself (manual, CREATE SUBSCRIPTION).
      try origin.execute("SELECT pg_create_logical_replication_slot('clinic', 'pgoutput')")
      let conversion = try Conversion(in: database)
      try conversion.up(.build, through: .capture)
      try conversion.execute(
        """
        CREATE SUBSCRIPTION clinic CONNECTION
          'host=\(server.socketDirectory) port=\(server.port) user=\(server.superuser) dbname=origin'
          PUBLICATION all_visits
          WITH (create_slot = false, slot_name = 'clinic', copy_data = false)
        """)
      func replicated(_ sql: String) throws {
        try origin.execute(sql)
        try conversion.execute(sql.replacing("public.visits", with: "public.twin"))
        let mark = Int.random(in: 1000..<1_000_000)
        try origin.execute("INSERT INTO public.visits VALUES (\(mark), '2026-01-01', \(mark))")
        try conversion.execute("INSERT INTO public.twin VALUES (\(mark), '2026-01-01', \(mark))")
        try conversion.waitUntil("EXISTS (SELECT FROM public.visits WHERE id = \(mark))")
      }
      try replicated("UPDATE public.visits SET note = 'replicated' WHERE id = 3")
      #expect(try conversion.logged().contains("k 3 2025-12-25"))
      try conversion.up(.copy, through: .indexes)
      try replicated("UPDATE public.visits SET day = '2026-03-03' WHERE id = 4")
      try replicated("DELETE FROM public.visits WHERE id = 5")
      try conversion.expectCopied()
      try conversion.expectTwins()
      try conversion.execute(
        "ALTER SUBSCRIPTION clinic DISABLE; ALTER SUBSCRIPTION clinic SET (slot_name = NONE);")
      try conversion.execute("DROP SUBSCRIPTION clinic")
      try conversion.waitUntil(
        "NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'clinic' AND active)")
      try origin.execute("SELECT pg_drop_replication_slot('clinic')")
    }
  }

  @Test("46. A subscriber to the table misses nothing") func subscriber() throws {
    try withServer(["wal_level": "logical"]) { server, database in
      try server.createDatabase("reader")
      let reader = TestDatabase(on: server, named: "reader", of: database.server)
      try reader.execute(Visits.sql)
      let conversion = try Conversion(
        Visits.sql + """
          CREATE PUBLICATION visits FOR TABLE public.visits
            WITH (publish_via_partition_root = true);
          """, in: database)
      try conversion.execute("SELECT pg_create_logical_replication_slot('reader', 'pgoutput')")
      try reader.execute(
        """
        CREATE SUBSCRIPTION reader CONNECTION
          'host=\(server.socketDirectory) port=\(server.port) user=\(server.superuser) dbname=clinic'
          PUBLICATION visits WITH (create_slot = false, slot_name = 'reader', copy_data = false)
        """)
      var mark = 1000
      func expectFollowed() throws {
        mark += 1
        try conversion.write("UPDATE public.visits SET note = 'at \(mark)' WHERE id = 3")
        try conversion.write("INSERT INTO public.visits VALUES (\(mark), '2026-01-01', \(mark))")
        try reader.waitUntil("EXISTS (SELECT FROM public.visits WHERE id = \(mark))")
        let rows = "SELECT v::text FROM public.visits AS v ORDER BY id"
        #expect(try reader.query(rows).map { $0.rows[$0.number, 0] } == conversion.query(rows))
      }
      try expectFollowed()
      try conversion.up(.build, through: .indexes)
      try expectFollowed()
      try conversion.up(.catchUp, through: .swap)
      try expectFollowed()
      try conversion.down(.swap)
      try expectFollowed()
      try conversion.expectTwins()
      try reader.execute(
        "ALTER SUBSCRIPTION reader DISABLE; ALTER SUBSCRIPTION reader SET (slot_name = NONE);")
      try reader.execute("DROP SUBSCRIPTION reader")
    }
  }

  @Test("27. The standby is promoted in the middle of the copy") func promotion() throws {
    try withServer(["wal_level": "replica", "max_wal_senders": "5"]) { server, database in
      let before = try Conversion(in: database)
      try before.execute("UPDATE public.visits SET note = repeat('x', 900)")
      try before.execute("UPDATE public.twin SET note = repeat('x', 900)")
      let runner = try Runner(before)
      try runner.apply(through: .capture)
      try before.copyFirstBlock()
      let standby = try Standby(of: server, database: "clinic")
      defer { standby.stop() }
      let promoted = TestDatabase(at: standby.target, named: "clinic", of: database.server)
      try before.write("UPDATE public.visits SET note = 'beside' WHERE id IN (3, 18)")
      try before.write("UPDATE public.visits SET day = '2026-03-03' WHERE id = 4")
      let position = try #require(try before.value("SELECT pg_current_wal_insert_lsn()"))
      try promoted.waitUntil("pg_last_wal_replay_lsn() >= '\(position)'")
      server.stop()
      try standby.promote()
      // The rows, the log, the ranges and the history came along; the runner only gets another address.
      let conversion = Conversion(before, on: promoted)
      #expect(
        try conversion.value(
          "SELECT count(*) > 0 FROM \(conversion.object("ranges")) WHERE copied_rows IS NULL")
          == "t")
      let second = try Runner(conversion)
      try conversion.write("DELETE FROM public.visits WHERE id = 5")
      try second.apply(through: .swap)
      #expect(try conversion.isPartitioned())
      try conversion.expectTwins()
      try conversion.write("UPDATE public.visits SET note = 'after' WHERE id = 6")
      try second.down()
      try conversion.expectTwins()
    }
  }

  @Test("25. The server crashes between copy and drain") func crash() throws {
    // What files mark as done must be done; the copy itself commits asynchronously.
    try withServer(["synchronous_commit": "on"]) { _, database in
      let conversion = try Conversion(in: database)
      try conversion.execute("UPDATE public.visits SET note = repeat('x', 900)")
      try conversion.execute("UPDATE public.twin SET note = repeat('x', 900)")
      try conversion.up(.build, through: .capture)
      try conversion.divideByBlock()
      try conversion.putGate(at: 15)
      let gate = try database.connect()
      try gate.execute("SELECT pg_advisory_lock(4711)")
      let copier = conversion.inBackground("copier", "CALL \(try conversion.object("copy"))()")
      try conversion.waitUntilBlocked("copier")
      try conversion.write("UPDATE public.visits SET note = 'beside' WHERE id IN (3, 18)")
      try crash(conversion)
      #expect(try copier.failure() != nil)
      try conversion.removeGate()
      try conversion.up(.copy)
      try conversion.write("UPDATE public.visits SET day = '2026-03-03' WHERE id = 4")
      try crash(conversion)
      try conversion.up(.indexes)
      try conversion.write("DELETE FROM public.visits WHERE id = 5")
      try conversion.execute("SELECT \(conversion.object("drain_forward"))(1)")
      try crash(conversion)
      try conversion.up(.catchUp, through: .swap)
      try conversion.expectTwins()
      try conversion.write("UPDATE public.visits SET note = 'after' WHERE id = 6")
      try crash(conversion)
      try conversion.down(.swap)
      try conversion.expectTwins()
    }
  }

  /// Kills one session's process; the server then ends all others and recovers from its log.
  private func crash(_ conversion: Conversion) throws {
    let victim = try conversion.database.connect()
    let bystander = try conversion.database.connect()
    kill(victim.backendPID, SIGKILL)
    // The bystander's end shows that the server has noticed.
    for _ in 0..<2000 {
      if bystander.transactionStatus != .unknown {
        _ = try? bystander.execute("SELECT 1")
      } else if let session = try? conversion.database.connect() {
        try session.execute("SELECT 1")
        return
      }
      usleep(10_000)
    }
    throw Missing(what: "the server did not come back")
  }

  @Test("35. A prepared transaction holds the table") func preparedTransaction() throws {
    try withServer(["max_prepared_transactions": "5"]) { _, database in
      let conversion = try Conversion(in: database)
      let runner = try Runner(conversion)
      try runner.apply(through: .catchUp)
      try conversion.execute(
        "BEGIN; UPDATE public.visits SET note = 'prepared' WHERE id = 3; PREPARE TRANSACTION 'held'"
      )
      let error = try runner.failure { try runner.apply(through: .swap) }
      #expect(error.diagnostics.contains { "\($0)".contains("held") }, "\(error.diagnostics)")
      #expect(try !conversion.isPartitioned())
      try conversion.execute("COMMIT PREPARED 'held'")
      try conversion.execute("UPDATE public.twin SET note = 'prepared' WHERE id = 3")
      try runner.apply(through: .swap)
      try conversion.expectTwins()
    }
  }
}
