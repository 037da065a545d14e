/// The header's lines for machines: `-- pgparcel: key=value key="value with blanks"`.
package enum MachineLine {
  package static let mark = "-- pgparcel: "

  static func printed(_ file: MigrationFile) -> [String] {
    var first = [("version", "\(file.id.version)")]
    if file.direction == .down { first.append(("direction", file.direction.rawValue)) }
    first += [
      ("table", joined(file.table)), ("step", "\(file.id.step)/\(file.steps)"),
      ("transaction", file.transaction.rawValue), ("phase", file.phase.rawValue),
    ]
    var second = [("from", file.from.text), ("to", file.to.text)]
    if !file.rolling.isEmpty {
      second.append(("rolling", file.rolling.sorted().map(String.init).joined(separator: ",")))
    }
    if let plan = file.plan { second.append(("plan", plan)) }
    if let source = file.source { second.append(("source", "\(source.path)@\(source.hash)")) }
    if let tool = file.tool { second.append(("tool", tool)) }
    if !file.confirm.isEmpty { second.append(("confirm", file.confirm.joined(separator: ","))) }
    if let parallel = file.parallel { second.append(("parallel", "\(parallel)")) }
    if let catchUp = file.catchUp { second.append(("catch-up", joined(catchUp))) }
    if !file.copies.isEmpty { second.append(("copies", joined(file.copies))) }
    if !file.exports.isEmpty { second.append(("exports", joined(file.exports))) }
    return [first, second].map { pairs in
      mark + pairs.map { "\($0.0)=\(CommentText.value($0.1))" }.joined(separator: " ")
    }
  }

  /// The pairs of one line's text behind the mark; nil where it has another form.
  static func pairs(_ text: Substring) -> [(key: String, value: String)]? {
    var result: [(key: String, value: String)] = []
    var rest = text.unicodeScalars[...]
    while true {
      rest = rest.drop { $0 == " " }
      if rest.isEmpty { return result }
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      let key = String(rest[..<equals])
      rest = rest[rest.index(after: equals)...]
      guard !key.isEmpty, !key.contains(" "), let value = value(&rest) else { return nil }
      result.append((key, value))
    }
  }

  private static func value(_ rest: inout Substring.UnicodeScalarView.SubSequence) -> String? {
    guard rest.first == "\"" else {
      let end = rest.firstIndex(of: " ") ?? rest.endIndex
      defer { rest = rest[end...] }
      return String(rest[..<end])
    }
    var end = rest.index(after: rest.startIndex)
    while end < rest.endIndex, rest[end] != "\"" {
      if rest[end] == "\\" {
        end = rest.index(after: end)
        if end == rest.endIndex { return nil }
      }
      end = rest.index(after: end)
    }
    guard end < rest.endIndex else { return nil }
    let inner = String(rest[rest.index(after: rest.startIndex)..<end])
    rest = rest[rest.index(after: end)...]
    guard rest.isEmpty || rest.first == " " else { return nil }
    return CommentText.unescaped(inner)
  }

  /// `schema.name`, with a backslash before dots and backslashes of the names themselves.
  package static func joined(_ name: QualifiedName) -> String {
    [name.schema, name.name].map { part in
      part.unicodeScalars.reduce(into: "") { text, scalar in
        if scalar == "." || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
    }.joined(separator: ".")
  }

  /// Several, with commas between them and a backslash before those of the names themselves.
  static func joined(_ names: [QualifiedName]) -> String {
    var text = String.UnicodeScalarView()
    for (place, name) in names.enumerated() {
      if place > 0 { text.append(",") }
      for scalar in joined(name).unicodeScalars {
        if scalar == "," { text.append("\\") }
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// The reverse of `joined(_:)` of several; nil where one is no name.
  static func qualifiedNames(_ text: String) -> [QualifiedName]? {
    var parts: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
    var escaped = false
    for scalar in text.unicodeScalars {
      if scalar == ",", !escaped {
        parts.append(String.UnicodeScalarView())
        continue
      }
      parts[parts.count - 1].append(scalar)
      escaped = scalar == "\\" && !escaped
    }
    let names = parts.compactMap { qualifiedName(String($0)) }
    return names.count == parts.count ? names : nil
  }

  /// The reverse of `joined(_:)`; nil unless there are just two names.
  package static func qualifiedName(_ text: String) -> QualifiedName? {
    var parts: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case ".": parts.append(String.UnicodeScalarView())
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        parts[parts.count - 1].append(escaped)
      default: parts[parts.count - 1].append(scalar)
      }
    }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return QualifiedName(String(parts[0]), String(parts[1]))
  }
}
