/// Lines of a YAML text, indented.
struct YAMLLines {
  private(set) var text = ""
  private var depth = 0
  /// The next line begins an item of a list.
  private var startsItem = false

  mutating func line(_ content: String) {
    let dash = startsItem ? "- " : ""
    let indent = String(repeating: " ", count: max(depth * 2 - dash.count, 0))
    text += indent + dash + content + "\n"
    startsItem = false
  }

  mutating func pair(_ key: String, _ value: String?) {
    if let value { line("\(key): \(value)") }
  }

  /// A key with indented lines below it.
  mutating func block(_ key: String, _ body: (inout YAMLLines) -> Void) {
    line("\(key):")
    depth += 1
    body(&self)
    depth -= 1
  }

  /// An item of a list; its first line bears the dash.
  mutating func item(_ body: (inout YAMLLines) -> Void) {
    depth += 1
    startsItem = true
    body(&self)
    startsItem = false
    depth -= 1
  }

  /// A comment of any number of lines; controls would make the file unreadable.
  mutating func comment(_ comment: String) {
    for part in comment.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let shown = part.unicodeScalars.map { scalar in
        YAMLText.mustEscape(scalar) ? Character(" ") : Character(scalar)
      }
      line("# " + String(shown))
    }
  }
}
