/// What PostgreSQL, libpq or this wrapper refused, and why.
///
/// Never holds a password or the value of a query parameter: see `ErrorScrubbing.swift`.
package struct PostgresError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// No session was obtained: address, network, authentication, server starting or full.
    case connection
    /// A session was open and broke; whether the last statement took effect is not known.
    case connectionLost
    /// The server refused a statement; the session lives on.
    case server
    /// The statement was stopped by a cancel request or by `statement_timeout` (SQLSTATE 57014).
    case cancelled
    /// libpq had no memory for a result.
    case outOfMemory
    /// The address or a setting given by the user is malformed; nothing was sent.
    case address
    /// The caller misused this module: NUL in text, a COPY statement, an unexpected NULL.
    case usage
  }

  package let kind: Kind
  /// Five characters (manual, Appendix A), nil when it was not the server that spoke.
  package var sqlState: String?
  /// The sentence, without severity and line ends.
  package var message: String
  /// May quote stored rows for SQLSTATE classes 22 and 23; `description` leaves it out then.
  package var detail: String?
  package var hint: String?
  /// Where it happened inside functions, innermost first, lines split by newlines.
  package var context: String?
  /// One-based place in the statement sent, in characters.
  package var position: Int?
  /// The constraint the error names, if any.
  package var constraint: String?

  package init(_ kind: Kind, _ message: String, hint: String? = nil, sqlState: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.sqlState = sqlState
  }

  /// True when the session is gone, so that the next statement needs a new connection.
  package var isConnectionLoss: Bool { kind == .connectionLost }

  /// True when the role may not do what it asked for (42501 insufficient_privilege).
  package var isDenial: Bool { sqlState == "42501" }

  /// True where something else has the name already: a relation (42P07), another object (42710), a function
  /// (42723).
  package var isNameTaken: Bool { ["42P07", "42710", "42723"].contains(sqlState) }

  /// libpq could not allocate.
  package static let outOfMemory = PostgresError(.outOfMemory, "libpq ran out of memory")
}

extension PostgresError: CustomStringConvertible {
  /// For people: sentence, detail, hint, then the SQLSTATE; one thing a line.
  package var description: String {
    var lines = [message]
    // Details of data errors (class 22) and of violated constraints (class 23) quote rows.
    if let detail, !quotesData { lines.append("DETAIL: \(detail)") }
    if let hint { lines.append("HINT: \(hint)") }
    if let context, !quotesData { lines.append("CONTEXT: \(context)") }
    if let sqlState { lines.append("SQLSTATE \(sqlState)") }
    return lines.joined(separator: "\n")
  }

  private var quotesData: Bool {
    guard let sqlState else { return false }
    return sqlState.hasPrefix("22") || sqlState.hasPrefix("23")
  }
}
