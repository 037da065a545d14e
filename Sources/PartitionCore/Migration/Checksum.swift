import Crypto

/// Two hashes of a migration file: one changes with every byte, one only with the SQL.
package struct Checksum: Hashable, Sendable {
  /// SHA-256 of the bytes with LF line ends, hexadecimal.
  package let sha256: String
  /// SHA-256 of the token stream: no comments, no white space outside literals.
  package let sql: String

  package init(sha256: String, sql: String) {
    self.sha256 = sha256
    self.sql = sql
  }

  /// Any bytes have a checksum; where the SQL cannot be read to its end, the rest counts as it is.
  package init(of bytes: [UInt8]) {
    let normalised = Self.withLineFeeds(bytes)
    sha256 = Self.hexadecimal(normalised)
    var scanner = SQLScanner(normalised)
    var tokens: [UInt8] = []
    tokens.reserveCapacity(normalised.count)
    while let token = scanner.next() {
      switch token.kind {
      case .space, .lineComment, .blockComment: continue
      default:
        tokens += normalised[token.range]
        // A byte that UTF-8 text never holds, so that `1 5` is not `15`.
        tokens.append(0xFF)
      }
    }
    sql = Self.hexadecimal(tokens)
  }

  /// SHA-256 as 64 hexadecimal digits.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    digits(of: SHA256.hash(data: bytes))
  }

  /// Two hexadecimal digits for each byte.
  package static func digits(of bytes: some Swift.Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A checkout with CRLF line ends is the same file.
  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
      result.append(byte)
    }
    return result
  }
}
