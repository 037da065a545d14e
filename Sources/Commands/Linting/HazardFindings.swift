import Diagnostics
import MigrationRunner
import PartitionCore

/// What the headers of migration files warn of, one finding a file.
enum HazardFindings {
  static func of(_ file: ParsedMigration) -> Diagnostic? {
    let hazards = file.file.hazards
    guard !hazards.isEmpty else { return nil }
    let guarded = Set(hazards.map(\.word)).intersection(RunOptions.guarded)
    let open = guarded.subtracting(file.file.confirm).sorted()
    let command = file.file.direction == .up ? "apply" : "down"
    return Diagnostic(
      .fileHazard,
      hazards.map { $0.detail.isEmpty ? $0.word : "\($0.word): \($0.detail)" }
        .joined(separator: "; "),
      severity: open.isEmpty ? .note : .warning, at: file.placeOfHazards,
      help: open.isEmpty
        ? []
        : ["pgparcel \(command)  runs the file only with  --allow \(open.joined(separator: ","))"],
      notes: guarded.isEmpty || !open.isEmpty ? [] : ["the header's confirm= allows it"])
  }
}
