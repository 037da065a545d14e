import Diagnostics
import MigrationProof
import PartitionCore
import PartitionYAML
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// Statements that an application uses, held against the layout before a conversion and after it.
@Suite(.serialized, .needs("pg_stat_statements"), .timeLimit(.minutes(12))) struct StatementTests {
  /// Uses the statements, then proves a conversion as `generate` does.
  private func findings(
    using statements: [String], _ sql: String = Visits.sql, yaml: String = Visits.yaml,
    as role: String? = nil
  ) throws -> [Diagnostic] {
    var findings: [Diagnostic] = []
    try withServer(["shared_preload_libraries": "pg_stat_statements"]) { server, database in
      try database.execute(sql)
      try database.execute("CREATE EXTENSION pg_stat_statements SCHEMA public")
      try database.execute("SELECT public.pg_stat_statements_reset()")
      let application = try database.connect()
      for statement in statements { try application.execute(statement) }
      var target = database.target
      if let role {
        try database.execute(
          """
          CREATE ROLE \(role) LOGIN;
          ALTER TABLE public.visits OWNER TO \(role); ALTER TABLE public.twin OWNER TO \(role);
          """)
        target = try ConnectionTarget(keywords: [
          "host": server.socketDirectory, "port": "\(server.port)", "user": role,
          "dbname": database.name,
        ])
      }
      let report = Proof(of: [try subject(yaml, target)], for: target).run(on: server)
      findings = report.diagnostics
    }
    #expect(findings.filter { $0.severity == .error }.map { [$0.message] + $0.notes } == [])
    return findings
  }

  private func subject(_ yaml: String, _ target: ConnectionTarget) throws -> Proof.Subject {
    var bag = DiagnosticBag()
    let text = "version: 1\n\(yaml)\nconvert: {strategy: online}\n"
    let declaration = try #require(decodeTable(path: "table.yaml", text: text, into: &bag))
    let session = try Connection(target, applicationName: "pgparcel/test")
    let result = try #require(try LivePlanning.plan(declaration, on: session, into: &bag))
    let version = try #require(MigrationVersion("20260101000000"))
    let outcome = result.outcome
    return Proof.Subject(
      declaration: declaration, plan: outcome.plan, desired: outcome.desired,
      files: MigrationFile.files(for: outcome.plan, firstVersion: version))
  }

  @Test("44. ON CONFLICT in use, reads of every partition and moves are named in advance")
  func statementsInUse() throws {
    let findings = try findings(using: [
      """
      INSERT INTO public.visits VALUES (3, '2025-12-25', 3, 'a secret')
        ON CONFLICT (id) DO UPDATE SET note = 'a secret' /* from page 7 */
      """,
      "INSERT INTO visits VALUES (3, '2025-12-25') ON CONFLICT ON CONSTRAINT visits_pkey DO NOTHING",
      "INSERT INTO visits VALUES (3, '2025-12-25', 3) ON CONFLICT (code, day) DO NOTHING",
      "SELECT note FROM visits WHERE id = 4", "SELECT note FROM visits WHERE id = 5",
      "SELECT note FROM visits WHERE date_trunc('month', day) = '2026-01-01'",
      "SELECT note FROM visits WHERE day = '2026-01-01'",
      "SELECT note FROM visits WHERE day >= '2026-01-01' AND day < '2026-02-01' AND code > 3",
      "SELECT note FROM visits WHERE day = ANY ('{2026-01-01}'::date[])",
      "SELECT note FROM visits WHERE day IN ('2026-01-01', '2026-01-02')",
      "SELECT note FROM visits WHERE day = (SELECT max(day) FROM twin)",
      "SELECT count(*) FROM visits",
      "UPDATE visits SET day = '2026-02-02', note = 'moved' WHERE id = 11 AND day = '2026-01-02'",
      "UPDATE visits SET note = 'stays' WHERE id = 12 AND day = '2026-01-03'",
      "DELETE FROM visits WHERE code = 77",
      "SELECT note, time with time zone '08:00+00' FROM visits WHERE id = 4",
      "SELECT note FROM visits WHERE day > date '2026-01-01' - interval '1 day'",
      "VACUUM visits", "SELECT 'visits'", "SELECT * FROM twin AS visits WHERE id = 1",
    ])
    func of(_ code: Diagnostic.Code) -> [Diagnostic] { findings.filter { $0.code == code } }
    let broken = of(.statementBreaks)
    #expect(broken.count == 1)
    #expect(broken.first?.message.contains("42P10") == true)
    #expect(broken.first?.help.first?.contains("ON CONFLICT (id, day)") == true)
    #expect(
      broken.first?.notes == [
        "INSERT INTO public.visits VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT (id) DO UPDATE SET note = $5  (1 call)"
      ])
    #expect(
      of(.statementDoesNotPrune).map(\.notes) == [
        [
          "SELECT note FROM visits WHERE id = $1  (2 calls)",
          "DELETE FROM visits WHERE code = $1  (1 call)",
          "SELECT note FROM visits WHERE date_trunc($1, day) = $2  (1 call)",
        ]
      ])
    #expect(
      of(.statementMovesRows).map(\.notes) == [
        ["UPDATE visits SET day = $1, note = $2 WHERE id = $3 AND day = $4  (1 call)"]
      ])
    // A type and a parameter is no SQL, and when an uncorrelated subquery prunes only running it tells.
    #expect(
      of(.proofGap).filter { $0.message.contains("pg_stat_statements") }.map(\.notes) == [
        [
          "SELECT note, time with time zone $1 FROM visits WHERE id = $2  (1 call)",
          "SELECT note FROM visits WHERE day = (SELECT max(day) FROM twin)  (1 call)",
        ]
      ])
    #expect(of(.statementsHidden).isEmpty)
    #expect(!"\(findings)".contains("secret") && !"\(findings)".contains("page 7"))
  }

  @Test("44b. A role that does not see the statements of others is told so") func hidden() throws {
    let findings = try findings(using: ["SELECT note FROM visits WHERE id = 4"], as: "deploy")
    let hidden = try #require(findings.first { $0.code == .statementsHidden })
    #expect(hidden.help.first?.contains("GRANT pg_read_all_stats TO \"deploy\"") == true)
    #expect(!findings.contains { $0.code == .statementDoesNotPrune })
  }

  @Test("44c. What a layout did not prune before is nothing new") func fromPartitioned() throws {
    let findings = try findings(
      using: [
        "SELECT note FROM visits WHERE code = 4", "SELECT note FROM visits WHERE id = 4",
        "SELECT note FROM v WHERE id = 5",
      ],
      """
      CREATE TABLE public.visits (id bigint PRIMARY KEY, day date NOT NULL, code int, note text)
        PARTITION BY HASH (id);
      CREATE TABLE public.h0 PARTITION OF public.visits FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE public.h1 PARTITION OF public.visits FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      CREATE VIEW public.v AS SELECT * FROM public.visits;
      """)
    #expect(
      findings.first { $0.code == .statementDoesNotPrune }?.notes == [
        "SELECT note FROM v WHERE id = $1  (1 call)",
        "SELECT note FROM visits WHERE id = $1  (1 call)",
      ])
  }
}
