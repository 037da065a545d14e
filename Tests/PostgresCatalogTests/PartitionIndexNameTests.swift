@testable import PartitionCore
import PostgresCatalog
import PostgresClient
import TestSupport
import Testing

/// PostgreSQL names what a new partition gets of its parent's indexes; so do we.
@Suite(.database) struct PartitionIndexNameTests {
  @Test func theNamesAreThoseOfTheServer() throws {
    let table = try table(
      "t",
      after: #"""
        CREATE TABLE t (id integer, "a b" text, "c,d" text, "e""(f" text, "ü" text, day date,
            PRIMARY KEY (id), UNIQUE (id, "a b"))
          PARTITION BY HASH (id);
        CREATE INDEX ON t (id);
        CREATE INDEX ON t (id DESC, day) INCLUDE ("c,d") WITH (fillfactor = 70) WHERE id > 0;
        CREATE INDEX ON t ("e""(f" COLLATE "C" text_pattern_ops DESC NULLS LAST) INCLUDE ("c,d", "ü");
        CREATE INDEX ON t ("a b", "ü") WHERE "ü" <> ' WHERE ('')';
        CREATE INDEX ON t (lower("a b"), upper("c,d"), lower("e""(f"));
        CREATE INDEX ON t (coalesce("ü", '(,'), (id + 1), (id + 2));
        CREATE INDEX ON t (date_trunc('month', day::timestamp), extract(year FROM day), greatest(id, 7));
        CREATE FUNCTION "Of.A(" (integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
        CREATE INDEX ON t ("Of.A("(id));
        CREATE TABLE part PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
        """#)
    let partition = try #require(table.allPartitions.first).relation
    let chosen = table.relation.indexes.map { index in
      "\(index.name): \(PartitionIndexName(index).name(in: "part"))"
    }
    let servers = table.relation.indexes.map { index in
      let part = partition.indexes.first { $0.parent == index.name }
      return "\(index.name): \(part?.name ?? "none")"
    }
    #expect(servers.count == 10)
    #expect(chosen == servers)
  }
}
