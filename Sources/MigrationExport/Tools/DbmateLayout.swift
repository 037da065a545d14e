import PartitionCore

/// dbmate: both ways in one file, each behind a line of its own; a block without transaction takes one
/// statement.
///
/// BEGIN and COMMIT must go: left in, dbmate reports an error and records the version as applied. It
/// sorts names as text, so a part's number goes behind the step's 14 digits.
struct DbmateLayout: ToolLayout {
  let directive: String? = "-- migrate:"
  let takesSeveral = false

  func files(of steps: [ExportedStep]) -> [ExportedFile] {
    steps.filter(\.isChosen).flatMap { step in
      let cut = StepParts(step)
      return cut.parts.enumerated().map { index, part in
        let version =
          part.label == nil ? "\(step.id.version)" : "\(step.id.version)\(cut.number(index))"
        return ExportedFile(
          "\(version)_\(step.name(of: part)).sql",
          block("up", part.up, of: step.up) + "\n" + block("down", part.down, of: step.down))
      }
    }
  }

  private func block(_ direction: String, _ script: Script?, of whole: Script) -> String {
    let option = script?.needsNoTransaction == true ? " transaction:false" : ""
    return "-- migrate:\(direction)\(option)\n" + ExportedBody.text(script, of: whole)
  }
}
