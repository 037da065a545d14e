import Commands
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// What is said of a login that fails fits the way in which it failed.
@Suite(.database) struct LoginFailureTests {
  private func error(_ changes: [String: String]) throws -> String {
    let words = [
      "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    ]
    let variables = TestDatabase.current.target.toolEnvironment
    var values = words.compactMapValues { variables[$0] }
    values["dbname"] = TestDatabase.current.name
    values.merge(changes) { $1 }
    let url = values.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }
    let project = try Project(database: url.joined(separator: " "))
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    let run = project.run("plan")
    #expect(run.status == 3)
    #expect(run.error.contains("error[E300]: "), "\(run.error)")
    return run.error
  }

  @Test func aMissingSocketAsksWhetherTheServerRuns() throws {
    let error = try error(["host": "/nonexistent", "port": "5432"])
    #expect(error.contains("help: start the server, or name its place with -d URL"), "\(error)")
    // libpq's question says the same in more words.
    #expect(!error.contains("Is the server running"))
  }

  @Test func aRefusedPortAsksWhetherTheServerRuns() throws {
    let error = try error(["host": "127.0.0.1", "port": "1"])
    #expect(error.contains("Connection refused"))
    #expect(error.contains("help: start the server, or name its place with -d URL"), "\(error)")
  }

  @Test func anUnknownHostIsNamed() throws {
    let error = try error(["host": "nowhere.invalid", "port": "5432"])
    #expect(error.contains("help: check the spelling of the host"), "\(error)")
  }

  @Test func aMissingDatabaseIsNamed() throws {
    let error = try error(["dbname": "clnic"])
    #expect(error.contains(#"database "clnic" does not exist"#))
    #expect(error.contains("help: name another database with -d URL or DATABASE_URL"), "\(error)")
    #expect(error.contains("psql -l"))
  }

  @Test func aMissingRoleIsNamed() throws {
    let error = try error(["user": "nobody_known"])
    #expect(error.contains(#"role "nobody_known" does not exist"#))
    #expect(error.contains("help: name a role of this server"), "\(error)")
  }

  @Test func theServersRulesAreTold() throws {
    // Its own address, so that nobody else listens there; its own rules, so that nobody else minds.
    let address = "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).1"
    let server = try ScratchServer.start(
      binaries: try TestServer.shared.binaries, settings: ["listen_addresses": address])
    defer { server.stop() }
    let connection = try Connection(
      server.conninfo(database: "postgres"), applicationName: "pgparcel/test")
    let file = try connection.query("SHOW hba_file")[0].text("hba_file")
    try connection.execute(
      """
      CREATE ROLE known LOGIN PASSWORD 'right';
      COPY (VALUES ('local all known scram-sha-256'), ('local all all trust')) TO '\(file)';
      """)
    // The server rereads its rules when it comes to it.
    try connection.execute("SELECT pg_reload_conf(); SELECT pg_sleep(0.5)")
    let place = ["host": server.socketDirectory, "port": "5432", "dbname": "postgres"]
    let refused = try error(place.merging(["user": "known", "password": "wrong"]) { $1 })
    #expect(refused.contains("password authentication failed"))
    #expect(refused.contains("help: give the password in PGPASSWORD or ~/.pgpass"), "\(refused)")
    #expect(!refused.contains("wrong"))
    let silent = try error(place.merging(["user": "known", "password": ""]) { $1 })
    #expect(silent.contains("help: give the password in PGPASSWORD or ~/.pgpass"), "\(silent)")
    let host = ["host": address, "port": "5432", "user": "known", "dbname": "postgres"]
    let plain = try error(host.merging(["sslmode": "require"]) { $1 })
    #expect(plain.contains("help: this server offers no TLS: write sslmode=prefer"), "\(plain)")
    let outside = try error(host)
    #expect(outside.contains("help: the server may want TLS"), "\(outside)")
  }
}
