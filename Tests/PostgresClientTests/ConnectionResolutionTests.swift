import PostgresClient
import TestSupport
import Testing

@Suite struct ConnectionResolutionTests {
  private func resolved(
    flag: String? = nil, service: String? = nil, _ environment: [String: String] = [:],
    dotEnv: String? = nil
  ) throws -> String? {
    let target = try ConnectionTarget.resolve(
      flag: flag, service: service, environment: environment, dotEnv: dotEnv)
    return target.parameter("dbname")
  }

  @Test func prefersTheNearer() throws {
    let file = "DATABASE_URL=postgresql://h/file"
    let general = ["DATABASE_URL": "postgresql://h/general"]
    let own = general.merging(["PGPARCEL_DATABASE_URL": "postgresql://h/own"]) { $1 }
    #expect(try resolved(flag: "postgresql://h/flag", own, dotEnv: file) == "flag")
    #expect(try resolved(own, dotEnv: file) == "own")
    #expect(try resolved(general, dotEnv: file) == "general")
    #expect(try resolved(dotEnv: file) == "file")
    #expect(try resolved(["DATABASE_URL": ""], dotEnv: file) == "file")
  }

  @Test func takesAService() throws {
    let environment = ["DATABASE_URL": "postgresql://h/general"]
    let target = try ConnectionTarget.resolve(
      flag: nil, service: "it's prod", environment: environment, dotEnv: nil)
    #expect(target.description == "service it's prod")
    #expect(throws: PostgresError.self) { try resolved(flag: "dbname=x", service: "prod") }
  }

  @Test(arguments: [
    ("DATABASE_URL=dbname=a", "a"),
    ("export DATABASE_URL=\"dbname=a\"", "a"),
    ("# DATABASE_URL=dbname=x\n  DATABASE_URL = 'dbname=a' # here", "a"),
    ("DATABASE_URL=dbname=a # here\r\nOTHER=1", "a"),
    ("DATABASE_URL=dbname=x\nDATABASE_URL=dbname=a", "a"),
    ("DATABASE_URL=postgresql://h/a#b", "a#b"),
    ("MY_DATABASE_URL=dbname=x\nDATABASE_URL=dbname=a\nDATABASE_URL_2=dbname=x", "a"),
  ])
  func readsDotEnv(_ text: String, _ database: String) throws {
    #expect(try resolved(dotEnv: text) == database)
  }
}
