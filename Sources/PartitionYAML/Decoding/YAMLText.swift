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
        if mustEscape(scalar) {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// YAML does not take it for a character, or takes it for a line break.
  static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// The value of a storage parameter: numbers and booleans as people write them.
  static func optionValue(_ text: String) -> String {
    switch CoreSchema(plain: text) {
    case .bool, .int, .float: text
    case .null, .string: flowScalar(text)
    }
  }

  /// The text as it may stand between `[` and `]`: plain where every reader takes it for a text.
  static func flowScalar(_ text: some StringProtocol) -> String {
    let text = String(text)
    return isPlain(text) ? text : doubleQuoted(text)
  }

  private static func isPlain(_ text: String) -> Bool {
    let letters = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    guard letters, let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return CoreSchema(plain: text) == .string && !CoreSchema.ambiguousTrue.contains(text)
      && !CoreSchema.ambiguousFalse.contains(text)
      && !["MINVALUE", "MAXVALUE"].contains(text.uppercased()) && text != "none"
  }
}
