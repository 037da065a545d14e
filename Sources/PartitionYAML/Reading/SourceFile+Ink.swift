import Diagnostics

extension SourceFile {
  /// The offset of the first byte from here on that is no blank or line break.
  func firstInk(from offset: Int) -> Int {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: min(offset, utf8.count))
    return offset + utf8[start...].prefix { Self.blanks.contains($0) }.count
  }

  /// The end of a range without the blanks and line breaks at its end.
  func lastInk(_ bytes: Range<Int>) -> Int {
    let utf8 = text.utf8
    let range = bytes.clamped(to: 0..<utf8.count)
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    let trailing = utf8[start..<end].reversed().prefix { Self.blanks.contains($0) }.count
    return range.upperBound - trailing
  }

  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
}
