import Foundation
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// Catalogs whose names, comments and defaults try to get out of where they stand.
@Suite(.database, .timeLimit(.minutes(12))) struct HostileCatalogTests {
  private static let names = [
    "a\"b", "it's", "x; DROP TABLE canary; --", "line\nDROP TABLE canary;",
    "$$; DROP TABLE canary; $$",
    "$pgparcel$", "\\'; DROP TABLE canary; --", "🐘 naïve e\u{301}", ":'canary' \\! false",
    "a.b,c=d",
    "*/ DROP TABLE canary; /*", "SELECT", " leading and trailing ", "%s %I {table}",
    String(repeating: "é", count: 31) + "x",
  ]
  private static let password = "S3cret-Passw0rd"

  private func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private func literal(_ text: String) -> String {
    "E'\(text.replacing("\\", with: "\\\\").replacing("'", with: "''"))'"
  }

  /// As a double-quoted scalar of YAML, which JSON strings are.
  private func yaml(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  @Test(arguments: names)
  func everyFileDoesWhatItSaysAndNothingElse(_ name: String) throws {
    let database = TestDatabase.current
    let (id, text) = (quoted(name), literal(name))
    // Roles belong to the whole server.
    let role = quoted("\(name.prefix(20)) \(database.name.suffix(12))")
    try database.execute(
      """
      CREATE TABLE public.canary (id integer);
      INSERT INTO public.canary VALUES (1);
      CREATE ROLE \(role);
      CREATE SCHEMA \(id);
      CREATE TABLE \(id).\(id) (
        \(id) integer NOT NULL, note text DEFAULT \(text), other text CHECK (other <> \(text)),
        CONSTRAINT "key" PRIMARY KEY (\(id)));
      COMMENT ON TABLE \(id).\(id) IS \(text);
      COMMENT ON COLUMN \(id).\(id).\(id) IS \(text);
      CREATE INDEX "index of it" ON \(id).\(id) (note) WHERE note <> \(text);
      GRANT SELECT ON \(id).\(id) TO \(role);
      INSERT INTO \(id).\(id) SELECT n FROM generate_series(1, 40) n;
      """)
    defer { try? database.execute("DROP OWNED BY \(role); DROP ROLE \(role)") }
    let project = try Project(
      database: database.address + " password='\(Self.password)'",
      environment: ["PGPASSWORD": Self.password])
    let key = try yaml(name)
    let part = try yaml(
      String(decoding: Array(name.utf8.prefix(30)), as: UTF8.self)
        .replacing("\u{FFFD}", with: "") + " part")
    try project.write(
      """
      version: 1
      table: {schema: \(key), name: \(key)}
      primary_key: [\(key)]
      partition:
        by: list
        key: [\(key)]
        partitions:
          - {name: \(part), values: [\((1...20).map(String.init).joined(separator: ", "))], comment: \(key)}
        default: {name: "the rest"}
      indexes:
        - {name: "index of it", columns: [note], where: \(try yaml("note <> \(text)"))}
        - {name: \(try yaml("i " + name.prefix(20))), columns: [\(key), note]}
      convert: {strategy: offline}
      """, to: "schemas/hostile.yaml")
    let before = try database.dumpSchema(["-N", "pgparcel"])
    var told = ""
    func run(_ arguments: [String]) throws {
      let run = project.run(arguments)
      told += run.output + run.error
      try #require(run.status == 0, "\(arguments)\n\(run.error)")
    }
    try run(["plan", "--format", "json"])
    // A server of its own for each proof takes its time; these two hold what is worst.
    let isProven = ["line\nDROP TABLE canary;", "$$; DROP TABLE canary; $$"].contains(name)
    try run(isProven ? ["generate"] : ["generate", "--no-proof"])
    try run(["apply", "--yes"])
    try run(["verify"])
    try run(["status"])
    #expect(try database.query("SELECT count(*) FROM \(id).\(id)")[0, 0] == "40")
    try run(["down", "--to", "0", "--yes"])
    #expect(try database.dumpSchema(["-N", "pgparcel"]) == before)

    // psql reads the same text, statement by statement.
    for name in try project.names(in: "migrations") where name.hasSuffix(".up.sql") {
      try database.run(
        tool: "psql", ["-Xq", "-v", "ON_ERROR_STOP=1", "-f", "\(project.root)/migrations/\(name)"])
      told += try project.text("migrations/\(name)")
    }
    try run(["verify", "--layout"])
    #expect(try database.query("SELECT count(*) FROM public.canary")[0, 0] == "1")
    #expect(try database.query("SELECT count(*) FROM \(id).\(id)")[0, 0] == "40")

    // A password is nowhere that anyone looks.
    told += try database.run(tool: "pg_dump", ["--data-only", "-n", "pgparcel"]).standardOutput
    #expect(!told.contains(Self.password))
  }

  @Test func passwordsAreInNoError() throws {
    for address in [
      "postgresql://clinic:\(Self.password)@127.0.0.1:1/clinic",
      "postgresql://clinic:\(Self.password)@127.0.0.1:port/clinic",
      "host=127.0.0.1 port=1 user=clinic password=\(Self.password) dbname=clinic",
      "host=127.0.0.1 port=1 password='\(Self.password) dbname=clinic",
    ] {
      let project = try Project(database: address)
      try project.write(Clinic.schema, to: "schemas/a.yaml")
      for command in ["plan", "apply", "status", "verify"] {
        let run = project.run(command, "-v")
        #expect(run.status != 0)
        #expect(!(run.output + run.error).contains(Self.password), "\(run.error)")
      }
    }
  }
}
