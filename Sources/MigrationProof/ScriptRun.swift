package import Diagnostics
package import PartitionCore
package import PostgresClient

/// Runs migration files as psql would: their own text, statement by statement, without a history.
package struct ScriptRun: Sendable {
  /// The statement at which a file stopped.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let fileName: String
    package let line: Int
    package let sql: String
    package let error: PostgresError

    package var description: String { "\(fileName):\(line): \(error)\n\(sql)" }
  }

  package let file: ParsedMigration

  package init(_ file: ParsedMigration) { self.file = file }

  /// Prints the file and reads it back: what runs is the text, not the value it was made from.
  ///
  /// - Throws: the parser's findings; it should have none.
  package init(printing file: MigrationFile) throws(ProofFindings) {
    var bag = DiagnosticBag()
    let text = MigrationFilePrinter.printed(file)
    guard
      let parsed = MigrationFileParser.parsed(
        name: file.fileName, bytes: Array(text.utf8), into: &bag), !bag.hasErrors
    else { throw ProofFindings(bag.diagnostics) }
    self.file = parsed
  }

  /// Runs all statements; those of a transactional file together.
  package func run(on connection: borrowing Connection) throws(Failure) {
    let isSingle = file.file.transaction == .single
    if isSingle { try send("BEGIN", 1, on: connection) }
    for command in file.commands {
      try send(command.sql, file.line(of: command), on: connection)
    }
    if isSingle { try send("COMMIT", 1, on: connection) }
  }

  private func send(_ sql: String, _ line: Int, on connection: borrowing Connection) throws(Failure)
  {
    do throws(PostgresError) {
      try connection.execute(sql)
    } catch {
      if connection.transactionStatus == .failed { _ = try? connection.execute("ROLLBACK") }
      throw Failure(fileName: file.fileName, line: line, sql: sql, error: error)
    }
  }
}

extension Connection {
  /// Lets files drop what they would keep: on a scratch server no row is worth a week's wait or a file.
  borrowing func waiveKeeping() throws(PostgresError) {
    try execute("SET pgparcel.keep_old = 'off'; SET pgparcel.export = 'off'")
  }
}

/// Findings that end a piece of work.
package struct ProofFindings: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
