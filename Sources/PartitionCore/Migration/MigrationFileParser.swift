package import Diagnostics

/// Reads a migration file; every damaged input gives findings, none stops the program.
package enum MigrationFileParser {
  /// Whether the text begins as files of pgparcel do; other tools' files may share the directory.
  package static func claims(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 0x0A, maxSplits: 1).first?.starts(with: MachineLine.mark.utf8) ?? false
  }

  /// The file named `name`, or nil after adding E513 findings to `bag`.
  package static func parsed(
    name: String, bytes: [UInt8], into bag: inout DiagnosticBag
  ) -> ParsedMigration? {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      let position = bytes.firstIndex(of: 0).map { "byte \($0) is NUL" } ?? "it is not UTF-8"
      bag.add(Diagnostic(.malformedFile, "\(name) is not a text file: \(position)"))
      return nil
    }
    var reading = Reading(name: name, bytes: bytes, source: SourceFile(path: name, text: text))
    let result = reading.file()
    bag.add(reading.findings)
    return result
  }
}

/// One file being read.
private struct Reading {
  let name: String
  let bytes: [UInt8]
  let source: SourceFile
  var findings: [Diagnostic] = []

  mutating func file() -> ParsedMigration? {
    guard let (id, direction) = MigrationID.parsed(fileName: name) else {
      report("\(name) is not named <version>_<change>_<step>_<name>.up.sql or .down.sql", 0..<0)
      return nil
    }
    let lines = headerLines()
    var header = MigrationHeader(lines: lines)
    let statements: [SplitStatement]
    do {
      statements = try StatementSplitter.split(bytes)
    } catch {
      report(error.message, error.offset..<min(error.offset + 1, bytes.count))
      return nil
    }
    guard var file = header.file(id: id, direction: direction) else {
      findings += header.findings.map { finding($0.message, $0.bytes) }
      return nil
    }
    findings += header.findings.map { finding($0.message, $0.bytes, $0.severity) }
    let headerEnd = lines.last?.bytes.upperBound ?? 0
    guard let commands = commands(of: statements, file.transaction) else { return nil }
    fill(&file, from: commands, headerEnd)
    return ParsedMigration(
      file: file, source: source,
      commands: commands.map { command in
        let comments = command.comments.filter { $0.lowerBound >= headerEnd }.map(text)
        return .init(
          sql: text(command.range), bytes: command.range, words: command.words, comments: comments)
      },
      checksum: Checksum(of: bytes))
  }

  /// The comment lines at the top.
  private func headerLines() -> [MigrationHeader.Line] {
    var lines: [MigrationHeader.Line] = []
    var start = 0
    while start + 1 < bytes.count, bytes[start] == 0x2D, bytes[start + 1] == 0x2D {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let last = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
      lines.append(.init(text: text(start..<last), bytes: start..<last))
      start = min(end + 1, bytes.count)
    }
    return lines
  }

  /// The statements without their BEGIN and COMMIT.
  private mutating func commands(
    of statements: [SplitStatement], _ transaction: Step.Transaction
  ) -> [SplitStatement]? {
    var inner = statements[...]
    if transaction == .single {
      guard let first = inner.popFirst(), text(first.range).uppercased() == "BEGIN",
        let last = inner.popLast(), text(last.range).uppercased() == "COMMIT"
      else {
        report("a file with transaction=single begins with BEGIN; and ends with COMMIT;", 0..<0)
        return nil
      }
    }
    for statement in inner where Self.endsTransaction(statement.words) {
      report(
        "\(statement.words[0]) stands inside a file with transaction=\(transaction.rawValue)",
        statement.range)
      return nil
    }
    return Array(inner)
  }

  private static func endsTransaction(_ words: [String]) -> Bool {
    switch words.first {
    case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT": true
    case "PREPARE": words.dropFirst().first == "TRANSACTION"
    default: false
    }
  }

  private func fill(
    _ file: inout MigrationFile, from commands: [SplitStatement], _ headerEnd: Int
  ) {
    var texts = commands.map { text($0.range) }[...]
    var own = commands[...]
    if file.transaction == .single {
      let preamble = FilePreamble.taken(from: &texts)
      file.lockTimeout = preamble.lockTimeout
      file.statementTimeout = preamble.statementTimeout
      own = own.dropFirst(preamble.count)
    }
    file.statements = zip(own, texts).map { statement, sql in
      var result = Statement(SQLText(deparsed: sql))
      result.comment = StatementComment.parsed(
        statement.comments
          .filter { $0.lowerBound >= headerEnd && bytes[$0.lowerBound] == 0x2D }.map(text))
      return result
    }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func report(_ message: String, _ bytes: Range<Int>) {
    findings.append(finding(message, bytes))
  }

  private func finding(
    _ message: String, _ bytes: Range<Int>, _ severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      .malformedFile, message, severity: severity, at: Span(file: source, bytes: bytes),
      help: ["restore the file from version control, or run  pgparcel generate  again"])
  }
}
