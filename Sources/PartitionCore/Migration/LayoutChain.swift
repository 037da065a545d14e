/// The changes of one table in the order of their versions, and how the layouts that they name follow
/// each other.
package struct LayoutChain: Sendable {
  /// The files of one change: what one run of `generate` wrote for the table.
  package struct Change: Sendable {
    /// In the order of their steps; not empty.
    package fileprivate(set) var files: [StoredMigration]

    package var first: ParsedMigration { files[0].up }
    package var last: ParsedMigration { files[files.count - 1].up }
    package var from: Fingerprint { first.file.from }
    package var to: Fingerprint { last.file.to }
    package var rolling: Set<Int> { first.file.rolling }

    /// Names of its files, up and down.
    package var fileNames: [String] {
      files.flatMap { [$0.up.fileName] + ($0.down.map { [$0.fileName] } ?? []) }
    }

    fileprivate func continues(with file: ParsedMigration) -> Bool {
      last.id.step + 1 == file.id.step && last.id.slug == file.id.slug
        && last.file.steps == file.file.steps && last.file.to == file.file.from
    }
  }

  /// Where a change stands among those of lower versions. Numbers are indices of `changes`.
  package enum Place: Hashable, Sendable {
    /// Nothing comes before it.
    case first
    case follows(Int)
    /// It starts from the layout that this one has left.
    case rivals(Int)
    /// It starts from the layout that this one, of a higher version, leads to.
    case precedes(Int)
    /// No file leads to the layout that it starts from, but the table had others before.
    case behindGap(Int)

    var isConflict: Bool {
      switch self {
      case .rivals, .precedes: true
      case .first, .follows, .behindGap: false
      }
    }
  }

  package let changes: [Change]
  /// One for each change.
  package let places: [Place]

  /// - Parameter files: All files of one table, in the order of their versions.
  init(_ files: [StoredMigration]) {
    var changes: [Change] = []
    for file in files {
      // Versions of two branches may interleave.
      if file.id.step > 1, let open = changes.lastIndex(where: { $0.continues(with: file.up) }) {
        changes[open].files.append(file)
      } else {
        changes.append(Change(files: [file]))
      }
    }
    self.init(changes)
  }

  private init(_ changes: [Change]) {
    self.changes = changes
    places = Self.places(of: changes)
  }

  package var table: QualifiedName { changes[0].first.file.table }

  /// Whether files have to be made anew before all can be applied.
  package var hasConflict: Bool { places.contains(where: \.isConflict) }

  private static func places(of changes: [Change]) -> [Place] {
    var places: [Place] = []
    // More than one behind a conflict.
    var ends: [Int] = []
    // Changes that an earlier one waits for, and what they follow.
    var late: [Int: Place] = [:]
    for index in changes.indices {
      if let place = late[index] {
        places.append(place)
        continue
      }
      let place = place(of: index, behind: ends, in: changes)
      switch place {
      case .first, .behindGap: ends = [index]
      case .rivals: ends.append(index)
      case .follows(let end):
        ends.removeAll { $0 == end }
        ends.append(index)
      case .precedes(let later):
        let before = ends.last { changes[$0].to == changes[later].from }
        late[later] = before.map(Place.follows) ?? .first
        ends.removeAll { $0 == before }
        ends.append(index)
      }
      places.append(place)
    }
    return places
  }

  private static func place(of index: Int, behind ends: [Int], in changes: [Change]) -> Place {
    let change = changes[index]
    if let end = ends.last(where: { changes[$0].to == change.from }) { return .follows(end) }
    // Equal fingerprints mean one layout, even if they would leave out different levels.
    if let rival = changes[..<index].lastIndex(where: { $0.from == change.from }) {
      return .rivals(rival)
    }
    let later = changes.indices.dropFirst(index + 1).first { later in
      changes[later].to == change.from && changes[later - 1].to != changes[later].from
        && (ends.isEmpty || ends.contains { changes[$0].to == changes[later].from })
    }
    if let later { return .precedes(later) }
    guard let last = ends.last else { return .first }
    // Unequal ones that leave out different levels say nothing.
    return changes[last].rolling == change.rolling ? .behindGap(last) : .follows(last)
  }
}

extension LayoutChain {
  /// Two changes of which neither can be made anew.
  package struct Deadlock: Error {
    package let left: Change
    package let right: Change
  }

  /// The chain without the changes that conflict with others of it, and these changes, which have to be
  /// made anew from its end. Of two that start from one layout the later one goes, and all that follows
  /// it.
  ///
  /// - Parameter isFixed: Whether a change has to stay whatever its version.
  package func resolved(
    keeping isFixed: (Change) -> Bool
  ) throws(Deadlock) -> (kept: LayoutChain, removed: [Change]) {
    var kept = self
    var removed: [Change] = []
    while let index = kept.places.firstIndex(where: \.isConflict) {
      var (loser, other) = (index, index)
      switch kept.places[index] {
      case .rivals(let rival):
        let isLater = !kept.followers(of: index).contains { isFixed(kept.changes[$0]) }
        (loser, other) = isLater ? (index, rival) : (rival, index)
      case .precedes(let later): other = later
      case .first, .follows, .behindGap: break
      }
      let gone = kept.followers(of: loser)
      guard !gone.contains(where: { isFixed(kept.changes[$0]) }) else {
        throw Deadlock(left: kept.changes[other], right: kept.changes[loser])
      }
      removed += gone.map { kept.changes[$0] }
      let left = kept.changes.indices.filter { !gone.contains($0) }.map { kept.changes[$0] }
      kept = LayoutChain(left)
    }
    return (kept, removed.sorted { $0.first.id < $1.first.id })
  }

  /// A change and all that follow it, however far.
  private func followers(of index: Int) -> [Int] {
    var found = [index]
    for (other, place) in places.enumerated().dropFirst(index + 1) {
      if case .follows(let before) = place, found.contains(before) { found.append(other) }
    }
    return found
  }
}
