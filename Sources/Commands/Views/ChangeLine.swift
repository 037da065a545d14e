import PartitionCore

/// One line of a plan: a mark, what is concerned, and how.
struct ChangeLine {
  enum Mark: String { case add = "+", change = "~", remove = "-", warning = "!" }
  /// What the count line counts.
  enum Kind: String, CaseIterable { case table, partition, key, index, property }

  var mark: Mark
  /// Nil is not counted.
  var kind: Kind?
  var subject: String
  var detail: String
  var depth = 0
  /// Of a partition that leaves: its rows stay, in a table of their own.
  var detaches = false
  /// What the schema file may say it of.
  var object: Object

  /// Names as they are to be.
  enum Object: Hashable {
    case table
    case partition(String)
    case index(String)
    case primaryKey
    case unique(String)

    fileprivate init(_ kind: Kind?, _ subject: String) {
      switch kind {
      case .table, nil: self = .table
      case .partition, .property: self = .partition(subject)
      case .index: self = .index(subject)
      // The primary key is written in words: it has one place.
      case .key: self = subject == "primary key" ? .primaryKey : .unique(subject)
      }
    }
  }

  init(
    _ mark: Mark, _ kind: Kind?, _ subject: String, _ detail: String, depth: Int = 0,
    of object: Object? = nil
  ) {
    self.mark = mark
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.depth = depth
    self.object = object ?? Object(kind, subject)
  }

  /// The same line for a terminal.
  var printable: ChangeLine {
    var copy = self
    copy.subject = Printable.line(subject)
    copy.detail = Printable.line(detail)
    return copy
  }

  /// The lines of a whole plan.
  static func lines(of changes: [Change]) -> [ChangeLine] { changes.flatMap(lines) }

  private static func lines(_ change: Change) -> [ChangeLine] {
    switch change {
    case .createTable(let table):
      return [ChangeLine(.add, .table, table.name.name, LayoutWords.shape(table))]
        + partitions(table.partitioning, .add) + indexes(table.relation.indexes, .add)
    case .convert(let old, let new): return conversion(old, new)
    case .rearrange(let change): return rearrangement(change)
    case .rebound(let change):
      let (old, new) = (change.from.bound, change.to.bound)
      return [
        ChangeLine(
          .change, .partition, change.to.name.name,
          "\(LayoutWords.bound(old)) -> \(LayoutWords.bound(new)), with its rows")
      ]
    case .finalizeDetach(let name, _):
      return [ChangeLine(.change, .partition, name.name, "its interrupted detach is finished")]
    case .renamePartition(let from, let to):
      return [
        ChangeLine(
          .change, .partition, from.name, "renamed to \(to.name)", of: .partition(to.name))
      ]
    case .addPartition(let partition, let parent):
      return tree(partition, .add, below: parent)
    case .adoptPartition(let partition, let parent, _):
      return tree(partition, .add, below: parent, note: ", from the table of that name")
    case .removePartition(let partition, _, let departure):
      let fate = departure.words
      var line = ChangeLine(.remove, .partition, partition.name.name, fate)
      if case .drop = departure { line.detaches = false } else { line.detaches = true }
      return [line]
    case .setStorage(let name, let old, let new):
      return [property(name.name, "with", options(old), options(new))]
    case .setTablespace(let name, let old, let new):
      return [property(name.name, "tablespace", old ?? "default", new ?? "default")]
    case .setComment(let name, _, let new):
      return [ChangeLine(.change, .property, name.name, new == nil ? "no comment" : "comment")]
    case .addIndex(let index): return [ChangeLine(.add, kind(index), label(index), words(index))]
    case .dropIndex(let index):
      return [ChangeLine(.remove, kind(index), label(index), words(index))]
    case .replaceIndex(let old, let new):
      return [ChangeLine(.change, kind(new), label(new), difference(old, new))]
    case .renameIndex(let from, let to):
      return [ChangeLine(.change, .index, from.name, "renamed to \(to)", of: .index(to))]
    case .repairIndex(let index):
      return [ChangeLine(.change, .index, index.name, "completed on the partitions that lack it")]
    case .setIndexMetadata(_, let index, _):
      return [ChangeLine(.change, .index, index.name, "comment, clustering or statistics")]
    case .addLocalIndex(let index, let name):
      return [ChangeLine(.add, .index, index.name, "\(words(index)) on \(name.name)")]
    case .dropLocalIndex(let index, let name):
      return [ChangeLine(.remove, .index, index.name, "\(words(index)) on \(name.name)")]
    case .replaceLocalIndex(let old, let new, let name):
      return [ChangeLine(.change, .index, new.name, "\(difference(old, new)) on \(name.name)")]
    }
  }

