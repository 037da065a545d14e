import Diagnostics
import PartitionCore
import PartitionYAML
import Testing

@Suite struct YAMLDocumentTests {
  private func read(_ text: String) -> (root: YAMLNode?, codes: [String]) {
    var bag = DiagnosticBag()
    let document = YAMLDocument(path: "a.yaml", bytes: Array(text.utf8), into: &bag)
    return (document.root, bag.sorted().map(\.code.rawValue))
  }

  /// What each node's span covers, keys included, in file order.
  private func covered(_ node: YAMLNode) -> [String] {
    let utf8 = Array(node.span.file.text.utf8)
    func text(_ span: Span) -> String { String(decoding: utf8[span.bytes], as: UTF8.self) }
    switch node.content {
    case .scalar: return [text(node.span)]
    case .sequence(let items): return [text(node.span)] + items.flatMap(covered)
    case .mapping(let entries):
      return [text(node.span)] + entries.flatMap { [text($0.key.span)] + covered($0.value) }
    }
  }

  @Test func spansCoverExactlyTheirBytes() throws {
    let node = try #require(read("é: [🐘, \"日本\"]\nb:\n  - x  # no\n\nc: 1\n").root)
    #expect(
      covered(node) == [
        "é: [🐘, \"日本\"]\nb:\n  - x  # no\n\nc: 1", "é", "[🐘, \"日本\"]", "🐘", "\"日本\"", "b",
        "- x", "x", "c", "1",
      ])
  }

  @Test func lineBreaksOfWindowsChangeNothing() throws {
    let node = try #require(
      read("é: 1\r\nb:\r\n  - 🐘\r\n\r\nc: |\r\n  two\r\n  lines\r\nd: x\r\n").root)
    #expect(
      Array(covered(node).dropFirst()) == [
        "é", "1", "b", "- 🐘", "🐘", "c", "|\r\n  two\r\n  lines", "d", "x",
      ])
  }

  @Test func byteOrderMarkIsNoText() throws {
    let node = try #require(read("\u{FEFF}a: b").root)
    #expect(covered(node) == ["a: b", "a", "b"])
    #expect(node.span.file.position(of: 3).column == 4)
  }

  @Test func stylesAreKept() throws {
    let text = "- plain\n- 'single'\n- \"double\"\n- |\n  literal\n- >\n  folded\n"
    let node = try #require(read(text).root)
    guard case .sequence(let items) = node.content else {
      Issue.record("no list")
      return
    }
    let styles = items.map { item in
      if case .scalar(_, let style) = item.content { "\(style)" } else { "none" }
    }
    #expect(styles == ["plain", "singleQuoted", "doubleQuoted", "literal", "folded"])
  }

  @Test func anchorsAreNoPartOfTheirNode() throws {
    let node = try #require(read("a: &x   [1, 2]\nb: *x\n").root)
    #expect(
      covered(node) == [
        "a: &x   [1, 2]\nb: *x", "a", "[1, 2]", "1", "2", "b", "[1, 2]", "1", "2",
      ])
  }

  @Test func manyLaughsAreRefusedQuickly() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...60 {
      let alias = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(alias)]\n"
    }
    let clock = ContinuousClock()
    let time = clock.measure { #expect(read(text).codes == ["E007"]) }
    #expect(time < .seconds(2))
  }

  @Test(arguments: ["[", "{", "- ", "? ", "lines"])
  func depthIsBounded(_ opening: String) {
    let lines = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let text = opening == "lines" ? lines : String(repeating: opening, count: 20_000)
    let clock = ContinuousClock()
    let time = clock.measure {
      let (root, codes) = read(text)
      #expect(root == nil)
      #expect(!codes.isEmpty)
    }
    #expect(time < .seconds(5))
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], [0x00], [0x61, 0x3A, 0x20, 0x01],
      [0xEF, 0xBB, 0xBF], [0xEF, 0xBB], [0xFE, 0xFF, 0x00, 0x61], [0x26], [0x2A], [0x21], [0x25],
    ] as [[UInt8]])
  func strangeBytesAreReported(_ bytes: [UInt8]) {
    var bag = DiagnosticBag()
    #expect(decodeTable(path: "a.yaml", bytes: bytes, into: &bag) == nil)
    #expect(bag.hasErrors)
    #expect(!TextRenderer().rendered(bag).isEmpty)
  }

  @Test func damagedFilesNeverCrash() throws {
    // Cut off, and with one byte replaced by one that means something.
    let bytes = try Fixtures.bytes("valid/every_key.yaml")
    let replacements: [UInt8] = [0x0A, 0x09, 0x22, 0x26, 0x2A, 0x5B, 0x7B, 0x80]
    for offset in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[offset] = replacements[offset % replacements.count]
      for variant in [Array(bytes[..<offset]), damaged] {
        var bag = DiagnosticBag()
        _ = decodeTable(path: "a.yaml", bytes: variant, into: &bag)
        _ = TextRenderer().rendered(bag)
      }
    }
  }
}
