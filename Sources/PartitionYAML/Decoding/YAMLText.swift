/// Texts as YAML scalars that every reader takes for texts.
enum YAMLText {
  /// In double quotes, with YAML's escapes.
  static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        let value = scalar.value
        let breaksLines = value == 0x85 || value == 0x2028 || value == 0x2029 || value == 0xFEFF
        if value < 0x20 || (0x7F...0x9F).contains(value) || breaksLines {
          let hex = String(value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
