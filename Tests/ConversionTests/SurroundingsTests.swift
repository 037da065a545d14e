import Diagnostics
import PostgresClient
import TestSupport
import Testing

/// Names, roles and triggers around the table.
@Suite(.database) struct SurroundingsTests {
  static let names: [(schema: String, table: String)] = [
    ("public", "Visits"), ("Order", "select"), ("zoë 🐘", "a \"b\" 'c'"),
    ("public", String(repeating: "x", count: 63)),
    (String(repeating: "ä", count: 31), String(repeating: "Y", count: 60)),
  ]

  @Test("20. Mixed-case, reserved, long and foreign names", arguments: names.indices)
  func hardNames(_ index: Int) throws {
    let (schema, name) = Self.names[index]
    let table = "\(quoted(schema)).\(quoted(name))"
    let conversion = try Conversion(
      """
      CREATE SCHEMA IF NOT EXISTS \(quoted(schema));
      CREATE TABLE \(table) ("Id" bigint PRIMARY KEY, "the day" date NOT NULL, "select" text);
      INSERT INTO \(table) SELECT g, date '2025-12-22' + g FROM generate_series(1, 20) AS g;
      CREATE TABLE public.twin AS SELECT * FROM \(table);
      """,
      yaml: """
        table: "\(schema).\(name.replacing("\"", with: "\\\""))"
        primary_key: [Id, "the day"]
        partition:
          by: range
          key: ["the day"]
          partitions:
            - {name: "P \(index) old", from: [MINVALUE], to: ["2026-01-01"]}
            - {name: "P \(index) new", from: ["2026-01-01"], to: [MAXVALUE]}
        """, table: table)
    func write(_ sql: String) throws {
      try conversion.execute(
        sql.replacing("TABLE", with: table) + ";" + sql.replacing("TABLE", with: "public.twin"))
    }
    try conversion.up(.build, through: .capture)
    try write("UPDATE TABLE SET \"select\" = 'x' WHERE \"Id\" = 1")
    try conversion.up(.copy, through: .catchUp)
    try write("UPDATE TABLE SET \"the day\" = '2026-03-03' WHERE \"Id\" = 2")
    try conversion.up(.swap)
    try write("DELETE FROM TABLE WHERE \"Id\" = 3")
    try conversion.expectTwins()
    try conversion.down(.swap)
    try conversion.expectTwins()
    try conversion.down(.catchUp, through: .build)
    try conversion.expectTwins()
  }

  @Test("20b. Two tables whose names run together alike") func namesRunTogether() throws {
    let database = TestDatabase.current
    var conversions: [Conversion] = []
    for (schema, name) in [("a", "b_c"), ("a_b", "c")] {
      conversions.append(
        try Conversion(
          """
          CREATE SCHEMA \(schema);
          CREATE TABLE \(schema).\(name) (id bigint PRIMARY KEY, day date NOT NULL);
          INSERT INTO \(schema).\(name) VALUES (1, '2025-01-01'), (2, '2026-01-01');
          """,
          yaml: Visits.yaml.replacing("public.visits", with: "\(schema).\(name)"),
          table: "\(schema).\(name)", in: database))
    }
    for conversion in conversions { try conversion.up(.build, through: .catchUp) }
    for conversion in conversions { try conversion.up(.swap) }
    for conversion in conversions {
      #expect(try conversion.isPartitioned(conversion.table))
      #expect(try conversion.value("SELECT count(*) FROM \(conversion.table)") == "2")
    }
  }

  @Test("21. FORCE ROW LEVEL SECURITY and an owner without BYPASSRLS") func forcedRowSecurity()
    throws
  {
    try Roles.create()
    let conversion = try Conversion(
      Visits.sql + """
        ALTER TABLE public.visits OWNER TO parcel_owner;
        ALTER TABLE public.visits ENABLE ROW LEVEL SECURITY;
        ALTER TABLE public.visits FORCE ROW LEVEL SECURITY;
        CREATE POLICY few ON public.visits USING (id < 4);
        GRANT CREATE ON SCHEMA public TO parcel_owner;
        """)
    try conversion.execute(
      """
      DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO parcel_owner', current_database());
      END $$
      """)
    let owner = ["role": "parcel_owner"]
    for stage in [Stage.build, .capture] { try conversion.run(stage, settings: owner) }
    let error = try conversion.failure(.copy, settings: owner)
    #expect(error.sqlState == "42501")
    #expect(try conversion.value("SELECT count(*) FROM public.visits_new") == "0")
    // A role that sees every row copies every row.
    try conversion.up(.copy, through: .swap)
    try conversion.expectTwins()
  }

