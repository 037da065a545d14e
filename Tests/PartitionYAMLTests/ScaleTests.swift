import Diagnostics
import PartitionCore
import PartitionYAML
import Testing

@Suite struct ScaleTests {
  @Test func manyPartitionsTakeSeconds() throws {
    var text = """
      version: 1
      table: public.events
      primary_key: [id]
      partition:
        by: range
        key: [id]
        partitions:

      """
    for index in 0..<5000 {
      text += "    - {name: events_é_\(index), from: [\(index * 10)], to: [\(index * 10 + 10)]}\n"
    }
    var bag = DiagnosticBag()
    var table: TableDeclaration?
    let time = ContinuousClock().measure {
      table = decodeTable(path: "a.yaml", text: text, into: &bag)
    }
    guard case .partitioned(let layout) = try #require(table).layout else {
      Issue.record("not partitioned")
      return
    }
    #expect(bag.diagnostics.isEmpty)
    #expect(layout.partitions.count == 5000)
    #expect(time < .seconds(15), "\(time)")
  }

  @Test func partitionsAreBounded() {
    var layout = "by: hash\nkey: [a]\ncount: 20000\nname: \"{parent}_{remainder}\"\n"
    for _ in 0..<4 {
      let inner = layout.split(separator: "\n").map { "  \($0)\n" }.joined()
      layout =
        "by: hash\nkey: [a]\ncount: 20000\nname: \"{parent}_{remainder}\"\nsubpartition:\n\(inner)"
    }
    let body = layout.split(separator: "\n").map { "  \($0)\n" }.joined()
    var bag = DiagnosticBag()
    let time = ContinuousClock().measure {
      _ = decodeTable(
        path: "a.yaml", text: "version: 1\ntable: a.b\npartition:\n\(body)", into: &bag)
    }
    #expect(bag.diagnostics.map(\.code) == [.invalidValue])
    #expect(time < .seconds(15), "\(time)")
  }

  @Test func hugeModuliAreCheckedQuickly() {
    var text = "version: 1\ntable: a.b\npartition:\n  by: hash\n  key: [a]\n  partitions:\n"
    for power in 1...30 {
      text +=
        "    - {name: p\(power), modulus: \(1 << power), remainder: \((1 << (power - 1)) - 1)}\n"
    }
    var bag = DiagnosticBag()
    let time = ContinuousClock().measure {
      _ = decodeTable(path: "a.yaml", text: text, into: &bag)
    }
    #expect(bag.diagnostics.map(\.code) == [.incompleteHash])
    #expect(bag.diagnostics.first?.message.contains("remainder 1073741823 of") == true)
    #expect(time < .seconds(5), "\(time)")
  }
}
