import PartitionCore
import PostgresCatalog
import TestSupport
import Testing

/// What hangs on a table: grants, triggers, policies, rules, statistics, publications, settings.
@Suite(.database) struct AttachedReadingTests {
  @Test func readsOwnTriggersButNoClones() throws {
    let table = try table(
      "t",
      after: """
        CREATE TABLE t (k int) PARTITION BY LIST (k);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER "On all" BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
        CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
        CREATE TRIGGER mine AFTER UPDATE ON t1 FOR EACH STATEMENT EXECUTE FUNCTION f();
        ALTER TABLE t1 DISABLE TRIGGER mine;
        COMMENT ON TRIGGER mine ON t1 IS 'off';
        """)
    #expect(
      table.relation.triggers == [
        Trigger(
          name: "On all",
          definition: """
            CREATE TRIGGER "On all" BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.f()
            """, enabled: .origin)
      ])
    #expect(
      table.partition("t1")?.relation.triggers == [
        Trigger(
          name: "mine",
          definition: """
            CREATE TRIGGER mine AFTER UPDATE ON app.t1 FOR EACH STATEMENT EXECUTE FUNCTION app.f()
            """, enabled: .disabled, comment: "off")
      ])
  }

  @Test func readsPoliciesRulesAndRowSecurity() throws {
    let user = try currentUser()
    let table = try table(
      "t",
      after: """
        CREATE TABLE t (k int, who text);
        ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY a ON t AS RESTRICTIVE FOR UPDATE TO CURRENT_USER USING (k > 1)
          WITH CHECK (k > 2);
        CREATE POLICY b ON t USING (who = CURRENT_USER);
        COMMENT ON POLICY b ON t IS 'own rows';
        CREATE RULE r AS ON DELETE TO t WHERE old.k = 1 DO INSTEAD NOTHING;
        ALTER TABLE t DISABLE RULE r;
        """)
    #expect(table.relation.rowSecurity == RowSecurity(enabled: true, forced: true))
    #expect(
      table.relation.policies == [
        Policy(
          name: "a", permissive: false, command: "UPDATE", roles: [user], using: "(k > 1)",
          withCheck: "(k > 2)"),
        Policy(
          name: "b", permissive: true, command: "ALL", roles: [],
          using: "(who = CURRENT_USER)", withCheck: nil, comment: "own rows"),
      ])
    #expect(table.relation.rules.map(\.name) == ["r"])
    #expect(table.relation.rules.first?.enabled == .disabled)
    #expect(table.relation.rules.first?.definition.hasPrefix("CREATE RULE r AS\n") == true)
  }

  @Test func readsStatisticsWithTheirBody() throws {
    let user = try currentUser()
    let table = try table(
      "t",
      after: """
        CREATE TABLE t (a int, b int);
        CREATE STATISTICS "S FROM x" (ndistinct, mcv) ON a, b, (a + b) FROM t;
        ALTER STATISTICS "S FROM x" SET STATISTICS 55;
        COMMENT ON STATISTICS "S FROM x" IS 'pairs';
        """)
    #expect(
      table.relation.statistics == [
        ExtendedStatistics(
          name: QualifiedName("app", "S FROM x"),
          definition:
            "CREATE STATISTICS app.\"S FROM x\" (ndistinct, mcv) ON a, b, (a + b) FROM app.t",
          body: "(ndistinct, mcv) ON a, b, (a + b)", statisticsTarget: 55, comment: "pairs",
          owner: user)
      ])
  }

  @Test func tellsNoGrantsFromAnEmptyAccessList() throws {
    let user = try currentUser()
    try prepare(
      """
      CREATE TABLE untouched (a int);
      CREATE TABLE closed (a int); REVOKE ALL ON closed FROM CURRENT_USER;
      CREATE TABLE open (a int); REVOKE ALL ON open FROM CURRENT_USER;
      GRANT SELECT, DELETE ON open TO PUBLIC;
      CREATE TABLE again (a int); GRANT SELECT ON again TO PUBLIC; REVOKE ALL ON again FROM PUBLIC;
      """)
    let tables = try snapshot("untouched", "closed", "open", "again").tables
    #expect(tables[QualifiedName("app", "again")]?.relation.privileges == .some(nil))
    #expect(tables[QualifiedName("app", "untouched")]?.relation.privileges == .some(nil))
    #expect(tables[QualifiedName("app", "closed")]?.relation.privileges == [])
    #expect(
      tables[QualifiedName("app", "open")]?.relation.privileges
        == ["DELETE", "SELECT"].map {
          Privilege(grantee: nil, grantor: user, privilege: $0, grantable: false)
        })
  }

  @Test func readsPublicationsWithFilterAndColumns() throws {
    let isDetailed = try serverVersion() >= 150_000
    let table = try table(
      "t",
      after: """
        CREATE TABLE t (a int PRIMARY KEY, b int, c int);
        CREATE PUBLICATION p FOR TABLE t \(isDetailed ? "(c, a) WHERE (a > 1)" : "");
        """)
    #expect(
      table.relation.publications == [
        PublicationMembership(
          publication: "p", columns: isDetailed ? ["a", "c"] : nil,
          filter: isDetailed ? "(a > 1)" : nil)
      ])
  }

  @Test func readsPersistenceReplicaIdentityAndComment() throws {
    let table = try table(
      "t",
      after: """
        CREATE UNLOGGED TABLE t (a int NOT NULL);
        CREATE UNIQUE INDEX ident ON t (a);
        ALTER TABLE t REPLICA IDENTITY USING INDEX ident;
        COMMENT ON TABLE t IS 'fleeting';
        """)
    #expect(table.relation.persistence == .unlogged)
    #expect(table.relation.replicaIdentity == .index("ident"))
    #expect(table.relation.comment == "fleeting")
  }
}
