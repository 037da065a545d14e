package import PostgresClient

extension ScratchServer {
  /// The superuser's way into `database`.
  package func conninfo(database: String) -> ConnectionTarget { maintenance.database(database) }

  /// Makes a database, by default as bare as PostgreSQL can make one.
  ///
  /// - Throws: `PostgresError`, for example for a name that is taken.
  package func createDatabase(
    _ name: String, template: String = "template0"
  ) throws(PostgresError) {
    try maintain("CREATE DATABASE %I TEMPLATE %I", [name, template])
  }

  /// Drops a database, ending the sessions in it.
  ///
  /// - Throws: `PostgresError`, for example if there is none of that name.
  package func dropDatabase(_ name: String) throws(PostgresError) {
    try maintain("DROP DATABASE %I WITH (FORCE)", [name])
  }

  /// Runs a statement with names in it, which the server quotes.
  private func maintain(_ format: String, _ names: [String]) throws(PostgresError) {
    let connection = try Connection(
      maintenance, applicationName: "pgparcel/scratch")
    let places = names.indices.map { ", $\($0 + 2)::text" }.joined()
    let statement = try connection.query(
      "SELECT pg_catalog.format($1\(places)) AS statement", [format] + names)
    try connection.execute(try statement[0].text("statement"))
  }
}
