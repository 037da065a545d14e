import Diagnostics
import Foundation
import TestSupport
import Testing

/// Commands that need no database.
@Suite struct OfflineTests {
  @Test func initWritesWhatIsMissingAndKeepsWhatIsThere() throws {
    let project = try Project()
    let first = project.run("init")
    #expect(first.status == 0)
    #expect(first.output.contains("schemas/appointments.yaml.example"))
    #expect(try project.text(".gitattributes") == "migrations/pgparcel.sum merge=union\n")
    try project.write("# mine\n", to: "pgparcel.yaml")
    let second = project.run("init")
    #expect(second.status == 0)
    #expect(second.output.isEmpty)
    #expect(try project.text("pgparcel.yaml") == "# mine\n")
  }

  @Test func theExampleOfInitIsValid() throws {
    let project = try Project()
    _ = project.run("init")
    let example = try project.text("schemas/appointments.yaml.example")
    try project.write(example, to: "schemas/appointments.yaml")
    let run = project.run("validate")
    #expect(run.status == 0)
    #expect(run.output == "1 file checked, no error.\n")
  }

  @Test func validateShowsTheLineAndExitsWithOne() throws {
    let project = try Project()
    try project.write(
      Clinic.schema.replacing("partitions:", with: "partitons:"), to: "schemas/a.yaml")
    let run = project.run("validate")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("error[E001]: unknown key `partitons`"))
    #expect(run.error.contains("--> schemas/a.yaml:7:3"))
  }

  @Test func jsonHoldsTheSameFindings() throws {
    let project = try Project()
    try project.write("version: 1\ntabel: a\n", to: "schemas/a.yaml")
    let run = project.run("validate", "--format", "json")
    #expect(run.status == 1)
    #expect(run.error.isEmpty)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["schema_version"] as? Int == 1)
    let findings = try #require(document["diagnostics"] as? [[String: Any]])
    let unknown = try #require(findings.first { $0["code"] as? String == "E001" })
    for key in ["severity", "message", "file", "line", "column", "end", "help", "docs"] {
      #expect(unknown[key] != nil, "\(key)")
    }
    let fix = try #require(unknown["fix"] as? [String: Any])
    #expect(fix["text"] as? String == "table")
    #expect((fix["range"] as? [String: Any])?["line"] as? Int == 2)
  }

  @Test func twoFilesForOneTableAreRefused() throws {
    let project = try Project()
    try project.write(Clinic.schema, to: "schemas/a.yaml")
    try project.write(Clinic.schema, to: "schemas/b.yaml")
    let run = project.run("validate")
    #expect(run.status == 1)
    #expect(run.error.contains("error[E031]: two files declare public.appointments"))
  }

  @Test func everyCodeIsExplained() throws {
    let project = try Project()
    for code in Diagnostic.Code.allCases {
      let run = project.run("explain", code.rawValue.lowercased())
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("# \(code.rawValue)"), "\(code.rawValue)")
    }
    let unknown = project.run("explain", "E1044")
    #expect(unknown.status == 64)
    #expect(unknown.error.contains("did you mean E104?"))
  }

  @Test func schemaPrintsJSON() throws {
    let run = try Project().run("schema")
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect((document as? [String: Any])?["properties"] != nil)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsNameTheSubcommands(_ shell: String) throws {
    let run = try Project().run("completions", shell)
    #expect(run.status == 0)
    #expect(run.output.contains("generate"))
  }
}
