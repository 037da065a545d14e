import Diagnostics
import PartitionCore
import PostgresClient
import ScratchServer

/// One proof, on a copy that is there.
struct ProofRun {
  private let subjects: [Proof.Subject]
  private let copy: ScratchCopy
  /// Files that can be taken back, and after them those that cannot.
  private let files: [ScriptRun]
  private let lastFiles: [ScriptRun]
  /// The declared tables as the copy's server words them: the texts of a restored dump may be
  /// other ones that mean the same.
  private var desired: [Table] = []
  private let database: ConnectionTarget
  private(set) var report = ProofReport()

  /// - Parameter database: What the copy was made of.
  init(
    _ subjects: [Proof.Subject], on copy: ScratchCopy, database: ConnectionTarget
  ) throws(ProofFailure) {
    self.subjects = subjects
    self.copy = copy
    self.database = database
    do throws(ProofFindings) {
      var (files, lastFiles): ([ScriptRun], [ScriptRun]) = ([], [])
      for subject in subjects {
        let steps = subject.plan.steps
        let firstFinal = steps.firstIndex(where: \.isFinal) ?? steps.count
        for file in subject.files {
          let run = try ScriptRun(printing: file)
          if file.id.step <= firstFinal { files.append(run) } else { lastFiles.append(run) }
        }
      }
      (self.files, self.lastFiles) = (files, lastFiles)
    } catch {
      throw .refuted("a file cannot be read back", notes: error.diagnostics.map(\.message))
    }
  }

  mutating func prove() throws(ProofFailure) {
    let actual = try checkedCopy()
    let before = try dump()
    var statements = StatementReview(of: subjects, actual: actual)
    review { try statements?.readBefore($0.copy, from: $0.database) }
    var rows = try attempt { (run) throws(PostgresError) in
      try ProofRows(run.subjects, actual: actual, run.copy)
    }
    _ = try attempt { (run) throws(PostgresError) in try rows.seedBefore(run.copy) }
    let first = try count(rows)

    try run(files, .up)
    let after = try dump()
    try checkNothingLeft()
    report.show("up leads to the declared layout, and nothing is left to plan")
    try expect(try count(rows), holds: first.kept, "up")
    try checkPruning()
    review {
      guard let review = try statements?.findings($0.copy) else { return }
      $0.report.warn(review.findings)
      for gap in review.gaps { $0.report.gap(gap.message, notes: gap.statements) }
    }

    let misplaced = try attempt { (run) throws(PostgresError) in try rows.seedAfter(run.copy) }
    if let row = misplaced.first { throw .refuted("a row at a bound lands elsewhere: \(row)") }
    for gap in rows.gaps { report.gap(gap) }
    try takeBack(before, after, rows)
    try finish(rows)
  }

  /// What cannot be taken back comes last.
  private mutating func finish(_ rows: ProofRows) throws(ProofFailure) {
    guard !lastFiles.isEmpty else { return }
    let before = try count(rows)
    try run(lastFiles, .up)
    try checkNothingLeft()
    try expect(try count(rows), holds: before.all, "the last files")
    report.show("the layout stays as declared when the way back is given up")
  }

  private mutating func takeBack(
    _ before: String, _ after: String, _ rows: ProofRows
  ) throws(ProofFailure) {
    let second = try count(rows)
    try run(files, .down)
    let kept = subjects.flatMap(\.plan.steps).compactMap(\.keptByDown)
    if kept.isEmpty {
      let difference = TextDifference(before, try dump())
      guard difference.isEmpty else {
        throw .refuted("after down the schema is not the one before", notes: ["\(difference)"])
      }
      report.show("down restores the schema")
    } else {
      for thing in kept { report.gap("down leaves \(thing) in place, as its header says") }
    }
    try expect(try count(rows), holds: second.all, "down")
    if !second.all.isEmpty { report.show("rows at every bound survive up and down") }
    try run(files, .up)
    let difference = TextDifference(after, try dump())
    guard difference.isEmpty else {
      throw .refuted("a second up leads elsewhere than the first", notes: ["\(difference)"])
    }
    try checkNothingLeft()
    report.show("up runs again after down")
  }

  // MARK: Parts

  /// The tables of the copy, which must be what the plans start from.
  private mutating func checkedCopy() throws(ProofFailure) -> [Table?] {
    var tables: [Table?] = []
    for subject in subjects {
      let live = try replanned(subject)
      // Not by fingerprint: definitions of indexes may be worded otherwise.
      guard let live, live.outcome.plan.steps.map(\.what) == subject.plan.steps.map(\.what) else {
        throw .impossible(
          "\(subject.plan.table) could not be copied to the scratch server as it is",
          notes: copy.gaps)
      }
      tables.append(live.actual)
      desired.append(live.outcome.desired)
    }
    return tables
  }

