/// A JSON document, written in one way only: keys in the order given, no Foundation.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    left.rendered() == right.rendered()
  }

  /// `.null` for nil.
  package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  package static func optional(_ number: Int?) -> JSONValue { number.map(JSONValue.int) ?? .null }
  package static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map(JSONValue.string))
  }

  /// The document's text; `pretty` puts every member on a line of its own, indented by two.
  package func rendered(pretty: Bool = false) -> String {
    var text = ""
    write(into: &text, indent: pretty ? 0 : nil)
    return text
  }

  private func write(into text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += String(number)
    case .string(let string): text += JSONText.quoted(string)
    case .array(let items):
      writeItems(items, open: "[", close: "]", into: &text, indent: indent) { item, text, inner in
        item.write(into: &text, indent: inner)
      }
    case .object(let members):
      writeItems(members, open: "{", close: "}", into: &text, indent: indent) {
        member, text, inner in
        text += JSONText.quoted(member.0) + (inner == nil ? ":" : ": ")
        member.1.write(into: &text, indent: inner)
      }
    }
  }

  private func writeItems<Item>(
    _ items: [Item], open: String, close: String, into text: inout String, indent: Int?,
    write: (Item, inout String, Int?) -> Void
  ) {
    text += open
    guard !items.isEmpty else {
      text += close
      return
    }
    let inner = indent.map { $0 + 2 }
    for (offset, item) in items.enumerated() {
      if offset > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: " ", count: inner) }
      write(item, &text, inner)
    }
    if let indent { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }
}

/// JSON's string form.
package enum JSONText {
  /// The text in double quotes, with controls escaped; all else stays UTF-8.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
