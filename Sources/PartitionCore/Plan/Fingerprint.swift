extension Fingerprint {
  /// The fingerprint of what pgparcel owns of a table: its key, its partitions with their bounds,
  /// storage and own indexes, its keys and indexes. Columns and all that is merely carried have
  /// other owners and leave it as it is. The absence of a table has a fingerprint too.
  package init(of table: Table?) {
    guard let table else {
      self.init(text: digest("", length: 8))
      return
    }
    var lines = ["table \(table.name.schema)\u{0}\(table.name.name)"]
    lines += Self.lines(of: table.relation, root: true)
    Self.append(table.partitioning, to: &lines, depth: 1)
    self.init(text: digest(lines.joined(separator: "\n"), length: 8))
  }

  private static func append(_ partitioning: Partitioning?, to lines: inout [String], depth: Int) {
    guard let partitioning else { return }
    lines.append("\(depth) \(partitioning.clause.text)")
    // By name: how a level is ordered means nothing, and a file and the catalogs order it differently.
    for partition in partitioning.partitions.sorted(by: { $0.name < $1.name }) {
      lines.append("\(depth) \(partition.name.name)\u{0}\(partition.bound.ordered.clause.text)")
      lines += Self.lines(of: partition.relation, root: false)
      append(partition.partitioning, to: &lines, depth: depth + 1)
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
