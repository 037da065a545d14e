import Diagnostics
import PartitionCore

/// Walks a declared layout beside the live one and writes its windows out, level by level.
struct WindowWalk {
  private let unrolling: WindowUnrolling
  private let answers: WindowAnswers
  private let matcher: LevelMatcher
  /// Names that a new partition cannot have.
  private var taken: Set<String>
  private(set) var windows: [WindowState] = []
  private(set) var findings = UniqueFindings()

  init(_ unrolling: WindowUnrolling, _ answers: WindowAnswers) {
    self.unrolling = unrolling
    self.answers = answers
    matcher = LevelMatcher(unrolling.input)
    taken = Set(unrolling.declaration.partitionNames.map(\.name)).union(
      unrolling.input.actual?.allPartitions.map(\.name.name) ?? [])
  }

  private var table: String { unrolling.declaration.table.value.name }

  mutating func unrolled(
    _ layout: LayoutDeclaration, live: Partitioning?, parent: QualifiedName
  ) -> LayoutDeclaration {
    let match = matcher.match(layout, live: live)
    var layout = layout
    layout.partitions = layout.partitions.map {
      below($0, partner: $0.layout == nil ? nil : match.partner(of: $0), parent)
    }
    layout.defaultPartition = layout.defaultPartition.map {
      below($0, partner: match.partner(of: $0), parent)
    }
    guard let window = layout.window else { return layout }
    guard let level = level(window, layout, match, parent.name) else { return layout }
    let fixed = layout.partitions.compactMap { match.bound(of: $0) }
    let items = roll(level, layout, match, Set(fixed), parent)
    var expansion = LayoutExpansion(table: table)
    layout.partitions += items.map { item in
      let entry = expansion.window(
        item.partition, of: layout, parent: parent.name, isNew: item.live == nil)
      return below(entry, partner: item.live, parent)
    }
    for finding in expansion.findings { findings.add(finding) }
    return layout
  }

  private mutating func below(
    _ partition: PartitionDeclaration, partner: Partition?, _ parent: QualifiedName
  ) -> PartitionDeclaration {
    guard let inner = partition.layout else { return partition }
    var partition = partition
    let name = partner?.name ?? parent.sibling(partition.name.value)
    partition.layout = unrolled(inner, live: partner?.partitioning, parent: name)
    return partition
  }

  private mutating func level(
    _ window: WindowDeclaration, _ layout: LayoutDeclaration, _ match: LevelMatch,
    _ parent: String
  ) -> WindowLevel? {
    guard let type = match.keyType else { return nil }
    guard
      let level = unrolling.level(window, layout, parent: parent, answers)
    else {
      for finding in unrolling.findings(window, type: type) { findings.add(finding) }
      return nil
    }
    if level.present == .max {
      findings.add(
        Diagnostic(
          .invalidBoundValue, "the largest key lies behind all intervals that there can be",
          at: window.interval.span,
          help: ["is it a mark for something else? Rows with it need a key of their own"]))
      return nil
    }
    let count = level.last.subtracted(first(of: level, match)).added(1)
    guard count <= LayoutExpansion.maximumPartitions else {
      findings.add(
        Diagnostic(
          .windowStart, "the window holds \(count) intervals since its start",
          at: window.start?.span ?? window.span,
          help: ["let it start later, or make `interval` longer"]))
      return nil
    }
    return level
  }

  /// The first interval to come. Rows of a table that is to be divided may be as old as the window.
  private func first(of level: WindowLevel, _ match: LevelMatch) -> Int {
    !match.isSame && unrolling.input.actual != nil ? 0 : level.first
  }

  private struct Item {
    var partition: PartitionDeclaration
    let live: Partition?
  }

  /// The partitions of the window that the declaration is to name.
  private mutating func roll(
    _ level: WindowLevel, _ layout: LayoutDeclaration, _ match: LevelMatch,
    _ fixed: Set<PartitionBound>, _ parent: QualifiedName
  ) -> [Item] {
    let leaving = Set(unrolling.declaration.retired.map(\.name.value))
    var covered = fixed.compactMap { level.range($0) }
    var items: [Item] = []
    var state = WindowState(
      level, of: layout, parent: parent, grants: unrolling.declaration.grants)
    for partition in match.live {
      guard let range = level.range(partition.bound) else { continue }
      covered.append(range)
      if range.upper.position == .max, range.lower.position < .max { state.end = partition.name }
      if fixed.contains(partition.bound) { continue }
      guard level.owns(partition.name.name, range), !leaving.contains(partition.name.name) else {
        continue
      }
      if level.isExpired(range), let retention = level.window.retention, retention.then != .keep,
        let upper = level.bound(range)?.to
      {
        state.expired.append(.init(partition: partition, to: upper, retention))
      }
      items.append(item(partition, level))
    }
    let pieces = level.missing(
      from: first(of: level, match), covered: covered, taken: &taken
    ).compactMap { bounded($0, level) }
    state.ahead = level.ahead(covered: covered)
    if match.isSame {
      state.additions = pieces.map { piece in
        .init(
          name: parent.sibling(piece.name), from: piece.from, to: piece.to, isOver: piece.isOver)
      }
      state.keepsLast(of: match.live.count + pieces.count)
      windows.append(state)
    }
    if match.isSame, unrolling.purpose == .definition { return items }
    return items
      + pieces.map { piece in
        Item(
          partition: entry(piece.name, [.value(piece.from)], [.value(piece.to)], level.window),
          live: nil)
      }
  }

  private func item(_ partition: Partition, _ level: WindowLevel) -> Item {
    var from: [BoundValue] = []
    var to: [BoundValue] = []
    if case .range(let lower, let upper) = partition.bound { (from, to) = (lower, upper) }
    return Item(
      partition: entry(partition.name.name, from, to, level.window), live: partition)
  }

  /// A range that lacks a partition, with the texts of its bound.
  private mutating func bounded(
    _ piece: WindowLevel.Piece, _ level: WindowLevel
  ) -> (name: String, from: String, to: String, isOver: Bool)? {
    guard let (from, to) = level.bound(piece.range) else {
      findings.add(
        Diagnostic(
          .invalidBoundValue,
          "partition \(piece.name) reaches beyond the values of type \(level.keyType)",
          at: level.window.interval.span,
          help: ["a key of a wider type would have room for what is to come"]))
      return nil
    }
    let excess = piece.name.utf8.count - NameRules.limit
    if excess > 0 {
      // Only now: rests of intervals bear a number besides.
      findings.add(
        Diagnostic(
          .nameTooLong,
          "`\(NameRules.shortened(piece.name))` is \(piece.name.utf8.count) bytes; PostgreSQL would "
            + "cut it", at: level.window.namePattern.span,
          help: ["shorten `window.name` by \(excess)"]))
    }
    return (piece.name, from, to, level.hasBegun(piece.range))
  }

  private func entry(
    _ name: String, _ from: [BoundValue], _ to: [BoundValue], _ window: WindowDeclaration
  ) -> PartitionDeclaration {
    func spanned(_ values: [BoundValue]) -> Spanned<[Spanned<BoundValue>]> {
      Spanned(values.map { Spanned($0, at: window.span) }, at: window.span)
    }
    return PartitionDeclaration(
      name: Spanned(name, at: window.namePattern.span),
      bound: .range(from: spanned(from), to: spanned(to)), span: window.span)
  }
}
