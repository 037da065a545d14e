/// One line of a source text and what to underline in it.
struct Excerpt {
  let path: String
  let line: Int
  let column: Int
  let primary: Bool
  let text: String
  /// What stands before the carets: blanks, and tabs where the line has tabs.
  let indent: String
  /// How many carets.
  let width: Int
  let words: String

  var place: String { "\(path):\(line):\(column)" }

  /// The finding's own place and its labels: its file first, then by line.
  static func all(of finding: Diagnostic, at span: Span) -> [Excerpt] {
    let own = Excerpt(span, words: finding.caret ?? "", primary: true)
    let labels = finding.labels.map { Excerpt($0.span, words: $0.text, primary: false) }
    let all = [own] + labels
    return all.enumerated().sorted { left, right in
      key(left.element, own, left.offset) < key(right.element, own, right.offset)
    }.map(\.element)
  }

  private static func key(
    _ item: Excerpt, _ own: Excerpt, _ offset: Int
  ) -> (Int, String, Int, Int) {
    (item.path == own.path ? 0 : 1, item.path, item.line, offset)
  }

  private init(_ span: Span, words: String, primary: Bool) {
    let file = span.file
    let start = file.position(of: span.bytes.lowerBound)
    let end = file.position(of: span.bytes.upperBound)
    path = file.path
    line = start.line
    column = start.column
    self.primary = primary
    self.words = words
    let whole = file.lineText(start.line)
    let clipped = Self.clipped(whole, from: start.column - 1)
    text = String(clipped.text.map(Self.shown))
    let before = clipped.text.prefix(clipped.offset)
    indent = before.map {
      $0 == "\t" ? "\t" : String(repeating: " ", count: Self.columns($0))
    }.joined()
    let rest = clipped.text.dropFirst(clipped.offset)
    let marked = end.line == start.line ? rest.prefix(max(end.column - start.column, 0)) : rest
    width = max(marked.reduce(0) { $0 + Self.columns($1) }, 1)
  }

  /// At most some two hundred characters of a line, around the place that matters.
  private static func clipped(_ line: Substring, from column: Int) -> (text: String, offset: Int) {
    guard line.utf8.count > 240 else { return (String(line), column) }
    let skipped = max(column - 60, 0)
    let part = line.dropFirst(skipped).prefix(200)
    let head = skipped > 0 ? "…" : ""
    let tail = part.endIndex < line.endIndex ? "…" : ""
    return (head + part + tail, column - skipped + head.count)
  }

  /// Controls would move the terminal's cursor.
  private static func shown(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, scalar != "\t" else { return character }
    return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : character
  }

  /// Terminal columns of a character: two for East Asian wide ones and emoji.
  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      return character.unicodeScalars.contains { $0.value == 0xFE0F } ? 2 : 1
    }
  }
}
