extension TableDeclaration {
  /// Names of the declared partitions at every depth.
  package var partitionNames: [QualifiedName] {
    var names: [QualifiedName] = []
    visitLevels { level, _ in
      for partition in level.partitions + [level.defaultPartition].compactMap({ $0 }) {
        names.append(table.value.sibling(partition.name.value))
      }
    }
    return names
  }

  package var hasWindows: Bool { !rollingDepths.isEmpty }

  /// Depths of the levels that have a window; the table's own level is 1.
  package var rollingDepths: Set<Int> {
    var depths: Set<Int> = []
    visitLevels { level, depth in
      if level.window != nil { depths.insert(depth) }
      // Of partitions to come.
      var template = level.window == nil ? nil : level.template
      var below = depth + 1
      while let layout = template {
        if layout.window != nil { depths.insert(below) }
        template = layout.template
        below += 1
      }
    }
    return depths
  }

  /// Every declared level with its depth, parents first.
  private func visitLevels(_ body: (LayoutDeclaration, Int) -> Void) {
    func visit(_ layout: LayoutDeclaration, _ depth: Int) {
      body(layout, depth)
      for partition in layout.partitions + [layout.defaultPartition].compactMap({ $0 }) {
        if let inner = partition.layout { visit(inner, depth + 1) }
      }
    }
    if case .partitioned(let layout) = layout { visit(layout, 1) }
  }
}
