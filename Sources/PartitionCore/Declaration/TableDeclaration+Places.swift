package import Diagnostics

extension TableDeclaration {
  /// Where the file speaks of a partition: its entry, or its name under `retired:`; else the table.
  package func place(ofPartition name: String) -> Span {
    if case .partitioned(let layout) = layout, let entry = layout.entry(name) {
      return entry.name.span
    }
    return retired.first { $0.name.value == name }?.name.span ?? table.span
  }

  /// Where the file speaks of an index of the table or of one partition, in the same order.
  package func place(ofIndex name: String) -> Span {
    if let index = indexes.first(where: { $0.givenName(on: table.value.name) == name }) {
      return index.name?.span ?? index.span
    }
    if case .partitioned(let layout) = layout, let place = layout.place(ofIndex: name) {
      return place
    }
    return retired.first { $0.name.value == name }?.name.span ?? table.span
  }

  /// Where the file speaks of a partition, an index or a unique constraint to come; else the table.
  package func place(of name: String) -> Span {
    if case .partitioned(let layout) = layout, let entry = layout.entry(name) {
      return entry.name.span
    }
    let isUnique = unique.contains { givenName(of: $0) == name }
    return isUnique ? place(ofUnique: name) : place(ofIndex: name)
  }

  package var placeOfPrimaryKey: Span { primaryKey?.span ?? table.span }

  /// Where the file speaks of a unique constraint.
  package func place(ofUnique name: String) -> Span {
    let found = unique.first { givenName(of: $0) == name }
    return found.map { $0.name?.span ?? $0.columns.span }
      ?? retired.first { $0.name.value == name }?.name.span ?? table.span
  }

  private func givenName(of constraint: UniqueDeclaration) -> String {
    let columns = constraint.columns.value.map(\.value)
    return constraint.name?.value ?? Naming.unique(table: table.value.name, columns: columns)
  }
}

extension LayoutDeclaration {
  /// The declared partition of this name, at any depth.
  fileprivate func entry(_ name: String) -> PartitionDeclaration? {
    for partition in partitions + [defaultPartition].compactMap({ $0 }) {
      if partition.name.value == name { return partition }
      if let inner = partition.layout?.entry(name) { return inner }
    }
    return nil
  }

  fileprivate func place(ofIndex name: String) -> Span? {
    for partition in partitions + [defaultPartition].compactMap({ $0 }) {
      let own = partition.indexes.first { $0.givenName(on: partition.name.value) == name }
      if let place = own.map({ $0.name?.span ?? $0.span }) ?? partition.layout?.place(ofIndex: name)
      {
        return place
      }
    }
    return nil
  }
}

extension IndexDeclaration {
  /// The declared name, or the one that a new index without a name gets on this table.
  func givenName(on table: String) -> String {
    if let name { return name.value }
    let parts = elements.map { element in
      switch element.target {
      case .column(let name): name
      case .expression: "expr"
      }
    }
    return Naming.index(table: table, parts: parts)
  }
}
