/// What YAML 1.2's core schema takes a plain scalar for; quoted ones are always texts.
enum CoreSchema: Equatable {
  case null, bool(Bool), int, float, string

  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    default: self = Self.number(text)
    }
  }

  private static func number(_ text: String) -> CoreSchema {
    var rest = text.utf8[...]
    if text.hasPrefix("0x") {
      return isAll(rest.dropFirst(2)) { hexDigits.contains($0) } ? .int : .string
    }
    if text.hasPrefix("0o") {
      return isAll(rest.dropFirst(2)) { octal.contains($0) } ? .int : .string
    }
    if [".nan", ".NaN", ".NAN"].contains(text) { return .float }
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    if [".inf", ".Inf", ".INF"].contains(String(rest) ?? "") { return .float }
    if isAll(rest, { digits.contains($0) }) { return .int }
    // [0-9]*(\.[0-9]*)?([eE][-+]?[0-9]+)? with a digit before the exponent
    let whole = rest.prefix { digits.contains($0) }
    rest = rest.dropFirst(whole.count)
    var decimals = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      decimals = rest.prefix { digits.contains($0) }.count
      rest = rest.dropFirst(decimals)
    }
    guard whole.count + decimals > 0 else { return .string }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      return isAll(rest) { digits.contains($0) } ? .float : .string
    }
    return rest.isEmpty ? .float : .string
  }

  private static func isAll(_ bytes: Substring.UTF8View, _ test: (UInt8) -> Bool) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy(test)
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  private static let octal = UInt8(ascii: "0")...UInt8(ascii: "7")
  private static let hexDigits = Set("0123456789abcdefABCDEF".utf8)

  /// What a person calls it: `a number`.
  var noun: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int, .float: "a number"
    case .string: "a text"
    }
  }

  /// YAML 1.1 readers take these for booleans, 1.2 readers for texts.
  static let ambiguousTrue: Set<String> = [
    "y", "Y", "yes", "Yes", "YES", "on", "On", "ON",
  ]
  static let ambiguousFalse: Set<String> = [
    "n", "N", "no", "No", "NO", "off", "Off", "OFF",
  ]
}
