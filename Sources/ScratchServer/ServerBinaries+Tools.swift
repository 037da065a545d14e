extension ServerBinaries {
  /// Runs a program of this installation and waits for it.
  ///
  /// - Parameters:
  ///   - environment: what it sees beside `PATH`, in particular `PG*` variables.
  ///   - input: what it reads from standard input.
  /// - Throws: `ScratchError` if it is not installed or fails, with what it printed.
  @discardableResult
  package func run(
    tool: String, _ arguments: [String], environment: [String: String], input: String? = nil
  ) throws(ScratchError) -> ToolOutput {
    let utf8 = ["PGCLIENTENCODING": "UTF8"].merging(environment) { _, given in given }
    return try Child(try path(of: tool), arguments, environment: utf8).runChecked(input: input)
  }
}
