/// psql runs the files as they are, so they are copied as they are.
struct PsqlLayout: ToolLayout {
  let directive: String? = nil
  let takesSeveral = true

  func files(of steps: [ExportedStep]) -> [ExportedFile] {
    steps.filter(\.isChosen).flatMap { step in
      [step.up, step.down].map { ExportedFile($0.fileName, $0.source) }
    }
  }
}
