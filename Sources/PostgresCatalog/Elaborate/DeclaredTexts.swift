import Diagnostics
import PartitionCore

/// The parts of a declaration that only the server can read, at all levels.
struct DeclaredTexts {
  /// Every layout with its level's name for people; parents before their partitions.
  private(set) var layouts: [LayoutDeclaration] = []
  private(set) var partitions: [PartitionDeclaration] = []
  /// Top-level ones first.
  private(set) var indexes: [IndexDeclaration]

  init(_ declaration: TableDeclaration) {
    indexes = declaration.indexes
    if case .partitioned(let layout) = declaration.layout { visit(layout) }
  }

  private mutating func visit(_ layout: LayoutDeclaration) {
    layouts.append(layout)
    for partition in layout.allPartitions {
      partitions.append(partition)
      indexes += partition.indexes
      if let layout = partition.layout { visit(layout) }
    }
  }
}

extension LayoutDeclaration {
  /// The default partition among them.
  var allPartitions: [PartitionDeclaration] {
    partitions + [defaultPartition].compactMap { $0 }
  }
}

extension Table {
  /// Every level's partitioning, the root's first.
  var allPartitionings: [Partitioning] {
    [partitioning].compactMap { $0 } + allPartitions.compactMap(\.partitioning)
  }

  /// Definitions of all indexes of the table and its partitions.
  var indexDefinitions: Set<String> {
    var definitions = Set(relation.indexes.map(\.definition))
    for partition in allPartitions {
      for index in partition.relation.indexes { definitions.insert(index.definition) }
    }
    return definitions
  }
}
