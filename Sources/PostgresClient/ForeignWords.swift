/// Words of other drivers' connection strings (Prisma, node-postgres, SQLAlchemy, JDBC), which libpq
/// refuses with less help.
enum ForeignWords {
  /// Parameters of other drivers, and what to write instead.
  private static let equivalents: [(parameter: String, instead: String)] = [
    ("schema", "remove it: schemas are named in the YAML files"),
    ("currentSchema", "remove it: schemas are named in the YAML files"),
    ("search_path", "write options=-csearch_path%3Dname, or remove it"),
    ("pgbouncer", "remove it, and connect to the server itself instead of PgBouncer"),
    ("connection_limit", "remove it: there is no connection pool"),
    ("pool_timeout", "remove it: there is no connection pool"),
    ("pool_size", "remove it: there is no connection pool"),
    ("max_connections", "remove it: there is no connection pool"),
    ("statement_cache_size", "remove it: statements are not cached"),
    ("prepareThreshold", "remove it: statements are not cached"),
    ("socket_timeout", "write tcp_user_timeout=MILLISECONDS, or remove it"),
    ("socketTimeout", "write tcp_user_timeout=MILLISECONDS, or remove it"),
    ("connectTimeout", "write connect_timeout=SECONDS"),
    ("loginTimeout", "write connect_timeout=SECONDS"),
    ("sslaccept", "write sslmode=require, or sslmode=verify-full to check the certificate"),
    ("uselibpqcompat", "remove it: libpq reads this string"),
    ("ssl", "write sslmode=require, or sslmode=disable for none"),
    ("tls", "write sslmode=require, or sslmode=disable for none"),
    ("ApplicationName", "write application_name=NAME"),
    ("encoding", "remove it: the client encoding is UTF-8"),
    ("charset", "remove it: the client encoding is UTF-8"),
    ("timezone", "remove it: the session's time zone is UTC"),
    ("statement_timeout", "write options=-cstatement_timeout%3DMILLISECONDS, or remove it"),
  ]

  private static let modes = [
    "no-verify": "require", "true": "require", "on": "require", "required": "require",
    "REQUIRED": "require", "false": "disable", "off": "disable", "none": "disable",
    "verify_ca": "verify-ca", "verify_full": "verify-full",
  ]

  /// - Throws: `.address` naming the first foreign parameter or scheme of `string`.
  static func refuse(in string: String) throws(PostgresError) {
    try refuseScheme(of: string)
    for (parameter, value) in queryParameters(of: string) {
      if parameter == "sslmode", let mode = modes[value] {
        throw PostgresError(
          .address, "libpq does not know sslmode=\(value)", hint: "write sslmode=\(mode)")
      }
      // The one foreign word that libpq translates itself, for JDBC.
      if parameter == "ssl", value == "true" { continue }
      if let word = equivalents.first(where: { $0.parameter == parameter }) {
        throw PostgresError(
          .address, "libpq does not know the connection parameter \(parameter)", hint: word.instead)
      }
    }
  }

  private static func refuseScheme(of string: String) throws(PostgresError) {
    guard let end = string.firstRange(of: "://")?.lowerBound else { return }
    let scheme = String(string[..<end])
    // In key=value form the words :// can stand inside a value.
    guard !["postgresql", "postgres"].contains(scheme), !scheme.contains("=") else { return }
    let isPostgres =
      ["jdbc:postgresql", "prisma+postgres"].contains(scheme)
      || scheme.hasPrefix("postgresql+") || scheme.hasPrefix("postgres+")
    throw PostgresError(
      .address,
      isPostgres
        ? "libpq does not know the scheme \(scheme)://"
        : "the connection string is not the address of a PostgreSQL server",
      hint: "write postgresql://user@host:5432/database")
  }

  /// Parameters after the question mark of a URI, or the pairs of the `key=value` form.
  private static func queryParameters(of string: String) -> [(name: String, value: String)] {
    let isURI = string.hasPrefix("postgresql://") || string.hasPrefix("postgres://")
    let pairs: [Substring]
    if isURI {
      // After the last @, so that a question mark in a password does not count.
      let afterUser = string.lastIndex(of: "@").map { string[$0...] } ?? string[...]
      guard let mark = afterUser.firstIndex(of: "?") else { return [] }
      pairs = afterUser[mark...].dropFirst().split(separator: "&")
    } else {
      // A quoted value may hold spaces; then libpq judges alone.
      guard !string.contains("'") else { return [] }
      pairs = string.split(whereSeparator: \.isWhitespace)
    }
    return pairs.compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }
}
