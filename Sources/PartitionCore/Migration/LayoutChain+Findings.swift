import Diagnostics

extension LayoutChain {
  /// What is wrong with the files of the table, taken together.
  var findings: [Diagnostic] {
    changes.indices.flatMap { index in
      incompleteness(of: changes[index]) + (placement(of: index).map { [$0] } ?? [])
    }
  }

  static let restore = "restore it from version control"
  private static let rebase = "run  pgparcel generate --rebase  on the branch that is merged later"

  /// Steps of one change follow each other without gaps, up to the last.
  private func incompleteness(of change: Change) -> [Diagnostic] {
    var result: [Diagnostic] = []
    let (first, last) = (change.first, change.last)
    if first.id.step > 1 {
      result.append(
        Diagnostic(
          .missingFile,
          "step \(first.id.step) of \(first.file.steps) does not follow step \(first.id.step - 1)",
          at: first.place(ofKey: "step"), help: [Self.restore]))
    }
    if last.id.step < last.file.steps {
      result.append(
        Diagnostic(
          .missingFile,
          "of \(last.file.steps) steps those after step \(last.id.step) are missing",
          at: last.place(ofKey: "step"), help: [Self.restore]))
    }
    return result
  }

  private func placement(of index: Int) -> Diagnostic? {
    let file = changes[index].first
    // Without its first steps a change starts nowhere.
    guard file.id.step == 1 else { return nil }
    let (from, table) = (file.file.from, file.file.table)
    switch places[index] {
    case .first, .follows: return nil
    case .rivals(let other):
      let rival = changes[other].first
      return Diagnostic(
        .orderConflict,
        "two files start from layout \(from) of \(table): \(rival.fileName) and \(file.fileName)",
        at: file.place(ofKey: "from"),
        labels: [.init(rival.place(ofKey: "from"), "leads to \(changes[other].to)")],
        help: [Self.rebase])
    case .precedes(let other):
      let later = changes[other].last
      return Diagnostic(
        .orderConflict,
        "\(file.fileName) comes before \(later.fileName), which leads to the layout \(from) of"
          + " \(table) that it starts from",
        at: file.place(ofKey: "from"), labels: [.init(later.place(ofKey: "to"), "leads there")],
        help: [Self.rebase])
    case .behindGap(let other):
      let before = changes[other].last
      // The live layout decides when it is applied: somebody may have changed the table by hand.
      return Diagnostic(
        .stalePlan,
        "\(file.fileName) starts from layout \(from), the file before it leads to"
          + " \(before.file.to)",
        severity: .warning, at: file.place(ofKey: "from"),
        labels: [.init(before.place(ofKey: "to"), "the file before it")])
    }
  }
}
