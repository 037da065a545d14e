/// One input text and where its lines begin.
///
/// A final class, so that spans share it and compare by identity.
package final class SourceFile: Sendable {
  /// The path as the user should see it, relative where possible.
  package let path: String
  /// The whole text. Offsets in spans are UTF-8 offsets into it.
  package let text: String
  private let lineStarts: [Int]

  package init(path: String, text: String) {
    self.path = path
    self.text = text
    var starts = [0]
    let bytes = Array(text.utf8)
    for offset in bytes.indices where bytes[offset] == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// One-based line and column of a UTF-8 offset; columns count characters, as editors do.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let line = line(of: offset)
    return (line + 1, slice(lineStarts[line]..<max(offset, lineStarts[line])).count + 1)
  }

  /// One-based column of a UTF-8 offset in UTF-16 code units, as SARIF counts.
  func column16(of offset: Int) -> Int {
    let start = lineStarts[line(of: offset)]
    return slice(start..<max(offset, start)).utf16.count + 1
  }

  /// Zero-based.
  private func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The UTF-8 offset at which a one-based line begins.
  package func start(ofLine line: Int) -> Int { lineStarts[line - 1] }

  /// The text of a one-based line, without its line break.
  package func lineText(_ line: Int) -> Substring {
    let end = line < lineStarts.count ? lineStarts[line] - 1 : text.utf8.count
    let whole = slice(lineStarts[line - 1]..<end)
    return whole.last == "\r" ? whole.dropLast() : whole
  }

  private func slice(_ bytes: Range<Int>) -> Substring {
    let utf8 = text.utf8
    let end = min(bytes.upperBound, utf8.count)
    let lower = utf8.index(utf8.startIndex, offsetBy: min(bytes.lowerBound, end))
    return text[lower..<utf8.index(utf8.startIndex, offsetBy: end)]
  }
}

/// A range of bytes in one source file.
package struct Span: Sendable {
  package let file: SourceFile
  package let bytes: Range<Int>

  package init(file: SourceFile, bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes
  }
}
