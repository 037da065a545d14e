package import Diagnostics

/// A schema file's text as nodes.
package struct YAMLDocument: Sendable {
  package let file: SourceFile
  /// Nil where the text is not YAML, which the diagnostics then say.
  package let root: YAMLNode?

  /// Reads one document from bytes of any kind, reporting what is wrong with them.
  package init(path: String, bytes: [UInt8], into bag: inout DiagnosticBag) {
    // A byte order mark is no part of the text: editors do not count it either.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let text = String(decoding: bytes, as: UTF8.self)
    let file = SourceFile(path: path, text: text)
    self.file = file
    guard Array(text.utf8)[...] == bytes else {
      let valid = zip(text.utf8, bytes).prefix { $0 == $1 }.count
      bag.add(
        Diagnostic(
          .yamlSyntax, "the file is not UTF-8",
          at: Span(file: file, bytes: valid..<min(valid + 1, text.utf8.count)),
          caret: "this byte belongs to another encoding", help: ["save the file as UTF-8"]))
      root = nil
      return
    }
    var composer = YAMLComposer(file: file)
    let problem = YAMLReader.parse(text) { composer.receive($0) }
    bag.add(composer.findings)
    if let problem {
      bag.add(Self.finding(for: problem, in: file))
      root = nil
    } else if composer.failed {
      root = nil
    } else if let root = composer.root {
      self.root = root
    } else {
      bag.add(
        Diagnostic(
          .missingKey, "the file is empty", at: Span(file: file, bytes: 0..<0),
          help: ["write at least `version: 1`, `table:` and `partition:`"]))
      root = nil
    }
  }

  private static func finding(for problem: YAMLSyntaxError, in file: SourceFile) -> Diagnostic {
    let size = file.text.utf8.count
    let offset = min(problem.offset, size)
    let line = file.position(of: offset).line
    let indent = file.lineText(line).prefix { $0 == " " || $0 == "\t" }
    if let tab = indent.utf8.firstIndex(of: 0x09) {
      let blanks = indent.utf8.distance(from: indent.startIndex, to: tab)
      let start = file.start(ofLine: line) + blanks
      return Diagnostic(
        .yamlSyntax, "a tab cannot indent YAML (line \(line))",
        at: Span(file: file, bytes: start..<start + 1),
        help: ["replace it by spaces"])
    }
    let labels = problem.context.map { context in
      let start = min(context.offset, size)
      return [Diagnostic.Label(Span(file: file, bytes: start..<start), context.text)]
    }
    return Diagnostic(
      .yamlSyntax, "this is not YAML: \(problem.problem)",
      at: Span(file: file, bytes: offset..<min(offset + 1, size)),
      labels: labels ?? [], help: hints[problem.problem].map { [$0] } ?? [])
  }

  private static let hints: [String: String] = [
    "mapping values are not allowed in this context":
      "quote a text that contains `: `, or put the key on a line of its own",
    "did not find expected key": "keys of one mapping begin in the same column",
    "did not find expected ',' or ']'": "close the list with `]`",
    "did not find expected ',' or '}'": "close the mapping with `}`",
    "found unexpected end of stream": "close the quote",
    "could not find expected ':'": "write `key: value`, with a blank behind the colon",
    "found character that cannot start any token": "quote a text that begins with this character",
  ]
}
