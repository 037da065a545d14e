import PartitionCore

/// sqitch: it runs psql for each script, so deploy and revert are the files as they are; verify asks
/// the catalogs. Lines for `sqitch.plan` name each step's change and the one that it requires, the
/// table's step before.
struct SqitchLayout: ToolLayout {
  let directive: String? = nil
  let takesSeveral = true

  func files(of steps: [ExportedStep]) -> [ExportedFile] {
    let chosen = steps.filter(\.isChosen)
    var files: [ExportedFile] = []
    var lines: [ExportedFile.Line] = []
    var previous: [QualifiedName: MigrationID] = [:]
    let checks = CatalogChecks(chosen)
    for step in chosen {
      files += [
        ExportedFile("deploy/\(step.id).sql", step.up.source),
        ExportedFile("revert/\(step.id).sql", step.down.source),
        ExportedFile("verify/\(step.id).sql", checks.script(of: step)),
      ]
      lines.append(line(step, after: previous[step.table]))
      previous[step.table] = step.id
    }
    guard !chosen.isEmpty else { return [] }
    files.append(
      ExportedFile(
        "sqitch.plan", head: "%syntax-version=1.0.0\n%project=pgparcel\n\n", lines: lines))
    return files
  }

  /// `name [required] time planner <address> # note`; the same for the same files, since sqitch's
  /// change ids are hashes of it.
  private func line(_ step: ExportedStep, after previous: MigrationID?) -> ExportedFile.Line {
    let name = "\(step.id)"
    let required = previous.map { " [\($0)]" } ?? ""
    let note = CommentText.escaped("step \(step.id.step) of \(step.steps) of \(step.table)")
    return .init(
      name: name,
      text: "\(name)\(required) \(time(step.id.version)) pgparcel <pgparcel@localhost> # \(note)")
  }

  /// `2025-11-22T10:30:00Z`
  private func time(_ version: MigrationVersion) -> String {
    let digits = Array("\(version)")
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
      + "T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
  }
}
