import PartitionCore
import PostgresCatalog
import PostgresClient
import TestSupport
import Testing

/// Of indexes that are alike only one is deparsed; what makes them differ must not get lost.
@Suite(.database) struct AlikeIndexTests {
  /// Every index of the tree with `pg_get_indexdef`, which the reader asks for few of them.
  private func expectServersDefinitions(_ sql: String) throws {
    let table = try table("t", after: sql)
    let rows = try TestDatabase.current.query(
      """
      SELECT indexname, substr(indexdef, strpos(indexdef, ' USING ') + 7) AS definition
        FROM pg_indexes WHERE schemaname = 'app' ORDER BY indexname COLLATE "C"
      """)
    let expected = try rows.map {
      "\(try $0.text("indexname")) \(try $0.text("definition"))"
    }
    let indexes = table.allRelations.flatMap(\.indexes).sorted { $0.name < $1.name }
    #expect(!expected.isEmpty)
    #expect(indexes.map { "\($0.name) \($0.definition)" } == expected)
  }

  @Test func numbersOfColumnsMayDiffer() throws {
    try expectServersDefinitions(
      """
      CREATE TABLE t (id integer, gone integer, s text, r text) PARTITION BY LIST (s);
      ALTER TABLE t DROP COLUMN gone;
      CREATE TABLE t_a (r text, s text, id integer);
      ALTER TABLE t ATTACH PARTITION t_a FOR VALUES IN ('a');
      CREATE TABLE t_b PARTITION OF t FOR VALUES IN ('b');
      CREATE INDEX ON t (id);
      CREATE INDEX ON t (lower(r), id DESC) INCLUDE (s) WHERE r <> 'x';
      CREATE INDEX ON t_a (r);
      CREATE INDEX ON t_b (r);
      """)
  }

  @Test func optionsMayDiffer() throws {
    try expectServersDefinitions(
      """
      CREATE TABLE t (id integer, v tsvector, s text) PARTITION BY LIST (id);
      CREATE TABLE t_a PARTITION OF t FOR VALUES IN (1);
      CREATE TABLE t_b PARTITION OF t FOR VALUES IN (2);
      CREATE INDEX ON t_a USING gist (v tsvector_ops (siglen = 100));
      CREATE INDEX ON t_b USING gist (v tsvector_ops (siglen = 200));
      CREATE INDEX ON t_b USING gist (v);
      CREATE INDEX ON t_a (s) WITH (fillfactor = 70);
      CREATE INDEX ON t_b (s) WITH (fillfactor = 80);
      CREATE INDEX ON t_a (s COLLATE "C");
      CREATE INDEX ON t_b (s COLLATE "POSIX");
      CREATE INDEX ON t_a (s text_pattern_ops);
      CREATE INDEX ON t_a (id) WHERE s = 'a';
      CREATE INDEX ON t_b (id) WHERE s = 'b';
      CREATE INDEX ON t_b (id, s);
      CREATE INDEX ON t_b (id) INCLUDE (s);
      CREATE UNIQUE INDEX ON t_b (id NULLS FIRST);
      """)
  }
}
