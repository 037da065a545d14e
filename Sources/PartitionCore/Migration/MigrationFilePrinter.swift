/// Writes a migration file as a reviewer reads it and as psql runs it.
///
/// The same value gives the same bytes. No name and no text can end a comment.
package enum MigrationFilePrinter {
  package static func printed(_ file: MigrationFile) -> String {
    var blocks = [header(file)]
    if file.transaction == .single {
      let opening = ["BEGIN"] + FilePreamble.lines(of: file)
      // The header and the transaction's opening stand together.
      blocks[0] += "\n" + opening.map { "\($0);" }.joined(separator: "\n")
    }
    var number = 0
    for statement in file.statements {
      let lines = StatementComment.lines(of: statement.comment, after: &number)
      blocks.append((lines + [terminated(statement.sql.text)]).joined(separator: "\n"))
    }
    if file.transaction == .single { blocks.append("COMMIT;") }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func header(_ file: MigrationFile) -> String {
    var lines = MachineLine.printed(file)
    lines += HeaderList.what.printed(file.what)
    lines += HeaderList.locks.printed(file.locks)
    lines += HeaderList.hazards.printed(
      file.hazards.map { $0.detail.isEmpty ? $0.word : "\($0.word): \($0.detail)" })
    lines += HeaderList.undo.printed(file.undo)
    lines += LinterAnswers(file).lines
    return lines.joined(separator: "\n")
  }

  /// A statement with its semicolon, which behind a line comment would be part of that.
  package static func terminated(_ sql: String) -> String {
    var scanner = SQLScanner(Array(sql.utf8))
    var last: SQLScanner.Kind?
    while let token = scanner.next() { last = token.kind }
    return last == .lineComment ? sql + "\n;" : sql + ";"
  }
}

/// The comment above a statement: `-- 2. Why`, more lines aligned below.
enum StatementComment {
  /// Linters look for their own marks at the start of a comment.
  private static let linterMark = "squawk-ignore"

  /// - Parameter number: of the last comment with one; statements without a comment have none, so
  ///   that a reader who counts misses nothing.
  static func lines(of comment: [String], after number: inout Int) -> [String] {
    var first = true
    return comment.map { line in
      let text = line.isEmpty ? "" : CommentText.escaped(line)
      if text.hasPrefix(linterMark) { return "-- \(text)" }
      defer { first = false }
      if first { number += 1 }
      let lead = first ? "-- \(number)." : "--   "
      return text.isEmpty ? (first ? lead : "--") : "\(lead) \(text)"
    }
  }

  /// The lines as they were before `lines(of:after:)`, or as good as written by hand.
  static func parsed(_ lines: [String]) -> [String] {
    var first = true
    return lines.map { line in
      var text = line.dropFirst(2)
      if text.hasPrefix(" \(linterMark)") { return plain(text.dropFirst()) }
      if first {
        first = false
        let number = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(number.count + 1)
        if text.hasPrefix(" "), !number.isEmpty, rest.hasPrefix(".") {
          return plain(rest.dropFirst(rest.hasPrefix(". ") ? 2 : 1))
        }
      }
      text =
        text.hasPrefix("    ") ? text.dropFirst(4) : text.hasPrefix(" ") ? text.dropFirst() : text
      return plain(text)
    }
  }

  private static func plain(_ text: Substring) -> String {
    CommentText.unescaped(text) ?? String(text)
  }
}
