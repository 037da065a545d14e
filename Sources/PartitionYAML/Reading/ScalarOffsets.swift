/// UTF-8 offsets of a text's Unicode scalars: libyaml counts scalars, everything else counts bytes.
struct ScalarOffsets {
  /// Nil for ASCII, where both are the same.
  private let starts: [Int]?
  private let count: Int

  init(_ text: String) {
    let bytes = Array(text.utf8)
    count = bytes.count
    if bytes.allSatisfy({ $0 < 0x80 }) {
      starts = nil
    } else {
      // Every byte that continues no scalar begins one.
      starts = bytes.enumerated().compactMap { $1 & 0xC0 == 0x80 ? nil : $0 } + [count]
    }
  }

  /// The byte at which the scalar of this number begins.
  subscript(_ scalar: Int) -> Int {
    guard let starts else { return min(max(scalar, 0), count) }
    return starts[min(max(scalar, 0), starts.count - 1)]
  }
}
