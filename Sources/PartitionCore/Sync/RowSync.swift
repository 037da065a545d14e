/// Two tables with the same columns of which one is kept equal to the other by a log of keys.
///
/// It knows nothing of why: conversions forward and back use it, each under the names that the
/// tables have while it runs. The log holds keys only; what a drain writes is what the source
/// holds by then, so entries may be applied in any order, twice, and too late.
struct RowSync {
  enum Direction: String {
    /// From the table that is live before the swap to its successor.
    case forward
    /// From the successor, once it is live, to the retired table.
    case backward
  }

  /// Which rows of the source are followed.
  enum Extent {
    case table
    /// Only those of the partitions that the source lists; the table may have others.
    case listedPartitions
  }

  let direction: Direction
  let source: Table
  let destination: Table
  let names: SyncNames
  var extent: Extent = .table

  /// Entries of the log: `pgparcel_seq`, `pgparcel_op` (`k` a key, `t` a TRUNCATE), then the keys.
  var log: QualifiedName { names.object(direction.rawValue) }
  var capture: QualifiedName { names.object("capture_\(direction.rawValue)") }
  var drain: QualifiedName { names.object("drain_\(direction.rawValue)") }
  var catchUp: QualifiedName { names.object("catch_up_\(direction.rawValue)") }
  var comparison: QualifiedName { names.object("compare_\(direction.rawValue)") }
  var check: QualifiedName { names.object("check_\(direction.rawValue)") }

  /// The columns by which rows are logged: the keys of both tables, in the table's order.
  var logged: [Column] {
    let keys = Set((source.identityColumns ?? []) + (destination.identityColumns ?? []))
    return source.relation.columns.filter { keys.contains($0.name) }
  }

  /// What the followed rows are read from, as an item of FROM that takes an alias and has `ctid`.
  ///
  /// A partitioned table is read through its partitions; a plain one without its children, of
  /// which it has none. Of a UNION ALL of plain SELECTs the planner pulls up each part, so that
  /// ranges of `ctid` and keys are still looked up and not scanned for.
  var from: SQLText {
    let parts = sources.map { $0.partitioning == nil ? SQLText("ONLY \($0.name)") : "\($0.name)" }
    guard parts.count > 1 else { return parts.first ?? "ONLY \(source.name)" }
    // Qualified: a body of PL/pgSQL may have a variable of the name.
    let list = SQLText.joined(source.relation.columns.map { "p.\(name: $0.name)" })
    return "(\(.joined(parts.map { "SELECT p.ctid, \(list) FROM \($0) AS p" }, " UNION ALL ")))"
  }

  /// The tables whose rows are followed, and on which the row triggers stand.
  var sources: [Table] {
    switch extent {
    case .table: [source]
    case .listedPartitions: source.partitioning?.partitions.map(\.standingAlone) ?? []
    }
  }

  /// All of their relations, each of which can be truncated alone.
  var sourceRelations: [Relation] { sources.flatMap(\.allRelations) }

  /// What is followed, in words: `public.visits`, or the partitions by name.
  var subject: String { Self.words(sources.map(\.name)) }

  /// `a`, `a and b`, `a, b and 4 more`.
  static func words(_ names: [QualifiedName]) -> String {
    let texts = names.map(\.description)
    guard texts.count > 3 else {
      return texts.dropLast().joined(separator: ", ")
        + (texts.count > 1 ? " and " : "") + (texts.last ?? "")
    }
    return "\(texts[0]), \(texts[1]) and \(texts.count - 2) more"
  }

  var key: SQLText { .joined(logged.map { "\(name: $0.name)" }) }

  func key(of alias: SQLText) -> SQLText {
    .joined(logged.map { "\(alias).\(name: $0.name)" })
  }

  /// `a."id" = b."id" AND …` over the logged columns.
  func sameKey(_ left: SQLText, _ right: SQLText) -> SQLText {
    .joined(
      logged.map {
        "\(left).\(name: $0.name) \($0.equals) \(right).\(name: $0.name)"
      }, " AND ")
  }

  /// Raises unless each statement has a snapshot of its own: an older one would miss what the
  /// advisory lock was waited for.
  static let readCommitted: SQLText = """
    IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'pgparcel: rows are brought over in READ COMMITTED only';
      END IF;
    """

  /// Columns that are written; generated ones are computed anew.
  private var written: [Column] { source.relation.columns.filter { $0.generated == nil } }
  var columns: SQLText { .joined(written.map { "\(name: $0.name)" }) }
  func columns(of alias: SQLText) -> SQLText {
    .joined(written.map { "\(alias).\(name: $0.name)" })
  }

  /// `ROW(a."id", …)::record`, compared by `*=`: by stored bytes (manual, "Row and Array
  /// Comparisons"), since some types have no equality and equal values may print differently.
  func row(_ alias: SQLText) -> SQLText {
    "ROW(\(columns(of: alias)))::record"
  }

  /// What an upsert sets. An identity column GENERATED ALWAYS takes no other value than DEFAULT in
  /// UPDATE (manual, UPDATE); as part of the key it is equal already.
  var assignments: SQLText {
    .joined(
      written.filter { $0.identity != .always }.map {
        "\(name: $0.name) = excluded.\(name: $0.name)"
      },
      ",\n          ")
  }

  /// The destination's unique key that an upsert names.
  var arbiter: SQLText {
    .joined((destination.identityColumns ?? []).map { "\(name: $0)" })
  }

  /// Whether the source may hold two rows that the destination's key takes for one.
  var mayHoldTwins: Bool {
    let key = Set(destination.identityColumns ?? [])
    return !source.relation.indexes.contains {
      $0.constraint.map { key.isSuperset(of: $0.columns) } ?? false
    }
  }
}

extension Column {
  /// The type's own `=`, found whatever the search path.
  var equals: SQLText { equality.map { "OPERATOR(\(name: $0).=)" } ?? "=" }
}

extension SQLText {
  /// A function's or procedure's body in dollar quotes that it does not contain.
  static func body(_ text: SQLText) -> SQLText {
    let mark = dollarMark(absentIn: text.text)
    return "\(deparsed: mark)\n\(text)\n\(deparsed: mark)"
  }
}
