import PostgresClient
import TestSupport
import Testing

@Suite struct ConnectionTargetTests {
  @Test(arguments: [
    ("postgresql://ada:geheim@db1:5433/clinic", "database clinic at db1:5433"),
    ("postgres://ada@db1/clinic?port=6000", "database clinic at db1:6000"),
    ("host=db1 port=5433 dbname=clinic password=geheim", "database clinic at db1:5433"),
    ("host=/run/pg port=1 dbname=clinic", "database clinic at /run/pg port 1"),
    ("postgresql://a:geheim@h1:1,h2:2/clinic", "database clinic at h1:1, h2:2"),
    ("postgresql://[::1]:5/clinic?password=geheim", "database clinic at ::1:5"),
    ("postgresql://ada:ge%40h%2Feim@db1:5/clinic", "database clinic at db1:5"),
    ("service=prod password=geheim", "service prod"),
  ])
  func describesItselfWithoutThePassword(_ string: String, _ description: String) throws {
    let target = try ConnectionTarget(string)
    #expect(target.description == description)
    var dumped = ""
    dump(target, to: &dumped)
    for text in [String(reflecting: target), "\(target)", dumped] {
      #expect(!text.contains("eim"), "\(text)")
    }
  }

  @Test func hidesPasswordsFromQuestions() throws {
    let target = try ConnectionTarget("host=db1 user=ada password=geheim sslmode=require")
    #expect(target.parameter("sslmode") == "require")
    #expect(target.parameter("user") == "ada")
    #expect(target.parameter("password") == nil)
    #expect(target.toolEnvironment["PGPASSWORD"] == "geheim")
    #expect(target.database("other").toolEnvironment["PGDATABASE"] == "other")
  }

  @Test(arguments: [
    ("postgresql://h/d?schema=public", "schema", "remove it"),
    ("postgresql://h/d?sslmode=no-verify", "sslmode=no-verify", "sslmode=require"),
    ("postgresql://h/d?pgbouncer=true", "pgbouncer", "PgBouncer"),
    ("postgresql://h/d?connection_limit=5&schema=x", "connection_limit", "pool"),
    ("host=h connection_limit=5", "connection_limit", "pool"),
    ("postgresql://h/d?ssl=false", "ssl", "sslmode=disable"),
    ("postgresql://h/d?shcema=x", "shcema", "postgresql://"),
    ("host=h databse=d", "databse", "dbname="),
    ("mysql://h/d", "not the address of a PostgreSQL server", "postgresql://"),
    ("jdbc:postgresql://h/d", "jdbc:postgresql", "postgresql://"),
    ("postgresql+asyncpg://h/d", "postgresql+asyncpg", "postgresql://"),
    ("clinic", "cannot be read", "dbname="),
  ])
  func namesWhatLibpqRefuses(_ string: String, _ word: String, _ hint: String) throws {
    let error = try #require(
      #expect(throws: PostgresError.self) { try ConnectionTarget(string) })
    #expect(error.kind == .address)
    #expect(error.message.contains(word), "\(error)")
    #expect(error.hint?.contains(hint) == true, "\(error)")
  }

  @Test(arguments: [
    "postgresql://ada:geh@eim@db1/clinic", "postgresql://ada:geh/eim@db1/clinic",
    "postgresql://ada:geh%eim@db1/clinic", "postgresql://ada:geh:eim@db1:x/clinic",
    "host=db1 password=geh eim", "host=db1 password='geheim",
  ])
  func quotesNoPieceOfAPassword(_ string: String) throws {
    let error = try #require(
      #expect(throws: PostgresError.self) { try ConnectionTarget(string) })
    #expect(error.kind == .address)
    #expect(!String(reflecting: error).contains("eim"), "\(error)")
    #expect(!String(reflecting: error).contains("geh"), "\(error)")
  }

  @Test func acceptsWhatLibpqAccepts() throws {
    for string in [
      "", "postgresql://", "postgresql:///clinic?host=/run/pg", "postgresql://h/d?ssl=true",
      "host=h1,h2 port=1,2 target_session_attrs=read-write",
      "postgresql://h/d?options=-csearch_path%3Dx", "dbname='a b' password='x:// y'",
    ] {
      #expect(throws: Never.self, "\(string)") { try ConnectionTarget(string) }
    }
  }
}
