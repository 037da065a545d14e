/// Text made safe for one line of a `--` comment, and back.
///
/// Names come from the database and may hold anything. A line break would end the comment and
/// turn the rest of a name into SQL; PostgreSQL ends comments at carriage returns too. Marks that
/// reorder text on screen would show a reviewer something else than what runs.
package enum CommentText {
  /// `text` without line breaks, control characters, and blanks that editors would trim.
  package static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    let scalars = Array(text.unicodeScalars)
    if scalars.isEmpty { return "\\u{}" }
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let atEnd = index == 0 || index == scalars.count - 1
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case " " where atEnd: result += code(scalar)
      // It would melt with the blank in front.
      case _ where index == 0 && scalar.properties.isGraphemeExtend: result += code(scalar)
      case _ where isHidden(scalar): result += code(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The reverse; nil where a backslash begins nothing that `escaped` writes.
  package static func unescaped(_ text: some StringProtocol) -> String? {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": result.append("\\")
      case "\"": result.append("\"")
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "u":
        guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}") else { return nil }
        let digits = rest[..<end]
        rest = rest[rest.index(after: end)...]
        if digits.isEmpty { continue }
        guard digits.count <= 6,
          let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
          let decoded = Unicode.Scalar(value)
        else { return nil }
        result.append(decoded)
      default: return nil
      }
    }
    return String(result)
  }

  /// A value of a machine line: as it is where that cannot be misread, else in double quotes.
  package static func value(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x20 && scalar != "\"" && scalar != "\\" && !isHidden(scalar)
        && !scalar.properties.isWhitespace
    }
    if plain, !text.isEmpty { return text }
    let inner = text.isEmpty ? "" : escaped(text)
    return "\"" + doubled(inner) + "\""
  }

  private static func doubled(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Nothing to escape, as in nearly every line: printable ASCII, with blanks only inside.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8
    return !bytes.isEmpty && bytes.first != 0x20 && bytes.last != 0x20
      && bytes.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }

  /// Control characters, other line breaks, and marks of text direction.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF:
      true
    default: false
    }
  }
}
