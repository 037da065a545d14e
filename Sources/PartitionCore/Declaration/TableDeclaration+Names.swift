extension TableDeclaration {
  /// Names of all declared partitions at every level.
  package var partitionNames: [String] {
    var names: [String] = []
    func visit(_ layout: LayoutDeclaration) {
      let all = layout.partitions + [layout.defaultPartition].compactMap { $0 }
      for partition in all {
        names.append(partition.name.value)
        if let layout = partition.layout { visit(layout) }
      }
    }
    if case .partitioned(let layout) = layout { visit(layout) }
    return names
  }
}
