import PartitionCore
import TestSupport

/// Two layouts of one table, the rows that it has, and how it comes from one to the other.
struct LayoutPair: Sendable {
  let seed: Seed
  let before: PairLayout
  let after: PairLayout
  let isOnline: Bool
  /// Whether rows can be told apart by a primary key, in both layouts.
  var isKeyed: Bool { before.primaryKey != nil }
  /// Of both layouts.
  let rows: [PairRow]
  /// To be written after the change and after its way back.
  let more: [PairRow]
  private let id: PairID
  private let nullable: Set<PairColumn>
  /// How the file tells of partitions that it has no more.
  private let leaving: Leaving

  enum Leaving { case retired, undeclaredDetach, unsaid }

  /// - Parameter inSeveralPlaces: Rows move below two partitions, which keep their bounds.
  init(_ seed: Seed, inSeveralPlaces: Bool = false) {
    var random = Seeded(seed)
    let isKeyed = Int.random(in: 0..<100, using: &random) < 88 || inSeveralPlaces
    nullable = isKeyed ? [] : [.region, .size]
    id = PairID.allCases.randomElement(using: &random) ?? .plain
    var draw = LayoutGenerator(random, nullable: nullable)
    // Online nothing follows rows without a key: that is refused, and seldom worth a pair.
    var isOnline = draw.happens(isKeyed ? 0.5 : 0.2)
    var (before, after) = (draw.layout(), PairLayout())
    var leaving = draw.happens(0.3) ? Leaving.undeclaredDetach : .retired
    if inSeveralPlaces {
      before = draw.nestedLayout()
      after = before
      draw.editInSeveralPlaces(&after)
      (isOnline, leaving) = (true, .unsaid)
    } else if draw.happens(0.6) {
      after = before
      var edits: [LayoutEdit] = []
      if isKeyed, draw.happens(0.3), let edit = draw.edit(&after, of: LayoutEdit.moving) {
        // Some rows move, and something else changes beside.
        edits.append(edit)
        // In several places, too.
        if draw.happens(0.4), let other = draw.edit(&after, of: LayoutEdit.moving) {
          edits.append(other)
        }
        isOnline = true
      }
      for _ in 0..<(draw.happens(0.5) ? 1 : 2) {
        if let edit = draw.edit(&after) { edits.append(edit) }
      }
      // Where others take all of their rows, nothing need be said of those that are gone.
      if edits.allSatisfy(\.keepsRows), draw.happens(0.3) { leaving = .unsaid }
    } else {
      if draw.happens(0.5) { draw.reuseNames() }
      after = draw.layout()
    }
    if isKeyed { draw.addKeys(to: &before, &after) }
    var ids = Array(0..<8 * PairColumn.idsOfPlace)
    let layouts = [before, after]
    rows = Self.rows(60, of: layouts, nullable: nullable, ids: &ids, &draw.random)
    more = Self.rows(12, of: layouts, nullable: nullable, ids: &ids, &draw.random)
    (self.seed, self.before, self.after, self.leaving) = (seed, before, after, leaving)
    self.isOnline = isOnline
  }

  // MARK: Files

  /// The file that makes the table.
  var first: String { PairYAML(layout: before, id: id, nullable: nullable).text }

  /// Partitions that the second file has no more and does not name.
  var unsaid: Set<String> {
    leaving == .unsaid ? Set(before.allPartitions.map(\.name)).subtracting(after.names) : []
  }

  /// The file that changes it.
  var second: String {
    let partitions = Set(before.allPartitions.map(\.name))
    let gone = before.names.subtracting(after.names)
    let retired = leaving == .retired ? gone : gone.subtracting(partitions)
    return PairYAML(
      layout: after, id: id, nullable: nullable, isOnline: isOnline, retired: retired.sorted(),
      detachesUndeclared: leaving == .undeclaredDetach
    ).text
  }

  /// All that is needed to look into a failure.
  var words: String {
    "\n=== seed \(seed.value), \(isOnline ? "online" : "offline")\n=== before\n\(first)=== after\n\(second)"
  }
}

extension LayoutGenerator {
  /// Gives both layouts a primary key and sometimes a unique constraint or index: of their own keys,
  /// or alike, of the keys of both.
  fileprivate mutating func addKeys(to before: inout PairLayout, _ after: inout PairLayout) {
    let both = ([.id] + before.keyColumns + after.keyColumns).uniqued
    let isAlike = happens(0.4)
    let own = { (layout: PairLayout) in isAlike ? both : ([.id] + layout.keyColumns).uniqued }
    before.primaryKey = own(before)
    after.primaryKey = own(after)
    let changes = happens(0.3)
    if happens(0.3) {
      // Not the primary key once more: PostgreSQL attaches indexes that are alike by their age.
      if own(before).count > 1 {
        before.uniques = [PairIndex(name: "uq_1", columns: own(before).reversed())]
      }
      if own(after).count > 1 {
        after.uniques = [PairIndex(name: changes ? "uq_2" : "uq_1", columns: own(after).reversed())]
      }
    }
    if happens(0.3) {
      let columns = { ([PairColumn.urgent] + own($0)).uniqued }
      let isAlike = { (layout: PairLayout) in
        (layout.uniques.map(\.columns) + [own(layout)]).contains(columns(layout))
      }
      // Nor a constraint once more, for the same reason.
      if !isAlike(before) {
        before.indexes.append(PairIndex(name: "ux_1", columns: columns(before), unique: true))
      }
      if !isAlike(after) {
        after.indexes.append(
          PairIndex(name: changes ? "ux_2" : "ux_1", columns: columns(after), unique: true))
      }
    }
  }
}
