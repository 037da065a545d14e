import Diagnostics
import Foundation
import PartitionYAML
import TestSupport
import Testing

/// Every file of `invalid/` says in its first lines which codes it yields.
@Suite struct MistakeTests {
  @Test(arguments: Fixtures.names(in: "invalid"))
  func isReported(_ name: String) throws {
    var bag = DiagnosticBag()
    _ = decodeTable(
      path: "schemas/\(name)", bytes: try Fixtures.bytes("invalid/\(name)"), into: &bag)
    let codes = bag.sorted().map(\.code.rawValue).sorted()
    #expect(codes == (try Expectation(name).codes.sorted()), "\(TextRenderer().rendered(bag))")
    try GoldenCase(directory: Fixtures.root.appending(path: "invalid")).expect(
      TextRenderer().rendered(bag), equals: "\(name.dropLast(5)).txt")
  }

  @Test func everyGoldenTextHasItsFile() {
    let texts = Fixtures.names(in: "invalid", ending: ".txt").map { $0.dropLast(4) }
    #expect(texts == Fixtures.names(in: "invalid").map { $0.dropLast(5) })
  }
}

/// The first comments of an invalid file.
struct Expectation {
  let codes: [String]
  let schemaAccepts: Bool

  init(_ name: String) throws {
    let text = String(decoding: try Fixtures.bytes("invalid/\(name)"), as: UTF8.self)
    func value(_ key: String) -> String {
      let line = text.split(whereSeparator: \.isNewline).first { $0.contains("# \(key): ") }
      return String(line?.split(separator: ": ", maxSplits: 1).last ?? "")
    }
    codes = value("expect").split(separator: ",").map(String.init)
    schemaAccepts = value("schema") == "accepts"
  }
}
