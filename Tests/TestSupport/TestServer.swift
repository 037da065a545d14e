import Foundation
package import PostgresClient
package import ScratchServer

/// The server all tests of this process share: the one named by `PGPARCEL_TEST_URL`, whose user must
/// be allowed to create databases, else a scratch server that ends with the process.
package struct TestServer: Sendable {
  /// The way into a database that always exists.
  package let maintenance: ConnectionTarget
  /// Nil if the server is one that was there before.
  package let scratch: ScratchServer?
  /// Where client tools are found.
  package let binaries: ServerBinaries

  /// Starts the server at the first call.
  ///
  /// - Throws: `ScratchError` naming the package to install: a run without a server has to fail.
  package static var shared: TestServer { get throws { try started.get() } }

  private static let started = Result { try TestServer() }

  private init() throws {
    let environment = ProcessInfo.processInfo.environment
    binaries = try ServerBinaries.find(bindir: nil, environment: environment, preferredMajor: nil)
    if let url = environment["PGPARCEL_TEST_URL"], !url.isEmpty {
      maintenance = try ConnectionTarget(url)
      scratch = nil
    } else {
      let server = try ScratchServer.start(binaries: binaries)
      maintenance = server.conninfo(database: "postgres")
      scratch = server
    }
  }

  /// Runs `format` with `names` quoted by the server, such as `DROP DATABASE %I`.
  func maintain(_ format: String, _ names: [String]) throws {
    let connection = try Connection(maintenance, applicationName: "pgparcel/test")
    let places = names.indices.map { ", $\($0 + 2)::text" }.joined()
    let rows = try connection.query(
      "SELECT pg_catalog.format($1\(places)) AS statement", [format] + names)
    try connection.execute(try rows[0].text("statement"))
  }
}
