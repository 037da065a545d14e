import PartitionCore

/// Flyway: `V` files, `U` files for its editions that undo, and a script configuration beside those
/// that run in no transaction.
///
/// Flyway refuses a file that mixes statements it takes for transactional with such that are not, so
/// each of the latter has a file. It compares versions part by part as numbers: the parts of a step
/// are `V20251122103001.01` and so on.
struct FlywayLayout: ToolLayout {
  let directive: String? = nil
  let takesSeveral = false

  func files(of steps: [ExportedStep]) -> [ExportedFile] {
    steps.filter(\.isChosen).flatMap { step in
      let cut = StepParts(step)
      return cut.parts.enumerated().flatMap { index, part in
        let version =
          part.label == nil ? "\(step.id.version)" : "\(step.id.version).\(cut.number(index))"
        let name = "\(version)__\(step.name(of: part)).sql"
        return files("V\(name)", part.up, of: step.up) + files("U\(name)", part.down, of: step.down)
      }
    }
  }

  private func files(_ name: String, _ script: Script?, of whole: Script) -> [ExportedFile] {
    let text = ExportedBody.text(script, of: whole)
    var settings: [String] = []
    if script?.needsNoTransaction == true { settings.append("executeInTransaction=false") }
    // `${…}` in a literal is no placeholder of Flyway's.
    if text.contains("${") { settings.append("placeholderReplacement=false") }
    let configuration = settings.map { $0 + "\n" }.joined()
    return [ExportedFile(name, text)]
      + (settings.isEmpty ? [] : [ExportedFile(name + ".conf", configuration)])
  }
}