  /// What becomes of the partitions, then each; a default one is on both sides.
  private static func rearrangement(_ change: Rearrangement) -> [ChangeLine] {
    let isRemainder = { (partition: Partition) in partition.bound == .default }
    let leaving = change.from.filter { !isRemainder($0) || !change.to.contains(where: isRemainder) }
    let coming = change.to.filter { !isRemainder($0) || !change.from.contains(where: isRemainder) }
    let words =
      switch (leaving.count, coming.count) {
      case (0, _): "leave the default partition"
      case (_, 0): "move to the default partition"
      case (1, 1): "of \(leaving[0].name.name) move to \(coming[0].name.name)"
      case (1, let count): "of \(leaving[0].name.name) are split into \(count) partitions"
      case (let count, 1): "of \(count) partitions are merged into \(coming[0].name.name)"
      case (let old, let new): "of \(old) partitions move to \(new)"
      }
    let level = { (partitions: [Partition]) in
      Partitioning(strategy: .list, key: [], partitions: partitions)
    }
    let remainder = change.to.filter { !coming.contains($0) }.map {
      ChangeLine(.change, .partition, $0.name.name, "rows move between it and the others")
    }
    return [ChangeLine(.change, nil, "rows", words)] + partitions(level(leaving), .remove)
      + partitions(level(coming), .add) + remainder
  }

  private static func conversion(_ old: Table, _ new: Table) -> [ChangeLine] {
    var lines: [ChangeLine] = []
    // Where the shape differs, the table's heading says so.
    if LayoutWords.shape(old) == LayoutWords.shape(new) {
      lines.append(ChangeLine(.change, .table, "rows", "move to other partitions"))
    }
    for index in new.relation.indexes {
      guard let live = old.relation.indexes.first(where: { same($0, index) }) else {
        lines.append(ChangeLine(.add, kind(index), label(index), words(index)))
        continue
      }
      if live.definition != index.definition || live.constraint != index.constraint {
        lines.append(ChangeLine(.change, kind(index), label(index), difference(live, index)))
      }
    }
    for index in old.relation.indexes
    where !new.relation.indexes.contains(where: { same($0, index) }) {
      lines.append(ChangeLine(.remove, kind(index), label(index), words(index)))
    }
    lines += partitions(old.partitioning, .remove) + partitions(new.partitioning, .add)
    let incoming = old.dependents.filter { $0.kind == .incomingForeignKey }
    for dependent in incoming {
      lines.append(ChangeLine(.warning, nil, "foreign key", "\(dependent.identity) points here"))
    }
    return lines
  }

  /// The same index under its name, or the primary key under any.
  private static func same(_ left: Index, _ right: Index) -> Bool {
    left.name == right.name
      || (left.constraint?.kind == .primaryKey && right.constraint?.kind == .primaryKey)
      || (left.constraint == nil && right.constraint == nil
        && left.definition == right.definition && left.unique == right.unique)
  }

  private static func partitions(
    _ partitioning: Partitioning?, _ mark: Mark, depth: Int = 0
  ) -> [ChangeLine] {
    (partitioning?.partitions ?? []).flatMap { partition in
      var detail = LayoutWords.bound(partition.bound)
      if let inner = partition.partitioning { detail += ", \(LayoutWords.shape(inner))" }
      if let tablespace = partition.relation.tablespace { detail += "  tablespace \(tablespace)" }
      let own = partition.relation.indexes.filter { $0.parent == nil }.map {
        ChangeLine(mark, .index, $0.name, words($0), depth: depth + 1)
      }
      return [ChangeLine(mark, .partition, partition.name.name, detail, depth: depth)] + own
        + partitions(partition.partitioning, mark, depth: depth + 1)
    }
  }

  private static func tree(
    _ partition: Partition, _ mark: Mark, below parent: QualifiedName, note: String = ""
  ) -> [ChangeLine] {
    var lines = partitions(
      Partitioning(strategy: .list, key: [], partitions: [partition]), mark)
    lines[0].detail += note
    return lines
  }

  private static func indexes(_ indexes: [Index], _ mark: Mark) -> [ChangeLine] {
    indexes.map { ChangeLine(mark, kind($0), label($0), words($0)) }
  }

  private static func kind(_ index: Index) -> Kind { index.constraint == nil ? .index : .key }

  private static func label(_ index: Index) -> String {
    index.constraint?.kind == .primaryKey ? "primary key" : index.name
  }

  private static func words(_ index: Index) -> String {
    guard let constraint = index.constraint else { return LayoutWords.index(index) }
    return (constraint.kind == .unique ? "unique " : "")
      + "(\(constraint.columns.joined(separator: ", ")))"
  }

  private static func difference(_ old: Index, _ new: Index) -> String {
    let texts = (words(old), words(new))
    if texts.0 != texts.1 { return "\(texts.0) -> \(texts.1)" }
    return old.name == new.name ? "built again" : "\(old.name) -> \(new.name)"
  }

  private static func property(
    _ subject: String, _ what: String, _ old: String, _ new: String
  ) -> ChangeLine {
    ChangeLine(.change, .property, subject, "\(what) \(old) -> \(new)")
  }

  private static func options(_ options: [StorageParameter]) -> String {
    "(" + options.map { "\($0.name)=\($0.value)" }.joined(separator: ", ") + ")"
  }
}

extension Departure {
  /// What becomes of the partition, in a few words.
  var words: String {
    switch self {
    case .detach: "detached; its rows leave the table with it"
    case .drop(exported: false): "dropped with its rows"
    case .drop(exported: true): "its rows are written into a file, then it is dropped"
    case .archive(let schema, let tablespace):
      "detached and moved to "
        + [schema.map { "schema \($0)" }, tablespace.map { "tablespace \($0)" }]
        .compactMap { $0 }.joined(separator: ", ")
    }
  }
}