  private func checkNothingLeft() throws(ProofFailure) {
    for (subject, desired) in zip(subjects, desired) {
      guard let live = try replanned(subject), let actual = live.actual else {
        throw .refuted("after up \(subject.plan.table) cannot be planned again")
      }
      let plan = live.outcome.plan
      guard plan.steps.isEmpty else {
        throw .refuted(
          "after up \(subject.plan.table) is not as declared",
          notes: plan.steps.flatMap(\.what).map { "still to do: \($0)" })
      }
      let difference = RelationDifference(expected: desired, actual: actual)
      guard difference.lines.isEmpty else {
        throw .refuted(
          "after up \(subject.plan.table) does not carry what it should",
          notes: difference.lines)
      }
    }
  }

  /// The declared queries read the declared partitions, on the layout that is planned.
  private mutating func checkPruning() throws(ProofFailure) {
    var held = 0
    for (subject, table) in zip(subjects, desired) {
      let check = PruningCheck(declaration: subject.declaration, table: table)
      let findings: [PruningCheck.Finding]
      do {
        findings = try check.findings(try copy.connect())
      } catch {
        throw .impossible("the declared queries cannot be explained", notes: ["\(error)"])
      }
      if let broken = findings.lazy.compactMap(\.diagnostic).first {
        throw ProofFailure(diagnostic: broken)
      }
      held += findings.count
    }
    if held > 0 { report.show("\(held) pruning assertions hold on the planned layout") }
  }

  /// Looks at statements in use. What goes wrong here says nothing about the files.
  private mutating func review(_ work: (inout ProofRun) throws -> Void) {
    do {
      try work(&self)
    } catch {
      report.gap("the statements in pg_stat_statements could not be judged: \(error)")
    }
  }

  private func replanned(_ subject: Proof.Subject) throws(ProofFailure) -> LivePlanning.Result? {
    try attempt { (run) throws(PostgresError) in
      var bag = DiagnosticBag()
      return try LivePlanning.plan(
        subject.declaration, rolling: subject.roll, on: try run.copy.connect(), into: &bag)
    }
  }

  private func run(
    _ files: [ScriptRun], _ direction: MigrationDirection
  ) throws(ProofFailure) {
    let some = files.filter { $0.file.file.direction == direction }
    let ordered = direction == .up ? some : some.reversed()
    do {
      let connection = try copy.connect()
      try connection.waiveKeeping()
      for file in ordered { try file.run(on: connection) }
    } catch let failure as ScriptRun.Failure {
      throw .refuted(failure)
    } catch {
      throw .impossible("the scratch server failed: \(error)")
    }
  }

  private func dump() throws(ProofFailure) -> String {
    do throws(ScratchError) {
      return try copy.dump()
    } catch {
      throw .impossible("the scratch server's schema cannot be read", notes: [error.message])
    }
  }

  private func count(_ rows: ProofRows) throws(ProofFailure) -> ProofRows.Count {
    try attempt { (run) throws(PostgresError) in try rows.count(run.copy) }
  }

  private func expect(
    _ actual: ProofRows.Count, holds expected: [String: Int], _ direction: String
  ) throws(ProofFailure) {
    let lost = expected.filter { actual.all[$0.key, default: 0] < $0.value }
    guard let row = lost.keys.min() else { return }
    throw .refuted("\(lost.count) rows are lost by \(direction), such as \(row)")
  }

  private func attempt<Result>(
    _ work: (ProofRun) throws(PostgresError) -> Result
  ) throws(ProofFailure) -> Result {
    do throws(PostgresError) {
      return try work(self)
    } catch {
      throw .impossible("the scratch server refused", notes: ["\(error)"])
    }
  }
}

extension ProofReport {
  mutating func take(_ other: ProofReport) {
    for sentence in other.proven { show(sentence) }
    for finding in other.diagnostics where finding.code == .proofGap {
      gap(finding.message, notes: finding.notes)
    }
    warn(other.diagnostics.filter { $0.code != .proofGap })
  }
}

extension Step {
  /// There is no way back from here.
  fileprivate var isFinal: Bool {
    if case .impossible = reversal { true } else { false }
  }

  /// What the way back leaves behind.
  fileprivate var keptByDown: String? {
    if case .keeps(let kept) = reversal { kept } else { nil }
  }
}
