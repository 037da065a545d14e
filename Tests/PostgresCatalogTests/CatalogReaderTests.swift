import PartitionCore
import PostgresCatalog
import PostgresClient
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct CatalogReaderTests {
  @Test func readsATreeOfThreeLevelsWhole() throws {
    let table = try table(
      "visits",
      after: """
        CREATE TABLE visits (id bigint, junk int, region text COLLATE "C", "Day" date)
          PARTITION BY LIST (region);
        ALTER TABLE visits DROP COLUMN junk;
        CREATE TABLE visits_eu PARTITION OF visits FOR VALUES IN ('fr', 'de', NULL)
          PARTITION BY RANGE ("Day", lower(region) text_pattern_ops);
        CREATE TABLE visits_eu_2 PARTITION OF visits_eu
          FOR VALUES FROM ('10000-01-01', 'a') TO (MAXVALUE, MAXVALUE);
        CREATE TABLE visits_eu_1 PARTITION OF visits_eu
          FOR VALUES FROM ('2024-01-01', MINVALUE) TO ('10000-01-01', 'a')
          WITH (fillfactor = 70, toast.autovacuum_enabled = false);
        CREATE TABLE visits_other PARTITION OF visits DEFAULT PARTITION BY HASH (id);
        CREATE TABLE visits_other_1 PARTITION OF visits_other
          FOR VALUES WITH (MODULUS 4, REMAINDER 1);
        CREATE TABLE visits_other_0 PARTITION OF visits_other
          FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        """)
    let user = try currentUser()
    func relation(_ name: String) -> Relation {
      Relation(name: QualifiedName("app", name), owner: user)
    }
    var root = relation("visits")
    root.columns = [
      Column(name: "id", type: "bigint"),
      Column(name: "region", type: "text", collation: "pg_catalog.\"C\""),
      Column(name: "Day", type: "date"),
    ]
    var first = relation("visits_eu_1")
    first.options = [
      StorageParameter("fillfactor", "70"), StorageParameter("toast.autovacuum_enabled", "false"),
    ]
    let ranges = Partitioning(
      strategy: .range,
      key: [
        PartitionKeyElement(column: "Day", sql: "\"Day\"", type: "date"),
        PartitionKeyElement(
          column: nil, sql: "lower(region) text_pattern_ops", type: "text",
          collation: "pg_catalog.\"C\""),
      ],
      partitions: [
        Partition(
          relation: first,
          bound: .range(
            from: [.value("2024-01-01"), .minValue], to: [.value("10000-01-01"), .value("a")])),
        Partition(
          relation: relation("visits_eu_2"),
          bound: .range(
            from: [.value("10000-01-01"), .value("a")], to: [.maxValue, .maxValue])),
      ])
    let hashes = Partitioning(
      strategy: .hash, key: [PartitionKeyElement(column: "id", sql: "id", type: "bigint")],
      partitions: [
        Partition(relation: relation("visits_other_0"), bound: .hash(modulus: 2, remainder: 0)),
        Partition(relation: relation("visits_other_1"), bound: .hash(modulus: 4, remainder: 1)),
      ])
    let lists = Partitioning(
      strategy: .list,
      key: [
        PartitionKeyElement(
          column: "region", sql: "region", type: "text", collation: "pg_catalog.\"C\"")
      ],
      partitions: [
        Partition(
          relation: relation("visits_eu"), bound: .list([.value("de"), .value("fr"), .null]),
          partitioning: ranges),
        Partition(relation: relation("visits_other"), bound: .default, partitioning: hashes),
      ])
    #expect(table == Table(relation: root, partitioning: lists))
  }

  @Test func readsTypesOfKeyExpressionsWithoutTouchingTheTable() throws {
    let table = try table(
      "t",
      after: """
        CREATE DOMAIN day AS date NOT NULL;
        CREATE FUNCTION loud(int) RETURNS smallint IMMUTABLE LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''never called''; END';
        CREATE TABLE t (a int, b timestamptz, c text, d day) PARTITION BY RANGE
          ((a + 1), date_trunc('day', b AT TIME ZONE 'UTC, (x'), (c || ''', "') COLLATE "C", loud(a),
           ((d)));
        """)
    let key = table.partitioning?.key ?? []
    #expect(
      key.map(\.type) == [
        "integer", "timestamp without time zone", "text", "smallint", "app.day",
      ])
    #expect(key.map(\.column) == [nil, nil, nil, nil, "d"])
    #expect(key.first?.sql == "((a + 1))")
    #expect(key[2].collation == "pg_catalog.\"C\"")
  }

  @Test func answersForAPartitionWithTheNameOfItsRoot() throws {
    try prepare(
      """
      CREATE TABLE t (a int, b int) PARTITION BY LIST (a);
      CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1) PARTITION BY LIST (b);
      CREATE TABLE t11 PARTITION OF t1 DEFAULT;
      """)
    let snapshot = try snapshot("t11", "absent")
    #expect(snapshot.tables.isEmpty)
    #expect(
      snapshot.partitionParents == [QualifiedName("app", "t11"): QualifiedName("app", "t")])
  }

  @Test func selectsEveryRootOutsideOfSystemSchemas() throws {
    try prepare(
      """
      CREATE SCHEMA pgparcel; CREATE TABLE pgparcel.history (a int);
      CREATE TABLE plain (a int);
      CREATE TABLE parted (a int) PARTITION BY LIST (a);
      CREATE TABLE parted1 PARTITION OF parted DEFAULT;
      CREATE VIEW v AS SELECT 1;
      """)
    let connection = try TestDatabase.current.connect()
    let roots = try CatalogReader.read(connection, tables: .all(includePlain: false))
    #expect(Array(roots.tables.keys) == [QualifiedName("app", "parted")])
    let all = try CatalogReader.read(connection, tables: .all(includePlain: true))
    #expect(all.tables.keys.sorted() == ["parted", "plain"].map { QualifiedName("app", $0) })
  }

  @Test func asksAsOftenForThirtyPartitionsAsForOne() throws {
    func queries() throws -> Int {
      let count = Mutex(0)
      let connection = try TestDatabase.current.connect()
      _ = try CatalogReader.read(connection, tables: .all(includePlain: true)) { _ in
        count.withLock { $0 += 1 }
      }
      return count.withLock { $0 }
    }
    try prepare(
      """
      CREATE TABLE t (a int, b int DEFAULT 1, PRIMARY KEY (a)) PARTITION BY LIST (a);
      CREATE INDEX ON t (b);
      CREATE TABLE t0 PARTITION OF t FOR VALUES IN (0);
      """)
    let before = try queries()
    try prepare(
      (1..<30).map { "CREATE TABLE t\($0) PARTITION OF t FOR VALUES IN (\($0));" }.joined()
        + "CREATE TABLE u (a int); CREATE TABLE v (a int REFERENCES t0);")
    #expect(try queries() == before)
  }

  @Test func takesNoLockStrongerThanAccessShare() throws {
    try prepare(
      """
      CREATE TABLE t (a int) PARTITION BY LIST (a);
      CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
      CREATE INDEX ON t (a);
      """)
    let reader = try TestDatabase.current.connect()
    try reader.execute("BEGIN")
    _ = try CatalogReader.read(reader, tables: .all(includePlain: true))
    let locks = try reader.query(
      """
      SELECT l.mode, c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
       WHERE pid = pg_backend_pid() AND c.oid > 16383 AND l.mode <> 'AccessShareLock'
      """)
    #expect(locks.isEmpty)
    #expect(reader.transactionStatus == .inTransaction)
  }

  @Test func tellsSizesAndRights() throws {
    try prepare(
      """
      CREATE TABLE t (a int) PARTITION BY LIST (a);
      CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
      CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);
      INSERT INTO t SELECT 1 FROM generate_series(1, 1000);
      ANALYZE t1;
      CREATE TABLE u (a int);
      """)
    let snapshot = try snapshot("t", "u")
    #expect(snapshot.sizes[QualifiedName("app", "t1")]?.rows == 1000)
    #expect(snapshot.sizes[QualifiedName("app", "t1")]?.bytes == 5 * 8192)
    #expect(snapshot.sizes[QualifiedName("app", "t2")]?.rows == -1)
    #expect(snapshot.rights[QualifiedName("app", "t")] == TableRights(isOwner: true))
    let role = "pgparcel_reader_\(UInt32.random(in: .min ... .max))"
    try prepare("CREATE ROLE \(role); ALTER TABLE u OWNER TO \(role)")
    defer { try? prepare("DROP OWNED BY \(role); DROP ROLE \(role)") }
    let connection = try TestDatabase.current.connect()
    try connection.execute("SET ROLE \(role)")
    let theirs = try CatalogReader.read(connection, tables: .all(includePlain: true))
    #expect(theirs.rights[QualifiedName("app", "t")] == TableRights(isOwner: false))
    #expect(theirs.rights[QualifiedName("app", "u")] == TableRights(isOwner: true))
  }

  @Test func tellsWhatTheServerIs() throws {
    let server = try snapshot().server
    #expect(server.version == (try serverVersion()))
    #expect(server.database == TestDatabase.current.name)
    #expect(server.tablespaces == server.tablespaces.sorted())
    #expect(server.tablespaces.contains("pg_default"))
    #expect(server.defaultAccessMethod == "heap")
    #expect(server.extensions == ["plpgsql"])
    #expect(server.lockCapacity >= 64 * 20)
    #expect(server.mayCreateTemporary)
  }
}
