extension DiagnosticBag {
  /// The same findings with other paths: files may be read under names that mean nothing where the
  /// findings are shown.
  package func relocated(_ path: (String) -> String) -> DiagnosticBag {
    var files: [ObjectIdentifier: SourceFile] = [:]
    func moved(_ span: Span) -> Span {
      let known = ObjectIdentifier(span.file)
      let file =
        files[known] ?? SourceFile(path: path(span.file.path), text: span.file.text)
      files[known] = file
      return Span(file: file, bytes: span.bytes)
    }
    var result = DiagnosticBag()
    for finding in diagnostics {
      result.add(
        Diagnostic(
          finding.code, finding.message, severity: finding.severity, at: finding.span.map(moved),
          caret: finding.caret, labels: finding.labels.map { .init(moved($0.span), $0.text) },
          help: finding.help, notes: finding.notes,
          fix: finding.fix.map { Fix(moved($0.span), $0.text) }))
    }
    return result
  }
}
