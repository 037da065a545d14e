import PostgresClient
import TestSupport
import Testing

/// The roles of docs/roles.md under names of this test alone, and tables that belong to one of them.
///
/// Roles are the server's, not the database's: `drop` has to be called. Their names need quotes, and
/// their passwords must be nowhere in what is printed.
final class RoleStage {
  static let password = "a-word-that-nobody-prints"

  let names: [String: String]
  private let blocks: [String]
  private let suffix = String(UInt32.random(in: .min ... .max), radix: 36)

  /// - Parameter sql: run as superuser, with the page's words for the roles: `app` owns what it makes.
  init(_ sql: String) throws {
    var names: [String: String] = [:]
    for role in ["app", "writer", "reader", "deploy", "other"] {
      names[role] = "\"\(role.prefix(1).uppercased())\(role.dropFirst())\"\"\(suffix)\""
    }
    self.names = names
    blocks = try RolesPage(naming: names).blocks
    try run("CREATE ROLE app; CREATE ROLE other; CREATE ROLE writer LOGIN; CREATE SCHEMA clinic")
    try run("GRANT USAGE ON SCHEMA clinic TO app, writer, other")
    try run(sql)
  }

  /// The name without quotes.
  func name(_ role: String) -> String {
    "\(role.prefix(1).uppercased())\(role.dropFirst())\"\(suffix)"
  }

  /// Runs SQL as superuser, with the page's words for the roles.
  func run(_ sql: String) throws {
    try TestDatabase.current.execute(
      sql.replacing(/[A-Za-z_]+/) { self.names[String($0.output)] ?? String($0.output) })
  }

  /// Runs the page's blocks, all of them.
  func createRoles() throws {
    for block in blocks { try TestDatabase.current.execute(block) }
  }

  /// As a user would write it into `DATABASE_URL`.
  func address(_ role: String) throws -> String {
    try run("ALTER ROLE \(role) PASSWORD '\(Self.password)'")
    let address = TestDatabase.current.address
    let others = address.split(separator: " ").filter {
      !$0.hasPrefix("user=") && !$0.hasPrefix("password=")
    }
    return others.joined(separator: " ") + " user='\(name(role))' password='\(Self.password)'"
  }

  /// A project whose settings name the database as this role.
  func project(_ role: String, _ schema: String) throws -> Project {
    let project = try Project(database: address(role))
    try project.write(schema, to: "schemas/appointments.yaml")
    return project
  }

  func drop() {
    for role in names.values {
      try? TestDatabase.current.execute("DROP OWNED BY \(role) CASCADE")
    }
    for role in names.values { try? TestDatabase.current.execute("DROP ROLE \(role)") }
  }
}
