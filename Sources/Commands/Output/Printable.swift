import Diagnostics

/// Text from files and databases made safe for a terminal.
///
/// Names may hold anything. Control characters could move the cursor or hide what stands there;
/// marks of text direction could show another order than the one that runs.
enum Printable {
  /// One line: line breaks and all other controls as `\u{…}`.
  static func line(_ text: String) -> String { escaped(text) { _ in false } }

  /// Several lines: line breaks and tabs stay.
  static func lines(_ text: String) -> String { escaped(text) { $0 == "\n" || $0 == "\t" } }

  private static func escaped(_ text: String, except: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: { isHidden($0) && !except($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar), !except(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension Diagnostic {
  /// The same finding with its sentences made safe; excerpts come from files without controls.
  var printable: Diagnostic {
    Diagnostic(
      code, Printable.lines(message), severity: severity, at: span,
      caret: caret.map(Printable.line),
      labels: labels.map { Label($0.span, Printable.line($0.text)) },
      help: help.map(Printable.lines), notes: notes.map(Printable.lines), fix: fix)
  }
}
