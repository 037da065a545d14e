extension SQLText {
  /// `$pgparcel$`, or a longer mark where `body` holds that one: compared byte by byte, as the
  /// server's lexer does, since a combining letter behind `$` would hide it from a `String`.
  package static func dollarMark(absentIn body: String) -> String {
    let bytes = Array(body.utf8)
    var mark = Array("$pgparcel$".utf8)
    while holds(bytes, mark) { mark.insert(UInt8(ascii: "_"), at: mark.count - 1) }
    return String(decoding: mark, as: UTF8.self)
  }

  private static func holds(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
    bytes.count >= mark.count
      && (0...(bytes.count - mark.count)).contains { start in
        bytes[start..<(start + mark.count)].elementsEqual(mark)
      }
  }
}
