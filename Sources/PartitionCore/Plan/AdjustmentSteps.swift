/// Changes of names, comments and parameters: quick, in one transaction.
struct AdjustmentSteps {
  private var step = StepBuilder(name: "adjust", transaction: .single)
  private var moves: [Step] = []
  /// Names before the step, by those after it.
  private let before: [QualifiedName: QualifiedName]

  /// Partitions may exchange their names: one whose name another wants steps aside first. The
  /// statements of all other adjustments name the partitions by their new names.
  init(renaming partitions: [(from: QualifiedName, to: QualifiedName)]) {
    before = Dictionary(
      partitions.map { ($0.to, $0.from) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(partitions.map(\.to))
    var current: [QualifiedName: QualifiedName] = [:]
    for (from, _) in partitions where wanted.contains(from) {
      let passing = from.sibling(Naming.replacement(from.name))
      current[from] = passing
      rename(from, passing)
    }
    for (from, to) in partitions {
      step.what.append("renames partition \(from.name) to \(to.name)")
      rename(current[from] ?? from, to)
      step.claim(from, .accessExclusive, down: to)
    }
  }

  private mutating func rename(_ from: QualifiedName, _ to: QualifiedName) {
    step.add(
      up: "ALTER TABLE \(from) RENAME TO \(name: to.name)",
      down: "ALTER TABLE \(to) RENAME TO \(name: from.name)")
  }

  mutating func finalizeDetach(of partition: QualifiedName, from parent: QualifiedName) {
    step.what.append("finishes the interrupted detach of \(partition)")
    step.up.append(Statement("ALTER TABLE \(parent) DETACH PARTITION \(partition) FINALIZE"))
    step.claim(parent, .shareUpdateExclusive)
    step.claim(partition, .accessExclusive)
    // Pending is no state that anyone would want back: the detach had been decided before.
    step.reversal = .exact
  }

  mutating func renameIndex(_ from: QualifiedName, _ to: String) {
    step.what.append("renames index \(from.name) to \(to)")
    step.add(
      up: "ALTER INDEX \(from) RENAME TO \(name: to)",
      down: "ALTER INDEX \(from.sibling(to)) RENAME TO \(name: from.name)")
    step.claim(from, .shareUpdateExclusive, down: from.sibling(to))
  }

  mutating func setStorage(
    _ name: QualifiedName, _ from: [StorageParameter], _ to: [StorageParameter]
  ) {
    step.what.append("sets storage parameters of \(name)")
    step.add(up: .exchange(of: name, from, to), down: .exchange(of: name, to, from))
    claim(name)
  }

  mutating func setComment(_ name: QualifiedName, _ from: String?, _ to: String?) {
    step.what.append("comments on \(name)")
    step.add(up: .comment(on: "TABLE \(name)", to), down: .comment(on: "TABLE \(name)", from))
    claim(name)
  }

  mutating func setIndexMetadata(_ from: Index, _ to: Index, _ table: QualifiedName) {
    step.what.append("sets comment or statistics of index \(to.name)")
    let index = table.sibling(to.name)
    if from.comment != to.comment {
      step.add(
        up: .comment(on: "INDEX \(index)", to.comment),
        down: .comment(on: "INDEX \(index)", from.comment))
    }
    if from.constraint?.comment != to.constraint?.comment {
      let target: SQLText = "CONSTRAINT \(name: to.name) ON \(table)"
      step.add(
        up: .comment(on: target, to.constraint?.comment),
        down: .comment(on: target, from.constraint?.comment))
    }
    if from.clustered != to.clustered {
      let on: SQLText = "ALTER TABLE \(table) CLUSTER ON \(name: to.name)"
      let off: SQLText = "ALTER TABLE \(table) SET WITHOUT CLUSTER"
      step.add(up: to.clustered ? on : off, down: from.clustered ? on : off)
    }
    for position in Set(from.statisticsTargets.keys).union(to.statisticsTargets.keys).sorted() {
      let set = { (target: Int?) -> SQLText in
        "ALTER INDEX \(index) ALTER COLUMN \(position) SET STATISTICS \(target ?? -1)"
      }
      step.add(
        up: set(to.statisticsTargets[position]), down: set(from.statisticsTargets[position]))
    }
    claim(table)
  }

  /// Headers name what is there before the file runs.
  private mutating func claim(_ name: QualifiedName) {
    step.claim(before[name] ?? name, .shareUpdateExclusive, down: name)
  }

  /// Copies the partition's files under its lock, so each move is a step of its own.
  mutating func setTablespace(_ name: QualifiedName, _ from: String?, _ to: String?) {
    var move = StepBuilder(name: "tablespace", transaction: .single)
    move.statementTimeout = "0"
    move.what.append("moves \(name) to tablespace \(to ?? "pg_default")")
    move.add(
      up: "ALTER TABLE \(name) SET TABLESPACE \(name: to ?? "pg_default")",
      down: "ALTER TABLE \(name) SET TABLESPACE \(name: from ?? "pg_default")")
    move.claim(name, .accessExclusive, "while its files are copied")
    move.hazards.append(.rewritesTable(name))
    moves.append(move.step())
  }

  func steps() -> [Step] { (step.isEmpty ? [] : [step.step()]) + moves }
}

extension SQLText {
  /// All old storage parameters go and all new ones come, so that their order too is what it is to be.
  static func exchange(
    of name: QualifiedName, _ from: [StorageParameter], _ to: [StorageParameter]
  ) -> SQLText {
    let reset: SQLText? = from.isEmpty ? nil : "RESET (\(from.names))"
    let set: SQLText? = to.isEmpty ? nil : "SET (\(to.assignments))"
    return "ALTER TABLE \(name) \(.joined([reset, set].compactMap { $0 }))"
  }

  static func comment(on object: SQLText, _ text: String?) -> SQLText {
    text.map { "COMMENT ON \(object) IS \(literal: $0)" } ?? "COMMENT ON \(object) IS NULL"
  }
}
