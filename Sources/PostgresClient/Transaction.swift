/// What a transaction sees of others (manual, "Transaction Isolation").
package enum TransactionIsolation: String, Hashable, Sendable {
  case readCommitted = "READ COMMITTED"
  case repeatableRead = "REPEATABLE READ"
  case serializable = "SERIALIZABLE"
}

extension Connection {
  /// Runs `body` inside a transaction: commits when it returns, rolls back when it throws.
  ///
  /// - Throws: what `body` throws, or the error of BEGIN or COMMIT. After `.connectionLost` from
  ///   COMMIT the outcome is not known.
  package borrowing func withTransaction<Result>(
    _ isolation: TransactionIsolation = .readCommitted, readOnly: Bool = false,
    _ body: (borrowing Connection) throws(PostgresError) -> Result
  ) throws(PostgresError) -> Result {
    try withTransaction(isolation, readOnly: readOnly, mapError: { $0 }, body)
  }

  /// As above for a `body` with errors of its own; `mapError` turns ours into that type.
  package borrowing func withTransaction<Result, Failure: Error>(
    _ isolation: TransactionIsolation = .readCommitted, readOnly: Bool = false,
    mapError: (PostgresError) -> Failure,
    _ body: (borrowing Connection) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do throws(PostgresError) {
      try execute("BEGIN ISOLATION LEVEL \(isolation.rawValue)\(readOnly ? " READ ONLY" : "")")
    } catch {
      throw mapError(error)
    }
    let result: Result
    do throws(Failure) {
      result = try body(self)
    } catch {
      rollBack()
      throw error
    }
    do throws(PostgresError) {
      try commit()
    } catch {
      rollBack()
      throw mapError(error)
    }
    return result
  }

  private borrowing func commit() throws(PostgresError) {
    let tag = try execute("COMMIT")
    // COMMIT of a failed transaction is no error to the server: it rolls back and says so in its tag.
    guard tag == "COMMIT" else {
      throw PostgresError(
        .server, "the transaction was rolled back because a statement in it had failed",
        sqlState: "25P02")
    }
  }

  private borrowing func rollBack() {
    // The first error is the one to tell; if this fails the session is gone, and with it the
    // transaction.
    guard transactionStatus != .idle else { return }
    _ = try? execute("ROLLBACK")
  }
}
