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

  let input: Planning.Input
  /// Seconds since 1970-01-01 00:00 UTC.
  private let now: Int
  let purpose: Purpose

  /// - Parameter input: With an elaboration of the declaration as it is written.
  package init(_ input: Planning.Input, now: Int, purpose: Purpose) {
    self.input = input
    self.now = now
    self.purpose = purpose
  }

  var declaration: TableDeclaration { input.declaration }

  // MARK: Questions

  package var questions: WindowQuestions {
    var questions = WindowQuestions()
    guard case .partitioned(let layout) = declaration.layout else { return questions }
    var live: Set<PartitionBound> = []
    for partition in input.actual?.allPartitions ?? [] { live.insert(partition.bound) }
    var seen: Set<Int> = []
    collect(layout, live, LevelMatcher(input), &seen, into: &questions)
    return questions
  }

  /// - Parameter seen: Where windows are declared that were asked for; those of a template are one.
  private func collect(
    _ layout: LayoutDeclaration, _ live: Set<PartitionBound>, _ matcher: LevelMatcher,
    _ seen: inout Set<Int>, into questions: inout WindowQuestions
  ) {
    if let window = layout.window, seen.insert(window.span.bytes.lowerBound).inserted,
      let level = level(window, layout, parent: "", nil)
    {
      if case .number = level.scale, let column = layout.key.value.first?.column {
        questions.columns.insert(column)
      }
      let match = matcher.match(layout, live: nil)
      let fixed = layout.partitions.compactMap { match.bound(of: $0) }
      if let zone = zone(of: window, level.scale) {
        ask(zone, level, live.union(fixed), into: &questions)
      }
    }
    for partition in layout.partitions + [layout.defaultPartition].compactMap({ $0 }) {
      if let inner = partition.layout { collect(inner, live, matcher, &seen, into: &questions) }
    }
    if let template = layout.template { collect(template, live, matcher, &seen, into: &questions) }
  }

  private func ask(
    _ zone: Spanned<String>, _ level: WindowLevel, _ bounds: Set<PartitionBound>,
    into questions: inout WindowQuestions
  ) {
    var asked = questions.zones[zone.value] ?? WindowQuestions.Zone(at: zone.span)
    asked.instants.insert(now)
    // A day is more than any zone is off; the clock there is not known yet.
    let today = WindowLevel.today(now) + 86_400_000_000
    let last = level.grid.index(of: today) + level.premake + 2
    // No window holds more intervals; the day may count for two of them.
    let first = max(last - LayoutExpansion.maximumPartitions - 4, 0)
    for index in [0] + (first...max(last, 1)) {
      asked.local.insert(level.grid.boundary(index).dividedDown(by: 1_000_000))
    }
    for bound in bounds {
      guard let range = level.range(bound) else { continue }
      for position in [range.lower.position, range.upper.position]
      where position != .min && position != .max {
        asked.instants.insert(position.dividedDown(by: 1_000_000))
      }
    }
    questions.zones[zone.value] = asked
  }

  /// The zone to ask the server about; nil where clocks show the key itself.
  private func zone(of window: WindowDeclaration, _ scale: KeyScale) -> Spanned<String>? {
    guard scale.isInstant, let zone = window.timezone, !WindowDeclaration.isUTC(zone.value) else {
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
    var walk = WindowWalk(self, answers)
    result.declaration.layout = .partitioned(
      walk.unrolled(layout, live: input.actual?.partitioning, parent: declaration.table.value))
    result.windows = walk.windows
    bag.add(walk.findings.diagnostics)
    return result
  }

  // MARK: Levels

  /// Nil where the key cannot be divided so, or the window is not sound, which `findings` tells.
  func level(
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
    let zone = zone(of: window, scale).flatMap { answers?.zones[$0.value] }
    let clock = WindowClock(zone: zone)
    let present: Int?
    if case .number = scale {
      let largest = layout.key.value.first?.column.flatMap { answers?.maxima[$0] }
      present = largest.map { scale.position(of: $0) ?? KeyScale.outside($0) }
    } else {
      present = clock.local(ofPosition: WindowLevel.today(now))
    }
    return WindowLevel(
      window: window, grid: WindowGrid(start: start, interval: interval), scale: scale,
      clock: clock, pattern: pattern, table: declaration.table.value.name, parent: parent,
      keyType: type, present: present)
  }

  /// What the type of the key, which the file need not say, makes of the window.
  func findings(_ window: WindowDeclaration, type: String) -> [Diagnostic] {
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
