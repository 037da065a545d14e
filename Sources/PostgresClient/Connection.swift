import CLibpq

/// One session on a server, with exactly one owner: copying it, or using it after `close()`, does
/// not compile. Every call blocks until the server has answered.
@safe
package struct Connection: ~Copyable {
  private let raw: OpaquePointer
  private let receiver: NoticeReceiver

  /// The state of the session's transaction (manual, "PQtransactionStatus").
  package enum TransactionStatus: Hashable, Sendable {
    case idle, inTransaction
    /// A statement of the transaction has failed; only a rollback is accepted.
    case failed
    /// A statement is running.
    case active
    /// The session is broken.
    case unknown
  }

  /// Connects.
  ///
  /// - Parameters:
  ///   - applicationName: shown in `pg_stat_activity` unless the target or `PGAPPNAME` names one.
  ///   - settings: session settings such as `lock_timeout`, set in order of name.
  ///   - onNotice: hears notices and warnings; by default they are discarded. Nothing is ever
  ///     printed.
  /// - Throws: `.connection` if no session is obtained, `.server` if a setting is refused.
  package init(
    _ target: ConnectionTarget, applicationName: String, settings: [String: String] = [:],
    onNotice: (@Sendable (PostgresNotice) -> Void)? = nil
  ) throws(PostgresError) {
    let receiver = NoticeReceiver(onNotice ?? { _ in })
    let connection = try unsafe Connection(
      raw: connect(target, applicationName: applicationName, receiver), receiver)
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      try connection.query("SELECT pg_catalog.set_config($1, $2, false)", [name, value])
    }
    self = connection
  }

  private init(raw: OpaquePointer, _ receiver: NoticeReceiver) {
    unsafe self.raw = raw
    self.receiver = receiver
  }

  deinit { unsafe PQfinish(raw) }

  /// Ends the session now instead of at the end of the owner's scope.
  package consuming func close() {}

  /// Runs one statement; values travel apart from the SQL, as text, nil as NULL.
  ///
  /// - Throws: `.server`, `.cancelled` or `.connectionLost` as the server answers; `.usage` for
  ///   COPY, which needs a conversation.
  @discardableResult
  package borrowing func query(
    _ sql: String, _ values: [String?] = []
  ) throws(PostgresError) -> Rows {
    try rejectNUL(sql)
    let answer = try unsafe withCStrings(values) {
      (pointers) throws(PostgresError) -> OpaquePointer? in
      unsafe PQexecParams(
        raw, sql, Int32(pointers.count), nil, pointers.baseAddress, nil, nil, 0)
    }
    do throws(PostgresError) {
      let result = try unsafe checked(answer)
      defer { unsafe PQclear(result) }
      return unsafe Rows(copying: result)
    } catch {
      throw error.scrubbed(of: values)
    }
  }

  /// Runs SQL text as it stands: any command, also several at once, which then share an implicit
  /// transaction unless they hold their own BEGIN and COMMIT (manual, "Multiple Statements in a
  /// Simple Query"). Rows are dropped.
  ///
  /// - Returns: the command tag of the last command, such as `CREATE TABLE`; empty for no command.
  /// - Throws: as `query`. `position` counts from the start of the whole text.
  @discardableResult
  package borrowing func execute(_ sql: String) throws(PostgresError) -> String {
    try rejectNUL(sql)
    let result = try unsafe checked(PQexec(raw, sql))
    defer { unsafe PQclear(result) }
    return unsafe String(cString: PQcmdStatus(result))
  }

  /// The server's version as PostgreSQL counts it: 150018 is 15.18.
  package var serverVersion: Int { unsafe Int(PQserverVersion(raw)) }

  /// Process id of the session on the server, as in `pg_stat_activity.pid`.
  package var backendPID: Int32 { unsafe PQbackendPID(raw) }

  package var transactionStatus: TransactionStatus {
    switch unsafe PQtransactionStatus(raw) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_INTRANS: .inTransaction
    case PQTRANS_INERROR: .failed
    case PQTRANS_ACTIVE: .active
    default: .unknown
    }
  }

  /// What another thread or a signal handler needs to stop a statement of this session.
  package var canceller: Canceller { unsafe Canceller(of: raw) }

  /// A setting that the server reports without being asked, such as `server_encoding`.
  package func reported(_ setting: String) -> String? {
    unsafe PQparameterStatus(raw, setting).map { unsafe String(cString: $0) }
  }

  /// `answer` if it is a success; else throws what it says and clears it.
  private borrowing func checked(
    _ answer: OpaquePointer?
  ) throws(PostgresError) -> OpaquePointer {
    let isLost = unsafe PQstatus(raw) == CONNECTION_BAD
    guard let answer = unsafe answer else {
      if isLost { throw PostgresError(.connectionLost, unsafe errorMessage(of: raw)) }
      throw .outOfMemory
    }
    switch unsafe PQresultStatus(answer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      return unsafe answer
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      unsafe PQclear(answer)
      // The next PQexec ends the copying; an empty one leaves the session usable at once.
      unsafe PQclear(PQexec(raw, ""))
      throw PostgresError(.usage, "COPY from or to the client is not supported here")
    default:
      defer { unsafe PQclear(answer) }
      throw unsafe PostgresError(copying: answer, connectionLost: isLost)
    }
  }
}

/// What libpq last said about a connection, without its line end.
func errorMessage(of connection: OpaquePointer) -> String {
  unsafe String(cString: PQerrorMessage(connection)).trimmingLineEnds
}