  @Test("22. The application has no rights on pgparcel's schema") func applicationWithoutRights()
    throws
  {
    try Roles.create()
    let conversion = try Conversion(
      Visits.sql + """
        GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON public.visits, public.twin TO parcel_app;
        """)
    try conversion.up(.build, through: .indexes)
    let app = try conversion.session("app", settings: ["role": "parcel_app"])
    func writes() throws {
      try app.write("UPDATE public.visits SET note = note || '!' WHERE id IN (3, 13)")
      try app.write("UPDATE public.visits SET day = day + 100 WHERE id = 14")
      try app.write("DELETE FROM public.visits WHERE id = 5")
      try app.write("INSERT INTO public.visits VALUES (5, '2026-10-10', 5, 'again')")
    }
    #expect(throws: PostgresError.self) {
      try app.execute("SELECT FROM \(conversion.object("forward"))")
    }
    try writes()
    try conversion.up(.catchUp, through: .swap)
    try writes()
    try conversion.expectTwins()
    try conversion.down(.swap)
    try writes()
    try conversion.expectTwins()
    try conversion.up(.swap)
    try app.write("TRUNCATE public.visits")
    try conversion.expectTwins()
  }

  @Test("23. BEFORE triggers change rows, AFTER triggers write an outbox once") func outbox() throws
  {
    let conversion = try Conversion(Visits.sql + Self.outboxSQL)
    try conversion.up(.build, through: .indexes)
    try conversion.write("UPDATE public.visits SET note = 'one' WHERE id = 3")
    try conversion.up(.catchUp)
    try conversion.write("INSERT INTO public.visits VALUES (30, '2026-03-03', 30, 'two')")
    try conversion.up(.swap)
    try conversion.write("UPDATE public.visits SET note = 'three' WHERE id = 3")
    #expect(
      try conversion.query("SELECT note FROM public.visits WHERE id IN (3, 30) ORDER BY id")
        == ["THREE", "TWO"])
    try conversion.down(.swap)
    try conversion.write("UPDATE public.visits SET note = 'four' WHERE id = 3")
    try conversion.up(.swap)
    let entries = "SELECT concat_ws(' ', relation, id, note) FROM public.outbox ORDER BY 1"
    #expect(
      try conversion.query(entries) == [
        "twin 3 FOUR", "twin 3 ONE", "twin 3 THREE", "twin 30 TWO", "visits 3 FOUR", "visits 3 ONE",
        "visits 3 THREE", "visits 30 TWO",
      ])
    try conversion.expectTwins()
  }

  static let outboxSQL = """
    CREATE TABLE public.outbox (relation text, id bigint, note text);
    CREATE FUNCTION public.louder() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.note := upper(NEW.note); RETURN NEW; END $$;
    CREATE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO public.outbox VALUES (TG_ARGV[0], NEW.id, NEW.note);
      RETURN NULL;
    END $$;
    CREATE TRIGGER louder BEFORE INSERT OR UPDATE ON public.visits
      FOR EACH ROW EXECUTE FUNCTION public.louder();
    CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.visits
      FOR EACH ROW EXECUTE FUNCTION public.tell('visits');
    CREATE TRIGGER louder BEFORE INSERT OR UPDATE ON public.twin
      FOR EACH ROW EXECUTE FUNCTION public.louder();
    CREATE TRIGGER tell AFTER INSERT OR UPDATE ON public.twin
      FOR EACH ROW EXECUTE FUNCTION public.tell('twin');
    """

  private func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }
}

/// Roles belong to the whole server, so they are made once.
enum Roles {
  static func create() throws { try created.get() }

  private static let created = Result {
    let connection = try Connection(
      try TestServer.shared.maintenance, applicationName: "pgparcel/test")
    for role in ["parcel_owner", "parcel_app"] {
      try connection.execute(
        """
        DO $$ BEGIN CREATE ROLE \(role);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
        """)
    }
  }
}
