import PartitionCore

/// golang-migrate: the same pairs of files; each is sent as one message, so that a statement without
/// transaction has to stand alone in its file.
///
/// Versions are compared as numbers. More digits would go before everything that has 14, so parts take
/// the following seconds, and what comes behind moves on only as far as it has to.
struct GolangMigrateLayout: ToolLayout {
  let directive: String? = nil
  let takesSeveral = false

  func files(of steps: [ExportedStep]) -> [ExportedFile] {
    var files: [ExportedFile] = []
    var last: MigrationVersion?
    for step in steps {
      for part in StepParts(step).parts {
        let version = last.map { max($0.next, step.id.version) } ?? step.id.version
        last = version
        guard step.isChosen else { continue }
        let name = "\(version)_\(step.name(of: part))"
        files += [
          ExportedFile(name + ".up.sql", text(part.up, of: step.up, isPart: part.label != nil)),
          ExportedFile(
            name + ".down.sql", text(part.down, of: step.down, isPart: part.label != nil)),
        ]
      }
    }
    return files
  }

  /// A file that is not cut stays as it is, BEGIN and COMMIT included.
  private func text(_ script: Script?, of whole: Script, isPart: Bool) -> String {
    if !isPart, !whole.losesSettings { return whole.source }
    if let script, script.transaction == .single { return script.source }
    return ExportedBody.text(script, of: whole)
  }
}
