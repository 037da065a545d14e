/// One finding about the user's input or database: what is wrong, where, why, and what to do.
///
/// The code is stable and has a page `docs/rules/<code>.md`; the message says what is wrong in
/// the user's words; `help` says what to type.
package struct Diagnostic: Sendable {
  package enum Severity: String, Sendable, Comparable {
    case error, warning, note

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// A further place in the input that explains the finding, with a few words beside its caret.
  package struct Label: Sendable {
    package let span: Span
    package let text: String

    package init(_ span: Span, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  package let code: Code
  package let severity: Severity
  package let message: String
  /// The place, if the finding is about a text.
  package let span: Span?
  /// A few words printed beside the caret.
  package let caret: String?
  package let labels: [Label]
  package let help: [String]
  package let notes: [String]
  /// What the first line of help says, as a change of text.
  package let fix: Fix?

  package init(
    _ code: Code, _ message: String, severity: Severity? = nil, at span: Span? = nil,
    caret: String? = nil, labels: [Label] = [], help: [String] = [], notes: [String] = [],
    fix: Fix? = nil
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.span = span
    self.caret = caret
    self.labels = labels
    self.help = help
    self.notes = notes
    self.fix = fix
  }
}

/// Collects findings, so that one run reports all of them.
package struct DiagnosticBag: Sendable {
  package private(set) var diagnostics: [Diagnostic] = []

  package init() {}

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  package mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  package mutating func add(_ others: [Diagnostic]) { diagnostics += others }

  /// Sorted by file, place and code: what is printed does not depend on the order of finding.
  package func sorted() -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      key(left.element, left.offset) < key(right.element, right.offset)
    }.map(\.element)
  }

  private func key(_ item: Diagnostic, _ offset: Int) -> (String, Int, String, Int) {
    (item.span?.file.path ?? "", item.span?.bytes.lowerBound ?? -1, item.code.rawValue, offset)
  }
}
