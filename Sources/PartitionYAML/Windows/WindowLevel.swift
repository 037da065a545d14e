import Diagnostics
import PartitionCore

/// One window of one level on one day: what it holds, what it lacks, and what has outlived it.
struct WindowLevel {
  let window: WindowDeclaration
  let grid: WindowGrid
  let scale: KeyScale
  let clock: WindowClock
  let pattern: NamePattern
  let table: String
  let parent: String
  /// Of the key, as `format_type` prints it.
  let keyType: String
  /// How far the key has come, as clocks show it in the window's zone: today, or the largest key.
  /// Nil for a key of whole numbers without rows.
  let present: Int?

  /// How many intervals ahead there are where the file does not say it.
  static let defaultPremake = 3

  var premake: Int { window.premake?.value ?? Self.defaultPremake }

  /// A range that no partition covers, with the name of the one to come.
  struct Piece {
    let range: WindowRange
    let name: String
  }

  /// The interval of today; -1 in front of `start`.
  var current: Int { present.map { max(grid.index(of: $0), -1) } ?? -1 }

  /// The last interval that has to be there.
  var last: Int { max(current.added(premake), 0) }

  /// The position, on clocks, that whatever ended before it has outlived the retention; nil without one.
  var cutoff: Int? {
    guard let keep = window.retention.flatMap({ Interval($0.keep.value) }), let present else {
      return nil
    }
    return grid.position(keep, before: present)
  }

  /// The first interval that is not over since longer than the retention lasts.
  var first: Int { cutoff.map { max(grid.index(of: $0), 0) } ?? 0 }

  func boundary(_ index: Int) -> Int { clock.position(ofLocal: grid.boundary(index)) }

  /// A live bound; infinities and what the scale cannot read lie outside all.
  func range(_ bound: PartitionBound) -> WindowRange? {
    guard case .range(let from, let to) = bound, let from = from.first, let to = to.first else {
      return nil
    }
    return WindowRange(lower: edge(from), upper: edge(to))
  }

  private func edge(_ value: BoundValue) -> WindowRange.Edge {
    switch value {
    case .minValue, .null: .init(.min)
    case .maxValue: .init(.max)
    case .value(let text): .init(scale.position(of: text) ?? KeyScale.outside(text), text: text)
    }
  }

  /// What the pattern calls a partition of this range.
  func name(of range: WindowRange) -> String {
    var values = NamePattern.Values(table: table, parent: parent)
    let (start, end) = (
      clock.local(ofPosition: range.lower.position), clock.local(ofPosition: range.upper.position)
    )
    values.start = { $0?.text(for: CivilTime(microseconds: start)) ?? String(start) }
    values.end = { $0?.text(for: CivilTime(microseconds: end)) ?? String(end) }
    return pattern.name(values)
  }

  /// Whether the partition is one of the window's own: not before `start`, and named as the window
  /// names it. Only these does the retention let go.
  func owns(_ name: String, _ range: WindowRange) -> Bool {
    guard range.lower.position >= boundary(0), range.upper.position < .max else { return false }
    let own = self.name(of: range)
    guard name != own else { return true }
    let suffix = name.dropFirst(own.count + 1)
    return name.hasPrefix(own + "_") && !suffix.isEmpty
      && suffix.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  func isExpired(_ range: WindowRange) -> Bool {
    guard let cutoff else { return false }
    return clock.local(ofPosition: range.upper.position) <= cutoff
  }

  /// Whether rows of the range may come today or came before.
  func hasBegun(_ range: WindowRange) -> Bool {
    present.map { clock.local(ofPosition: range.lower.position) <= $0 } ?? false
  }

  /// What the intervals from `first` on lack, in order. Where an interval is partly covered, by
  /// partitions of another length, its rest becomes a partition of its own.
  ///
  /// - Parameter covered: Ranges that have a partition, in any order.
  func missing(
    from first: Int, covered: [WindowRange], taken: inout Set<String>
  ) -> [Piece] {
    var pieces: [Piece] = []
    let sorted = covered.sorted { $0.lower < $1.lower }
    var next = 0
    guard first <= last else { return [] }
    for index in first...last {
      var lower = WindowRange.Edge(boundary(index))
      var upper = WindowRange.Edge(boundary(index.added(1)))
      while next < sorted.count, sorted[next].upper <= lower {
        lower = lower.joined(to: sorted[next].upper)
        next += 1
      }
      var place = next
      while lower < upper, place < sorted.count, sorted[place].lower < upper {
        let other = sorted[place]
        if lower < other.lower {
          pieces.append(piece(WindowRange(lower: lower, upper: other.lower), &taken))
        }
        if lower < other.upper { lower = other.upper }
        place += 1
      }
      guard lower < upper else { continue }
      if place < sorted.count { upper = upper.joined(to: sorted[place].lower) }
      pieces.append(piece(WindowRange(lower: lower, upper: upper), &taken))
    }
    return pieces
  }

  private func piece(_ range: WindowRange, _ taken: inout Set<String>) -> Piece {
    let own = name(of: range)
    var name = own
    var number = 1
    while !taken.insert(name).inserted {
      number += 1
      name = "\(own)_\(number)"
    }
    return Piece(range: range, name: name)
  }

  /// How many intervals behind today's are covered without a hole. A partition without an end counts
  /// for none: behind it the window cannot go on.
  func ahead(covered: [WindowRange]) -> Int {
    let sorted = covered.filter { $0.upper.position < .max }.sorted { $0.lower < $1.lower }
    let next = boundary(current.added(1))
    var reached = next
    for range in sorted where range.lower.position <= reached {
      reached = max(reached, range.upper.position)
    }
    guard reached > next else { return 0 }
    return max(grid.index(of: clock.local(ofPosition: reached)) - current - 1, 0)
  }

  /// The texts of a range's ends; nil outside what the key can hold.
  func bound(_ range: WindowRange) -> (from: String, to: String)? {
    guard let from = text(of: range.lower), let to = text(of: range.upper) else { return nil }
    return (from, to)
  }

  private func text(of edge: WindowRange.Edge) -> String? {
    if let text = edge.text { return text }
    guard let text = scale.text(at: edge.position) else { return nil }
    guard let limits = WholeNumbers.limits(of: keyType) else { return text }
    return Int(text).map(limits.contains) == true ? text : nil
  }
}
