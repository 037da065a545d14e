import PartitionCore
import PostgresCatalog
import TestSupport
import Testing

/// Objects of others that are bound to the table (manual, "Dependency Tracking").
@Suite(.database) struct DependentReadingTests {
  private func dependents(after sql: String) throws -> [Dependent] {
    try table("t", after: "CREATE TABLE t (id int PRIMARY KEY, a int); \(sql)").dependents
  }

  @Test func findsViewsOnViewsWithTheirDepthAndOptions() throws {
    let found = try dependents(
      after: """
        CREATE VIEW v1 WITH (security_barrier) AS SELECT id FROM t WHERE a > 1
          WITH CASCADED CHECK OPTION;
        CREATE VIEW v2 AS SELECT v1.id FROM v1, t WHERE t.id = v1.id;
        CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM v2 WITH NO DATA;
        """)
    #expect(found.map(\.kind) == [.view, .view, .materializedView])
    #expect(found.map(\.depth) == [0, 1, 2])
    #expect(found.map(\.identity) == ["view app.v1", "view app.v2", "materialized view app.m"])
    #expect(found.first?.relation == QualifiedName("app", "v1"))
    #expect(
      found.first?.definition?.hasPrefix(
        """
        CREATE OR REPLACE VIEW app.v1 WITH (security_barrier='true', check_option='cascaded') AS
         SELECT
        """) == true)
    #expect(found.last?.definition?.hasSuffix("\nWITH NO DATA") == true)
  }

  @Test func viewDefinitionsCanBeRunAgain() throws {
    let found = try dependents(
      after: "CREATE VIEW v AS SELECT id AS \"A b\", 'x;'::text AS c FROM t;")
    let definition = try #require(found.first?.definition)
    try TestDatabase.current.execute("SET search_path = ''; \(definition)")
    #expect(try snapshot("t").tables[QualifiedName("app", "t")]?.dependents == found)
  }

  @Test func findsForeignKeysOfOthersAndOfItself() throws {
    let found = try dependents(
      after: """
        ALTER TABLE t ADD CONSTRAINT self FOREIGN KEY (a) REFERENCES t;
        CREATE TABLE o (tid int CONSTRAINT fk REFERENCES t ON DELETE CASCADE)
          PARTITION BY LIST (tid);
        CREATE TABLE o1 PARTITION OF o DEFAULT;
        """)
    #expect(
      found == [
        Dependent(
          kind: .incomingForeignKey, identity: "table constraint fk on app.o",
          definition: "FOREIGN KEY (tid) REFERENCES app.t(id) ON DELETE CASCADE",
          relation: QualifiedName("app", "o"), name: "fk", columns: ["id"]),
        Dependent(
          kind: .incomingForeignKey, identity: "table constraint self on app.t",
          definition: "FOREIGN KEY (a) REFERENCES app.t(id)",
          relation: QualifiedName("app", "t"), name: "self", columns: ["id"]),
      ])
  }

  @Test func findsFunctionsRulesAndPoliciesThatKeepTheOID() throws {
    let found = try dependents(
      after: """
        CREATE FUNCTION atomic() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM t; END;
        CREATE FUNCTION text_body() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM app.t';
        CREATE TABLE o (x int);
        CREATE RULE r AS ON INSERT TO o DO ALSO UPDATE t SET a = 1;
        CREATE POLICY p ON o USING (EXISTS (SELECT FROM t WHERE id = x));
        CREATE RULE own AS ON DELETE TO t DO ALSO UPDATE t SET a = 2;
        CREATE POLICY own ON t USING (a > 0);
        """)
    #expect(found.map(\.kind) == [.policy, .rule, .sqlFunction])
    #expect(
      found.map(\.identity) == ["policy p on app.o", "rule r on app.o", "function app.atomic()"])
    #expect(found[0].definition?.hasPrefix("ALTER POLICY p ON app.o USING (") == true)
    #expect(found[1].definition?.hasPrefix("CREATE OR REPLACE RULE r AS\n") == true)
    #expect(found[2].definition?.hasPrefix("CREATE OR REPLACE FUNCTION app.atomic()\n") == true)
    for dependent in found {
      let definition = try #require(dependent.definition)
      try TestDatabase.current.execute("SET search_path = ''; \(definition)")
    }
    #expect(try snapshot("t").tables[QualifiedName("app", "t")]?.dependents == found)
  }

  @Test func findsUsersOfTheRowType() throws {
    let found = try dependents(
      after: """
        CREATE FUNCTION f(x t) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM app.t';
        CREATE TABLE o (one t, many t[]);
        CREATE DOMAIN d AS t CHECK ((VALUE).id > 0);
        """)
    #expect(Set(found.map(\.kind)) == [.rowType])
    #expect(
      found.map(\.identity).sorted() == [
        "function app.f(app.t)", "function app.g()", "table column app.o.many",
        "table column app.o.one", "type app.d",
      ])
  }

  @Test func findsConstantsThatNameTheTableOrItsSequence() throws {
    let found = try dependents(
      after: """
        CREATE SEQUENCE s OWNED BY t.id; ALTER TABLE t ALTER id SET DEFAULT nextval('s');
        CREATE TABLE o (rc regclass DEFAULT 't'::regclass, n int DEFAULT nextval('s'));
        """)
    #expect(found.map(\.kind) == [.regclassConstant, .regclassConstant])
    #expect(
      found.map(\.identity) == ["default value for app.o.n", "default value for app.o.rc"])
    #expect(found.map(\.name) == ["n", "rc"])
    #expect(found.map(\.definition) == ["nextval('app.s'::regclass)", "'app.t'::regclass"])
  }

  @Test func findsInheritanceInBothDirections() throws {
    try prepare("CREATE TABLE base (z int)")
    let found = try dependents(
      after: "ALTER TABLE t ADD z int, INHERIT base; CREATE TABLE child () INHERITS (t);")
    #expect(found.map(\.kind) == [.inheritanceChild, .inheritanceParent])
    #expect(found.map(\.identity) == ["table app.child", "table app.base"])
  }

  @Test func findsPublicationsThatCoverItUnnamed() throws {
    let schemas = try serverVersion() >= 150_000
    let found = try dependents(
      after: """
        CREATE PUBLICATION p FOR ALL TABLES;
        CREATE PUBLICATION named FOR TABLE t;
        \(schemas ? "CREATE PUBLICATION s FOR TABLES IN SCHEMA app;" : "")
        """)
    #expect(found.map(\.kind) == Array(repeating: .publicationForAllTables, count: found.count))
    #expect(found.map(\.name) == (schemas ? ["p", "s"] : ["p"]))
  }

  @Test func findsTheExtensionThatOwnsIt() throws {
    let found = try dependents(after: "ALTER EXTENSION plpgsql ADD TABLE t;")
    #expect(
      found == [
        Dependent(kind: .extension_, identity: "extension plpgsql", name: "plpgsql")
      ])
  }

  @Test func namesThePartitionThatSomethingIsBoundTo() throws {
    let table = try table(
      "p",
      after: """
        CREATE TABLE p (k int) PARTITION BY LIST (k);
        CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
        CREATE VIEW v AS SELECT k FROM p1;
        """)
    #expect(table.dependents.map(\.partition) == [QualifiedName("app", "p1")])
  }
}
