/// Text in 80 columns.
enum Paragraph {
  static let width = 80

  /// `label` and a text beside it; further lines begin under the text.
  static func labelled(_ label: String, _ text: String, indent: Int = 9) -> [String] {
    let head = label.padded(to: indent)
    return wrapped(text, width: width - indent).enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: indent)) + line
    }
  }

  /// Breaks at spaces; a word that is too long stays whole.
  static func wrapped(_ text: String, width: Int = width) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(word)
      } else {
        line +=
          line.isEmpty && lines.isEmpty && word.isEmpty ? " " : (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}

extension String {
  /// At least one space at the end, and `width` characters in all if they fit.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
