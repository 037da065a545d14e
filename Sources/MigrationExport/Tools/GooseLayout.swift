import PartitionCore

/// goose: both ways in one file, statement by statement, in a transaction of goose's or in none.
///
/// `NO TRANSACTION` holds for both ways of a file. Where only one of them needs it, the other brings
/// its BEGIN and COMMIT along as one block. A statement ends where a line ends with a semicolon, unless
/// it stands between StatementBegin and StatementEnd; goose's reader leaves the rest of a line behind
/// `--` out of that look, inside a literal too.
struct GooseLayout: ToolLayout {
  let directive: String? = "-- +goose"
  let takesSeveral = true

  func files(of steps: [ExportedStep]) -> [ExportedFile] {
    steps.filter(\.isChosen).map { step in
      let bare = step.up.needsNoTransaction || step.down.needsNoTransaction
      return ExportedFile(
        "\(step.id).sql",
        (bare ? "-- +goose NO TRANSACTION\n" : "") + "-- +goose Up\n"
          + block(step.up, bare: bare) + "\n-- +goose Down\n" + block(step.down, bare: bare))
    }
  }

  private func block(_ script: Script, bare: Bool) -> String {
    let head = ([ExportedBody.origin(script)] + script.header).joined(separator: "\n") + "\n"
    if bare, script.transaction == .single {
      return head + "\n" + enclosed(script.ownTransaction) + "\n"
    }
    let statements =
      script.transaction == .single
      ? BorrowedTransaction.statements(of: script) : script.statements
    if statements.isEmpty { return head }
    return head + "\n" + statements.map(text).joined(separator: "\n\n") + "\n"
  }

  private func text(_ statement: Script.Statement) -> String {
    let isPlain = !statement.sql.utf8.contains(0x3B) && !statement.sql.contains("--")
    return isPlain ? statement.text : enclosed(statement.text)
  }

  private func enclosed(_ text: String) -> String {
    "-- +goose StatementBegin\n\(text)\n-- +goose StatementEnd"
  }
}
