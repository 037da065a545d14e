import Diagnostics

extension Span {
  /// The text as it stands in the file.
  var text: String {
    let utf8 = file.text.utf8
    let range = bytes.clamped(to: 0..<utf8.count)
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(decoding: utf8[start..<utf8.index(start, offsetBy: range.count)], as: UTF8.self)
  }

  /// The scalar here stands in quotes.
  var isQuoted: Bool {
    text.utf8.first == UInt8(ascii: "\"") || text.utf8.first == UInt8(ascii: "'")
  }
}
