import Diagnostics
import Foundation
import MigrationRunner
import PartitionCore
import TestSupport
import Testing

@Suite struct LintTests {
  private let losing = MigrationFile.HazardNote(word: "DELETES_DATA", detail: "rows of public.old")
  private let locking = MigrationFile.HazardNote(
    word: "ACQUIRES_ACCESS_EXCLUSIVE_LOCK", detail: "public.events")

  @Test func aGoodDirectoryIsSilent() throws {
    let lint = try LintProject()
    try lint.add(10, "a", "b")
    try lint.add(11, "b", "c")
    try lint.add(12, "x", "y", table: "other")
    let run = lint.project.run("lint")
    #expect(run.status == 0)
    #expect(run.output == "6 files checked, no error.\n")
    #expect(run.error.isEmpty)
  }

  @Test func theExampleOfThisRepositoryIsClean() throws {
    let root = GoldenCase.fixtures.appending(path: "../..").standardized.path
    let run = try Project().run("lint", "-C", root)
    #expect(run.status == 0, "\(run.error)")
    #expect(!run.error.contains("error["))
  }

  @Test func aMissingDirectoryIsNoGoodOne() throws {
    let run = try Project().run("lint")
    #expect(run.status == 1)
    #expect(run.error.contains("error[E600]"))
  }

  /// Two branches, an edited file, a missing way back, hazards: in all four forms.
  @Test(arguments: ["text", "json", "github", "sarif"])
  func findingsInAllForms(_ format: String) throws {
    let golden = try #require(GoldenCase.all(in: "commands").first { $0.name == "lint" })
    let temporary = FileManager.default.temporaryDirectory.path
    let lint = try LintProject(environment: ["GITHUB_WORKSPACE": temporary])
    try lint.add(10, "a", "b", hazards: [locking])
    try lint.add(11, "a", "c", hazards: [losing, locking])
    let edited = try lint.add(12, "x", "y", table: "other")
    try lint.edit(edited, "SELECT 2", "SELECT 3")
    let third = try lint.add(
      13, "p", "q", table: "third", hazards: [losing], confirm: [losing.word])
    try lint.add(14, "r", "s", table: "third")
    try lint.project.remove(lint.path(third.replacing(".up.", with: ".down.")))
    let run = lint.project.run("lint", "--format", format)
    #expect(run.status == 6)
    let name = lint.project.root.dropFirst(temporary.count + 1)
    // What the pages of docs/rules say is not what this is about.
    let lines = (run.output + run.error).replacing("\(name)/", with: "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("\": \"# ") }
    let text = lines.joined(separator: "\n")
    try golden.expect(text, equals: "lint.\(format)")
    #expect((format == "text" ? run.output : run.error).isEmpty)
  }

  @Test func bothFilesAreNamed() throws {
    let lint = try LintProject()
    let names = [try lint.add(10, "a", "b"), try lint.add(11, "a", "c")]
    let run = lint.project.run("lint")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E512]: two files start from layout a of public.events"))
    for name in names { #expect(run.error.contains("migrations/\(name):2:")) }
  }

  @Test func aGapIsAnErrorHereOnly() throws {
    let lint = try LintProject()
    try lint.add(10, "a", "b")
    try lint.add(11, "c", "d")
    let run = lint.project.run("lint")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E501]"))
    #expect(try !lint.directory.check().findings.hasErrors)
  }

  @Test func anUnreadableFileIsAPlainError() throws {
    let lint = try LintProject()
    let name = try lint.add(10, "a", "b")
    try lint.edit(name, "COMMIT;", "")
    try lint.record()
    let run = lint.project.run("lint")
    #expect(run.status == 1)
    #expect(run.error.contains("error[E513]"))
  }

  @Test func coloursFollowTheFlagAndTheEnvironment() throws {
    let lint = try LintProject(environment: ["NO_COLOR": "1"])
    try lint.add(10, "a", "b", hazards: [losing])
    #expect(!lint.project.run("lint").error.contains("\u{1B}"))
    #expect(lint.project.run("lint", "--color", "always").error.contains("\u{1B}["))
    #expect(!lint.project.run("lint", "--format", "github").output.contains("\u{1B}"))
  }

  @Test func annotationsAreRelativeToTheCheckout() throws {
    let root = FileManager.default.temporaryDirectory.path
    let lint = try LintProject(environment: ["GITHUB_WORKSPACE": root])
    let name = try lint.add(10, "a", "b", hazards: [losing])
    let run = lint.project.run("lint", "--format", "github")
    let project = lint.project.root.dropFirst(root.count + 1)
    #expect(run.output.hasPrefix("::warning file=\(project)/migrations/\(name),line="))
  }

  /// Several commands of a step append to one page.
  @Test func theStepsSummaryListsTheFindings() throws {
    let page = FileManager.default.temporaryDirectory.path + "/summary-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: page) }
    let lint = try LintProject(environment: ["GITHUB_STEP_SUMMARY": page])
    #expect(lint.project.run("lint", "--format", "github").status == 0)
    let name = try lint.add(10, "a", "b", hazards: [losing])
    #expect(lint.project.run("lint").status == 0)
    #expect(lint.project.run("lint", "--format", "github").status == 0)
    let lines = try String(contentsOfFile: page, encoding: .utf8).split(separator: "\n")
    try #require(lines.count == 5, "\(lines)")
    #expect(lines[0] == "### pgparcel lint: no findings")
    #expect(lines[1] == "### pgparcel lint: 1 warning")
    #expect(lines[4].hasPrefix("| warning W514 | "))
    #expect(lines[4].contains("/migrations/\(name.replacing("_", with: "\\_")):"))
    // A place that cannot be written changes no result.
    let other = try LintProject(environment: ["GITHUB_STEP_SUMMARY": "/nowhere/page"])
    let run = other.project.run("lint", "--format", "github")
    #expect(run.status == 0)
    #expect(run.error.contains("summary could not be written"))
  }

  @Test func otherCommandsHaveNoAnnotations() throws {
    let lint = try LintProject()
    let run = lint.project.run("status", "--format", "sarif")
    #expect(run.status == 64)
    #expect(run.error.contains("`status` has no format sarif"))
    #expect(run.output.isEmpty)
  }

  @Test func validateAnnotatesSchemaFiles() throws {
    let project = try Project()
    try project.write(
      Clinic.schema.replacing("partitions:", with: "partitons:"), to: "schemas/a.yaml")
    let github = project.run("validate", "--format", "github")
    #expect(github.status == 1)
    #expect(github.error.isEmpty)
    let start = "::error file=\(project.root)/schemas/a.yaml,line=7,col=3,endColumn=12,title=E001::"
    #expect(github.output.contains(start + "unknown key `partitons`"))
    let sarif = project.run("validate", "--format", "sarif")
    #expect(sarif.status == 1)
    let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
    #expect(log?["version"] as? String == "2.1.0")
  }

  @Test func aGoodFileMakesAnEmptyLog() throws {
    let project = try Project()
    try project.write(Clinic.schema, to: "schemas/a.yaml")
    #expect(project.run("validate", "--format", "github").output.isEmpty)
    #expect(project.run("validate", "--format", "sarif").output.contains("\"results\": []"))
  }
}
