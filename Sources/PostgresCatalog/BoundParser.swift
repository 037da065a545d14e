package import PartitionCore

/// Reads the text of `pg_get_expr(relpartbound, oid)`: `FOR VALUES IN ('de', NULL)`,
/// `FOR VALUES FROM (MINVALUE, 5) TO ('2024-01-01', MAXVALUE)`,
/// `FOR VALUES WITH (modulus 4, remainder 1)`, `DEFAULT`.
///
/// The grammar is that of `get_rule_expr` for `T_PartitionBoundSpec` (ruleutils.c): each value is
/// a constant without its type. A backslash is a plain character, since the session pins
/// `standard_conforming_strings`. Total: any input gives a bound or an error.
package struct BoundParser {
  /// What was expected, and at which byte of the text.
  package struct Failure: Error, Hashable, Sendable {
    package let expected: String
    package let offset: Int

    package init(expected: String, offset: Int) {
      self.expected = expected
      self.offset = offset
    }
  }

  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  package static func bound(_ text: String) throws(Failure) -> PartitionBound {
    try bound(Array(text.utf8))
  }

  /// The bytes need not be UTF-8; what is not becomes replacement characters.
  package static func bound(_ bytes: [UInt8]) throws(Failure) -> PartitionBound {
    var parser = BoundParser(bytes)
    let bound = try parser.parsedBound()
    guard parser.place == bytes.count else { throw parser.expected("the end") }
    return bound
  }

  private mutating func parsedBound() throws(Failure) -> PartitionBound {
    if take("DEFAULT") { return .default }
    try expect("FOR VALUES ")
    if take("IN ") {
      // The order in which values were declared means nothing.
      return .list(try values())
    }
    if take("FROM ") {
      let from = try values()
      try expect(" TO ")
      let to = try values()
      guard from.count == to.count else { throw expected("as many values as in FROM") }
      return .range(from: from, to: to)
    }
    try expect("WITH (modulus ")
    let modulus = try number()
    try expect(", remainder ")
    let remainder = try number()
    try expect(")")
    return .hash(modulus: modulus, remainder: remainder)
  }

  private mutating func values() throws(Failure) -> [BoundValue] {
    try expect("(")
    var values = [try value()]
    while take(", ") { values.append(try value()) }
    try expect(")")
    return values
  }

  private mutating func value() throws(Failure) -> BoundValue {
    if take("'") { return .value(try quoted()) }
    let start = place
    while let byte = peek, isBareByte(byte) { place += 1 }
    guard place > start else { throw expected("a value") }
    switch String(decoding: bytes[start..<place], as: UTF8.self) {
    case "NULL": return .null
    case "MINVALUE": return .minValue
    case "MAXVALUE": return .maxValue
    case let text: return .value(text)
    }
  }

  /// The rest of a string constant behind its opening quote.
  private mutating func quoted() throws(Failure) -> String {
    var content: [UInt8] = []
    content.reserveCapacity(16)
    while let byte = peek {
      place += 1
      if byte != UInt8(ascii: "'") {
        content.append(byte)
      } else if peek == UInt8(ascii: "'") {
        content.append(byte)
        place += 1
      } else {
        return String(decoding: content, as: UTF8.self)
      }
    }
    throw expected("a closing quote")
  }

  private mutating func number() throws(Failure) -> Int {
    let start = place
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { place += 1 }
    guard let number = Int(String(decoding: bytes[start..<place], as: UTF8.self)) else {
      throw expected("a whole number")
    }
    return number
  }

  /// Unquoted constants are numbers and key words: `2.50`, `true`, `MINVALUE`.
  private func isBareByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ word: StaticString) -> Bool {
    var end = place
    for byte in word.description.utf8 {
      guard end < bytes.count, bytes[end] == byte else { return false }
      end += 1
    }
    place = end
    return true
  }

  private mutating func expect(_ word: StaticString) throws(Failure) {
    guard take(word) else { throw expected("\"\(word)\"") }
  }

  private func expected(_ what: String) -> Failure { Failure(expected: what, offset: place) }
}
