/// Drizzle runs all pending files in one transaction of its own, so only transactional steps can go
/// into one of its custom migrations; it knows no way back.
struct DrizzleLayout: ToolLayout {
  let directive: String? = "--> statement-breakpoint"
  let takesSeveral = false

  /// Whether Drizzle cannot run the step's way up.
  static func leavesOut(_ step: ExportedStep) -> Bool { step.up.needsNoTransaction }

  func files(of steps: [ExportedStep]) -> [ExportedFile] {
    steps.filter { $0.isChosen && !Self.leavesOut($0) && !$0.up.statements.isEmpty }.map { step in
      let head = ([ExportedBody.origin(step.up)] + step.up.header).joined(separator: "\n")
      let statements = BorrowedTransaction.statements(of: step.up).map(\.text)
      return ExportedFile(
        "\(step.id).sql",
        head + "\n\n" + statements.joined(separator: "\n--> statement-breakpoint\n") + "\n")
    }
  }
}
