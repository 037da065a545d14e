import Diagnostics
import Foundation
import PartitionCore
import PartitionYAML
import Testing

/// One of `docs/examples/*.yml`, read as our own files are.
struct PipelineFile {
  let root: YAMLNode

  init(_ name: String) throws {
    var findings = DiagnosticBag()
    let document = YAMLDocument(
      path: name, bytes: Array(try Sources.text("docs/examples/\(name)").utf8), into: &findings)
    #expect(findings.diagnostics.isEmpty, "\(findings.diagnostics.map(\.message))")
    root = try #require(document.root)
  }
}

extension YAMLNode {
  subscript(_ key: String) -> YAMLNode? {
    entries.first { $0.key.value == key }?.value
  }

  var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  var keys: Set<String> { Set(entries.map(\.key.value)) }
}
