extension Fingerprint {
  /// The fingerprint of what pgparcel owns of a table: its key, its partitions with their bounds,
  /// storage and own indexes, its keys and indexes. Columns and all that is merely carried have
  /// other owners and leave it as it is. The absence of a table has a fingerprint too.
  ///
  /// - Parameter rolling: Depths of levels with a window (the table's own is 1). Their partitions come
  ///   and go with time, so they leave the fingerprint as it is; the default partition and those
  ///   that begin or end at an infinity stay in it.
  package init(of table: Table?, rolling: Set<Int> = []) {
    guard let table else {
      self.init(text: digest("", length: 8))
      return
    }
    var lines = ["table \(table.name.schema)\u{0}\(table.name.name)"]
    lines += Self.lines(of: table.relation, root: true)
    Self.append(table.partitioning, to: &lines, depth: 1, rolling)
    self.init(text: digest(lines.joined(separator: "\n"), length: 8))
  }

  private static func append(
    _ partitioning: Partitioning?, to lines: inout [String], depth: Int, _ rolling: Set<Int>
  ) {
    guard let partitioning else { return }
    lines.append("\(depth) \(partitioning.clause.text)")
    // By name: how a level is ordered means nothing, and a file and the catalogs order it differently.
    for partition in partitioning.partitions.sorted(by: { $0.name < $1.name }) {
      if rolling.contains(depth), partition.bound.isInterval { continue }
      lines.append("\(depth) \(partition.name.name)\u{0}\(partition.bound.ordered.clause.text)")
      lines += Self.lines(of: partition.relation, root: false)
      append(partition.partitioning, to: &lines, depth: depth + 1, rolling)
    }
  }

  /// A partition's indexes that belong to the table's are implied by those.
  private static func lines(of relation: Relation, root: Bool) -> [String] {
    var lines = relation.options.map { "with \($0.name)=\($0.value)" }.sorted()
    if let tablespace = relation.tablespace { lines.append("tablespace \(tablespace)") }
    if !root, let comment = relation.comment { lines.append("comment \(comment)") }
    let own = relation.indexes.filter { $0.parent == nil }
    for index in own.sorted(by: { $0.name < $1.name }) {
      let key = index.constraint.map { "\($0.kind.rawValue) \($0.columns)" } ?? ""
      lines.append("index \(index.name)\u{0}\(index.unique) \(index.definition) \(key)")
    }
    return lines
  }
}

extension PartitionBound {
  /// A range of one key column with two finite ends.
  fileprivate var isInterval: Bool {
    guard case .range(let from, let to) = self, from.count == 1, case .value? = from.first,
      case .value? = to.first
    else { return false }
    return true
  }
}
