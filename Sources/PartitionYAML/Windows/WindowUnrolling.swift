package import Diagnostics
package import PartitionCore

/// Writes the partitions of windows out, for one day and one live table.
///
/// Live partitions are recognised by their bounds. A table that is there keeps what it has: what the
/// day asks for besides is in `Unrolled.windows`, and in the declaration only where windows are to be
/// rolled. Time passing is no change of the definition.
package struct WindowUnrolling {
  package enum Purpose: Sendable {
    /// A plan: the windows of a live table stay as they are.
    case definition
    /// Maintenance: what is missing comes, what has outlived its retention goes.
    case rolling
  }

  private let input: Planning.Input
  /// Seconds since 1970-01-01 00:00 UTC.
  private let now: Int
  private let purpose: Purpose

  /// - Parameter input: With an elaboration of the declaration as it is written.
  package init(_ input: Planning.Input, now: Int, purpose: Purpose) {
    self.input = input
    self.now = now
    self.purpose = purpose
  }

  private var declaration: TableDeclaration { input.declaration }

  // MARK: Questions

  package var questions: WindowQuestions {
    var questions = WindowQuestions()
    guard case .partitioned(let layout) = declaration.layout else { return questions }
    var live: Set<PartitionBound> = []
    for partition in input.actual?.allPartitions ?? [] { live.insert(partition.bound) }
    collect(layout, live, into: &questions)
    return questions
  }

  private func collect(
    _ layout: LayoutDeclaration, _ live: Set<PartitionBound>,
    into questions: inout WindowQuestions
  ) {
    if let window = layout.window, let level = level(window, layout, parent: "", nil) {
      if case .number = level.scale, let column = layout.key.value.first?.column {
        questions.columns.insert(column)
      }
      if let zone = zone(of: window, level.scale) { ask(zone, level, live, into: &questions) }
    }
    for partition in layout.partitions + [layout.defaultPartition].compactMap({ $0 }) {
      if let inner = partition.layout { collect(inner, live, into: &questions) }
    }
    if let template = layout.template { collect(template, live, into: &questions) }
  }

  private func ask(
    _ zone: String, _ level: WindowLevel, _ live: Set<PartitionBound>,
    into questions: inout WindowQuestions
  ) {
    var asked = questions.zones[zone] ?? WindowQuestions.Zone()
    asked.instants.insert(now)
    // A day is more than any zone is off; the clock there is not known yet.
    let today = WindowLevel.today(now) + 86_400_000_000
    let last = level.grid.index(of: today) + level.premake + 2
    for index in 0...max(min(last, LayoutExpansion.maximumPartitions), 1) {
      let local = level.grid.boundary(index).dividedDown(by: 1_000_000)
      asked.local.insert(local)
    }
    for bound in live {
      guard let range = level.range(bound) else { continue }
      for position in [range.lower, range.upper] where position != .min && position != .max {
        asked.instants.insert(position.dividedDown(by: 1_000_000))
      }
    }
    questions.zones[zone] = asked
  }

  /// The zone to ask the server about; nil where clocks show the key itself.
  private func zone(of window: WindowDeclaration, _ scale: KeyScale) -> String? {
    guard scale.isInstant, let zone = window.timezone?.value, !WindowDeclaration.isUTC(zone) else {
      return nil
    }
    return zone
  }

  // MARK: Answers

  package struct Unrolled: Sendable {
    package var declaration: TableDeclaration
    package var windows: [WindowState] = []
  }

  package func unrolled(
    _ answers: WindowAnswers, into bag: inout DiagnosticBag
  ) -> Unrolled {
    var result = Unrolled(declaration: declaration)
    guard case .partitioned(let layout) = declaration.layout else { return result }
    var walk = Walk(
      unrolling: self, answers: answers,
      taken: Set(declaration.partitionNames.map(\.name)).union(
        input.actual?.allPartitions.map(\.name.name) ?? []))
    result.declaration.layout = .partitioned(
      walk.unrolled(layout, live: input.actual?.partitioning, parent: declaration.table.value))
    result.windows = walk.windows
    bag.add(walk.findings.diagnostics)
    return result
  }

  private struct Walk {
    let unrolling: WindowUnrolling
    let answers: WindowAnswers
    /// Names that a new partition cannot have.
    var taken: Set<String>
    var windows: [WindowState] = []
    var findings = UniqueFindings()

    private var table: String { unrolling.declaration.table.value.name }

    mutating func unrolled(
      _ layout: LayoutDeclaration, live: Partitioning?, parent: QualifiedName
    ) -> LayoutDeclaration {
      let match = LevelMatch(layout, live: live, input: unrolling.input)
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
      let count = level.last - (match.isSame ? level.first : 0) + 1
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
        if range.upper == .max { state.end = partition.name }
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
      // Rows of a table that is to be divided may be as old as the window.
      let divides = !match.isSame && unrolling.input.actual != nil
      let pieces = level.missing(
        from: divides ? 0 : level.first, covered: covered, taken: &taken
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
            .invalidBoundValue, "the key cannot hold the times of \(piece.name)",
            at: level.window.interval.span))
        return nil
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

  // MARK: Levels

  /// Nil where the key cannot be divided so, or the window is not sound, which `findings` tells.
  private func level(
    _ window: WindowDeclaration, _ layout: LayoutDeclaration, parent: String,
    _ answers: WindowAnswers?
  ) -> WindowLevel? {
    let element = layout.key.value.first.flatMap { input.elaboration.keys[$0.sql.text] }
    guard let interval = Interval(window.interval.value), let type = element?.type,
      let start = window.start.flatMap({ WindowStart($0.value, interval) }),
      let scale = KeyScale(
        type: type, encoding: window.encoding.flatMap { .init(rawValue: $0.value) },
        isDuration: interval.isDuration),
      findings(window, type: type).isEmpty,
      case .success(let pattern) = NamePattern.parsed(
        window.namePattern, allowing: [.table, .parent, .start, .end])
    else { return nil }
    let zone = zone(of: window, scale).flatMap { answers?.zones[$0] }
    let clock = WindowClock(zone: zone)
    let present: Int?
    if case .number = scale {
      present = layout.key.value.first?.column.flatMap { answers?.maxima[$0] }.flatMap { Int($0) }
    } else {
      present = clock.local(ofPosition: WindowLevel.today(now))
    }
    return WindowLevel(
      window: window, grid: WindowGrid(start: start, interval: interval), scale: scale,
      clock: clock, pattern: pattern, table: declaration.table.value.name, parent: parent,
      present: present)
  }

  /// What the type of the key, which the file need not say, makes of the window.
  private func findings(_ window: WindowDeclaration, type: String) -> [Diagnostic] {
    guard let interval = Interval(window.interval.value) else { return [] }
    let encoding = window.encoding.flatMap { WindowDecoder.Encoding(rawValue: $0.value) }
    guard let scale = KeyScale(type: type, encoding: encoding, isDuration: interval.isDuration)
    else { return [KeyScale.refusal(of: window, type: type, isDuration: interval.isDuration)] }
    if scale.isInstant, window.timezone == nil {
      return [WindowDeclaration.zoneMissing(window, type: type)]
    }
    if !scale.isInstant, let zone = window.timezone {
      return [
        Diagnostic(
          .windowZone, "the key is of type \(type), so `timezone` means nothing", at: zone.span,
          help: ["remove `timezone`"])
      ]
    }
    return []
  }
}

extension WindowLevel {
  /// - Parameter seconds: Since 1970-01-01 00:00 UTC.
  static func today(_ seconds: Int) -> Int { seconds * 1_000_000 }
}
