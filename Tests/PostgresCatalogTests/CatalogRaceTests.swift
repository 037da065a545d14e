import PartitionCore
import PostgresCatalog
import PostgresClient
import Synchronization
import TestSupport
import Testing

/// The deparsers look at the newest catalog, not at the snapshot of the read.
@Suite(.database) struct CatalogRaceTests {
  /// Counts reads and, in the first ones, drops an object just before it is deparsed.
  private final class Meddler: Sendable {
    let reads = Mutex(0)
    let drops: [String]
    let word: String
    let database = TestDatabase.current

    init(before word: String, _ drops: [String]) {
      self.word = word
      self.drops = drops
    }

    @Sendable func observe(_ sql: String) {
      if sql.contains("server_version_num") { reads.withLock { $0 += 1 } }
      let read = reads.withLock { $0 }
      guard sql.contains(word), read <= drops.count else { return }
      do {
        try database.execute("SET lock_timeout = '5s'; \(drops[read - 1])")
      } catch {
        Issue.record(error)
      }
    }
  }

  private func read(_ meddler: Meddler) throws -> CatalogSnapshot {
    let connection = try TestDatabase.current.connect()
    return try CatalogReader.read(
      connection, tables: .all(includePlain: true), observer: meddler.observe)
  }

  @Test func beginsAgainWhenAReferencedTableVanishes() throws {
    try prepare("CREATE TABLE r1 (a int PRIMARY KEY); CREATE TABLE t (a int REFERENCES r1);")
    let meddler = Meddler(
      before: "conislocal", ["DROP TABLE app.r1 CASCADE"])
    let snapshot = try read(meddler)
    #expect(snapshot.tables[QualifiedName("app", "t")]?.relation.constraints == [])
    #expect(meddler.reads.withLock { $0 } == 2)
  }

  @Test func beginsAgainWhenADeparserAnswersNothing() throws {
    try prepare("CREATE TABLE t (a int, b int); CREATE STATISTICS s ON a, b FROM t;")
    let meddler = Meddler(before: "statisticsobjdef", ["DROP STATISTICS app.s"])
    let snapshot = try read(meddler)
    #expect(snapshot.tables[QualifiedName("app", "t")]?.relation.statistics == [])
    #expect(meddler.reads.withLock { $0 } == 2)
  }

  @Test func beginsAgainWhenAnIndexWasRenamed() throws {
    try prepare("CREATE TABLE t (a int); CREATE INDEX i ON t (a);")
    let meddler = Meddler(before: "pg_get_indexdef", ["ALTER INDEX app.i RENAME TO j"])
    let snapshot = try read(meddler)
    #expect(
      snapshot.tables[QualifiedName("app", "t")]?.relation.indexes == [
        Index(name: "j", definition: "btree (a)")
      ])
    #expect(meddler.reads.withLock { $0 } == 2)
  }

  @Test func givesUpAtTheThirdRead() throws {
    try prepare(
      """
      CREATE TABLE r1 (a int PRIMARY KEY);
      CREATE TABLE r2 (a int PRIMARY KEY);
      CREATE TABLE r3 (a int PRIMARY KEY);
      CREATE TABLE t (a int REFERENCES r1 REFERENCES r2 REFERENCES r3);
      """)
    let meddler = Meddler(
      before: "conislocal", (1...3).map { "DROP TABLE app.r\($0) CASCADE" })
    let error = #expect(throws: PostgresError.self) { try read(meddler) }
    #expect(error?.sqlState == "XX000")
    #expect(meddler.reads.withLock { $0 } == 3)
  }

  @Test func doesNotRetryInsideATransactionOfOthers() throws {
    try prepare("CREATE TABLE r1 (a int PRIMARY KEY); CREATE TABLE t (a int REFERENCES r1);")
    let meddler = Meddler(
      before: "conislocal", ["DROP TABLE app.r1 CASCADE"])
    let connection = try TestDatabase.current.connect()
    try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    #expect(throws: PostgresError.self) {
      try CatalogReader.read(
        connection, tables: .all(includePlain: true), observer: meddler.observe)
    }
    #expect(meddler.reads.withLock { $0 } == 1)
  }
}
