import CLibpq

/// What libpq reads out of a connection string (manual, "Connection Strings").
enum Conninfo {
  struct Option: Hashable, Sendable {
    let keyword: String
    let value: String
    /// The environment variable with the same meaning, if there is one.
    let variable: String?
    /// libpq marks passwords as "to be shown as stars".
    let isSecret: Bool
  }

  /// The options named in `string`, by keyword, without defaults.
  ///
  /// - Throws: `.address`; libpq's message is repeated only where it cannot quote a password.
  static func parse(_ string: String) throws(PostgresError) -> [String: Option] {
    try rejectNUL(string)
    var message: UnsafeMutablePointer<CChar>?
    guard let options = unsafe PQconninfoParse(string, &message) else {
      defer { unsafe PQfreemem(message) }
      let reason = unsafe message.map { unsafe String(cString: $0).trimmingLineEnds }
      throw malformed(reason ?? "out of memory")
    }
    defer { unsafe PQconninfoFree(options) }
    return unsafe copied(options)
  }

  /// What libpq takes from the environment, the service file and its own defaults.
  static func defaults() -> [String: Option] {
    guard let options = unsafe PQconndefaults() else { return [:] }
    defer { unsafe PQconninfoFree(options) }
    return unsafe copied(options)
  }

  private static func copied(_ first: UnsafeMutablePointer<PQconninfoOption>) -> [String: Option] {
    var options: [String: Option] = [:]
    var next = unsafe first
    while let keyword = unsafe next.pointee.keyword {
      if let value = unsafe next.pointee.val {
        let option = Option(
          keyword: unsafe String(cString: keyword), value: unsafe String(cString: value),
          variable: unsafe next.pointee.envvar.map { unsafe String(cString: $0) },
          isSecret: unsafe next.pointee.dispchar.map { unsafe String(cString: $0) } == "*")
        options[option.keyword] = option
      }
      unsafe next += 1
    }
    return options
  }

  private static func malformed(_ reason: String) -> PostgresError {
    let hint = "write postgresql://user@host:5432/database or \"host=… dbname=…\""
    // These quote the name of a parameter; others may quote a piece of a password.
    let naming = ["invalid URI query parameter: ", "invalid connection option "]
    guard naming.contains(where: reason.hasPrefix) || !reason.contains("\"") else {
      return PostgresError(
        .address, "the connection string cannot be read",
        hint: hint + "; in a URI write @ : / ? # % of a password as %40 %3A %2F %3F %23 %25")
    }
    return PostgresError(.address, "the connection string cannot be read: \(reason)", hint: hint)
  }
}
