/// Splitting of a list that the server deparsed: `day, lower(note) text_pattern_ops`.
///
/// Commas inside parentheses, brackets, string constants and quoted names do not split. The
/// deparser doubles quotes inside quotes, and backslashes in `E''` constants, so a quote always
/// ends at the next one that is not doubled (ruleutils.c, `simple_quote_literal`).
func splitList(_ text: some StringProtocol) -> [String] {
  var parts: [String] = []
  var part: [UInt8] = []
  var depth = 0
  var quote: UInt8?
  for byte in text.utf8 {
    if let open = quote {
      // A doubled quote closes and opens again: the same in the end.
      if byte == open { quote = nil }
    } else {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        parts.append(trimmed(part))
        part = []
        continue
      default: break
      }
    }
    part.append(byte)
  }
  parts.append(trimmed(part))
  return parts
}

/// The elements of `pg_get_partkeydef`: what stands between the outer parentheses of
/// `RANGE (day, lower(note))`.
func keyElements(_ definition: String) -> [String] {
  guard let open = definition.firstIndex(of: "("), definition.last == ")" else { return [] }
  return splitList(definition[definition.index(after: open)...].dropLast())
}

private func trimmed(_ part: [UInt8]) -> String {
  String(decoding: part.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
}
