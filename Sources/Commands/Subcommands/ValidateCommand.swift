import ArgumentParser
import Diagnostics
import PartitionCore

struct ValidateCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check the schema files offline.",
    discussion: """
      Finds wrong syntax, keys and types, overlapping bounds, and names over 63 bytes. No server \
      is asked; `plan` also asks whether the tables and columns exist.
      """)

  static let formats = OutputFormat.checking

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Schema files; all of schemas/ if none is named.", completion: .file())
  var files: [String] = []

  func report(_ session: Session) throws -> Report {
    let schemas = try SchemaFiles(session, files: files)
    var report = Report()
    report.findings = schemas.findings
    report.members = [
      ("files", .strings(schemas.paths)),
      ("tables", .strings(schemas.declarations.map(\.table.value.description))),
    ]
    if !schemas.findings.hasErrors {
      let count = schemas.paths.count
      report.text = "\(count) file\(count == 1 ? "" : "s") checked, no error."
    }
    return report
  }
}
