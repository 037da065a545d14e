/// Spells array casts of deparsed text so that PostgreSQL reads back the tree that it printed.
///
/// `varchar IN ('a', 'b')` prints as `(ARRAY['a'::character varying, …])::text[]`. Read again, the
/// cast of an ARRAY constructor goes down to its elements (manual, "Array Constructors"), and the
/// same constraint prints otherwise: a dump after the way back would differ from the one before.
/// A cast to the elements' own type in between keeps the outer one where it was.
enum ArraySpelling {
  private static let opening = Array("(ARRAY[".utf8)
  private static let cast = Array(")::".utf8)

  static func stable(_ text: String) -> String {
    // Thousands of bounds and conditions come by that hold no array at all.
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    var quote: UInt8?
    while position < bytes.count {
      if quote == nil, bytes[position...].starts(with: opening),
        let (end, type) = array(in: bytes, from: position + opening.count)
      {
        result += Array("(".utf8) + bytes[position...(end + 1)] + Array("::".utf8) + type
        result += Array("[])".utf8)
        position = end + 2
        continue
      }
      quote = after(bytes[position], quote)
      result.append(bytes[position])
      position += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The closing bracket of an array that is cast as a whole, and the type of its last element.
  private static func array(in bytes: [UInt8], from start: Int) -> (end: Int, type: [UInt8])? {
    var depth = 0
    var quote: UInt8?
    var typeStart: Int?
    for position in start..<bytes.count {
      let byte = bytes[position]
      if quote == nil {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        case UInt8(ascii: "]") where depth > 0: depth -= 1
        case UInt8(ascii: "]"):
          guard bytes[(position + 1)...].starts(with: cast), let typeStart else { return nil }
          let type = Array(bytes[typeStart..<position])
          // A cast to the elements' own type is ours, or changes nothing.
          let own = bytes[(position + 1 + cast.count)...].starts(with: type + Array("[]".utf8))
          return own ? nil : (position, type)
        case UInt8(ascii: ",") where depth == 0: typeStart = nil
        case UInt8(ascii: ":") where depth == 0 && bytes[position - 1] == byte:
          typeStart = position + 1
        default: break
        }
      }
      quote = after(byte, quote)
    }
    return nil
  }

  private static func after(_ byte: UInt8, _ quote: UInt8?) -> UInt8? {
    if let quote { return byte == quote ? nil : quote }
    return byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") ? byte : nil
  }
}
