import Diagnostics
import PartitionCore
import PartitionYAML
import Testing

@Suite struct ExampleTests {
  @Test(arguments: Fixtures.names(in: "valid"))
  func decodesWithoutFindings(_ name: String) throws {
    var bag = DiagnosticBag()
    let table = decodeTable(path: name, bytes: try Fixtures.bytes("valid/\(name)"), into: &bag)
    #expect(table != nil)
    #expect(bag.diagnostics.isEmpty, "\(TextRenderer().rendered(bag))")
  }
}
