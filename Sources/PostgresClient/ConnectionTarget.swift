/// Which database to connect to: a connection string in any form libpq accepts, checked.
///
/// Describes itself without the password, also when reflected or printed for debugging.
package struct ConnectionTarget: Hashable, Sendable {
  private let string: String
  private let named: [String: Conninfo.Option]
  /// Replaces the database that `string` names.
  private var otherDatabase: String?

  /// - Parameter string: a URI, `key=value` pairs, or nothing: then libpq's `PG*` variables,
  ///   service file and defaults decide alone.
  /// - Throws: `.address` if libpq would refuse the string; the error names the parameter at fault
  ///   and libpq's equivalent, and quotes no password.
  package init(_ string: String = "") throws(PostgresError) {
    try ForeignWords.refuse(in: string)
    named = try Conninfo.parse(string)
    self.string = string
    // An unescaped @ or / in a password makes libpq take a piece of it for a host or port.
    let ports = named["port"]?.value.split(separator: ",") ?? []
    if named["host"]?.value.contains("@") == true || ports.contains(where: { Int($0) == nil }) {
      throw PostgresError(
        .address, "the connection string names no valid host and port",
        hint: "in a URI write @ : / ? # % of a password as %40 %3A %2F %3F %23 %25")
    }
  }

  /// Whether nothing is named, so that libpq's variables and defaults decide alone.
  package var isUnnamed: Bool { named.isEmpty && otherDatabase == nil }

  /// The same server, user and options, another database.
  package func database(_ name: String) -> ConnectionTarget {
    var copy = self
    copy.otherDatabase = name
    return copy
  }

  /// What holds for `keyword` (`sslmode`, `host`): from the string, else from the environment, the
  /// service file or libpq's defaults. Nil for passwords.
  package func parameter(_ keyword: String) -> String? {
    if keyword == "dbname", let otherDatabase { return otherDatabase }
    guard let option = named[keyword] ?? Conninfo.defaults()[keyword] else { return nil }
    return option.isSecret || option.value.isEmpty ? nil : option.value
  }

  /// The `PG*` variables that send a client tool such as `pg_dump` to this target. They hold the
  /// password: hand them to a child process and show them to nobody.
  package var toolEnvironment: [String: String] {
    var variables: [String: String] = [:]
    for option in named.values {
      if let variable = option.variable { variables[variable] = option.value }
    }
    if let otherDatabase { variables["PGDATABASE"] = otherDatabase }
    return variables
  }

  /// Keywords and values for `PQconnectdbParams`, later ones winning.
  func parameters(applicationName: String) -> [(keyword: String?, value: String?)] {
    var parameters: [(keyword: String?, value: String?)] = [
      ("fallback_application_name", applicationName)
    ]
    // libpq expands the first `dbname` if it is a connection string.
    if !string.isEmpty { parameters.append(("dbname", string)) }
    if let otherDatabase { parameters.append(("dbname", otherDatabase)) }
    // Whatever the locale says: all our text is UTF-8.
    parameters.append(("client_encoding", "UTF8"))
    return parameters
  }
}

extension ConnectionTarget: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  /// For people: `database clinic at db1:5432`.
  package var description: String {
    if let service = named["service"]?.value, named["host"] == nil {
      let database = parameter("dbname").map { "database \($0) at " }
      return
        "\(otherDatabase != nil || named["dbname"] != nil ? database ?? "" : "")service \(service)"
    }
    let database = parameter("dbname") ?? parameter("user") ?? "of the user's name"
    let port = parameter("port") ?? "5432"
    guard let host = parameter("host") ?? parameter("hostaddr") else {
      return "database \(database) at the local socket, port \(port)"
    }
    let hosts = host.split(separator: ",", omittingEmptySubsequences: false)
    let ports = port.split(separator: ",", omittingEmptySubsequences: false)
    let places = hosts.enumerated().map { index, host in
      let port = ports.count == hosts.count ? ports[index] : ports[0]
      return host.hasPrefix("/") ? "\(host) port \(port)" : "\(host):\(port)"
    }
    return "database \(database) at \(places.joined(separator: ", "))"
  }

  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
