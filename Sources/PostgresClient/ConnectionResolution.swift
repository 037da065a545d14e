extension ConnectionTarget {
  /// The database the user means, by precedence: `flag` or `service`, then
  /// `PGPARCEL_DATABASE_URL`, then `DATABASE_URL`, then `DATABASE_URL` of an `.env` file, then what
  /// libpq finds by itself (`PG*`, service file, defaults). Empty values count as absent.
  ///
  /// - Parameters:
  ///   - flag: the value of `--database-url`.
  ///   - service: the value of `--service`, a name in libpq's service file.
  ///   - dotEnv: the text of an `.env` file.
  /// - Throws: `.address` for a malformed string, or a flag and a service at once.
  package static func resolve(
    flag: String?, service: String?, environment: [String: String], dotEnv: String?
  ) throws(PostgresError) -> ConnectionTarget {
    let flag = flag.flatMap { $0.isEmpty ? nil : $0 }
    if let service, !service.isEmpty {
      guard flag == nil else {
        throw PostgresError(
          .address, "a database URL and a service are given at once", hint: "give one of them")
      }
      return try ConnectionTarget("service=" + quotedValue(service))
    }
    let candidates = [
      flag, environment["PGPARCEL_DATABASE_URL"], environment["DATABASE_URL"],
      dotEnv.flatMap { DotEnv.value(of: "DATABASE_URL", in: $0) },
    ]
    let string = candidates.compactMap { $0 }.first { !$0.isEmpty }
    return try ConnectionTarget(string ?? "")
  }

  /// A value of the `key=value` form, quoted (manual, "Keyword/Value Connection Strings").
  static func quotedValue(_ value: String) -> String {
    "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// The target that `values` name; no syntax to get wrong.
  ///
  /// - Throws: `.address` for a keyword libpq does not know.
  package init(keywords values: [String: String]) throws(PostgresError) {
    let pairs = values.sorted { $0.key < $1.key }.map { "\($0.key)=" + Self.quotedValue($0.value) }
    try self.init(pairs.joined(separator: " "))
  }
}

/// The part of the `.env` format that its readers agree on: `NAME=value` lines, an optional
/// `export`, single or double quotes, comments after `#`; the last definition wins.
enum DotEnv {
  static func value(of name: String, in text: String) -> String? {
    var found: String?
    for line in text.split(whereSeparator: \.isNewline) {
      var rest = line.drop(while: \.isWhitespace)
      if rest.hasPrefix("export ") { rest = rest.dropFirst(7).drop(while: \.isWhitespace) }
      guard let equals = rest.firstIndex(of: "="),
        String(rest[..<equals]).trimmingLineEnds == name
      else { continue }
      found = unquoted(rest[equals...].dropFirst().drop(while: \.isWhitespace))
    }
    return found
  }

  private static func unquoted(_ value: Substring) -> String {
    if let quote = value.first, quote == "\"" || quote == "'" {
      return String(value.dropFirst().prefix { $0 != quote })
    }
    // A bare # belongs to the value; one after a space starts a comment.
    let comment = value.firstRange(of: " #")?.lowerBound ?? value.endIndex
    return String(value[..<comment]).trimmingLineEnds
  }
}
