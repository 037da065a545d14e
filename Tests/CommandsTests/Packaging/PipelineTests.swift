import Foundation
import PartitionCore
import PartitionYAML
import TestSupport
import Testing

/// The examples of `docs/pipelines.md`.
@Suite struct PipelineTests {
  /// GitHub: "Workflow syntax for GitHub Actions".
  @Test func theWorkflowHasWhatGitHubRequires() throws {
    let root = try PipelineFile("github-actions.yml").root
    #expect(root["on"]?.entries.isEmpty == false)
    let jobs = try #require(root["jobs"]?.entries)
    #expect(Set(jobs.map(\.key.value)) == ["check", "deploy", "after-deploy", "maintain"])
    let inputs = try #require(try PipelineFile("action.yml").root["inputs"]?.entries)
    let required = inputs.filter { $0.value["required"]?.text == "true" }.map(\.key.value)
    for job in jobs.map(\.value) {
      #expect(job["runs-on"]?.text?.isEmpty == false)
      let steps = try #require(job["steps"]?.items)
      #expect(steps.allSatisfy { ($0["uses"] == nil) != ($0["run"] == nil) })
      let own = try #require(steps.first { $0["uses"]?.text == "./.github/actions/pgparcel" })
      #expect(try #require(own["with"]).keys == Set(inputs.map(\.key.value)))
      #expect(own["with"]?.keys.isSuperset(of: required) == true)
      // What is not for a check of a pull request has one at a time.
      #expect(job["services"] != nil || job["concurrency"]?.text == "layouts-production")
    }
  }

  /// GitHub: "Metadata syntax for GitHub Actions".
  @Test func theActionHasWhatGitHubRequires() throws {
    let root = try PipelineFile("action.yml").root
    #expect(root["name"] != nil && root["description"] != nil)
    #expect(root["runs"]?["using"]?.text == "composite")
    let steps = try #require(root["runs"]?["steps"]?.items)
    #expect(!steps.isEmpty && steps.allSatisfy { $0["run"] != nil && $0["shell"] != nil })
  }

  /// GitLab: "CI/CD YAML syntax reference".
  @Test func thePipelineHasWhatGitLabRequires() throws {
    let root = try PipelineFile("gitlab-ci.yml").root
    let stages = Set(try #require(root["stages"]?.items).compactMap(\.text))
    let jobs = root.entries.filter {
      !["stages", "default", "variables"].contains($0.key.value) && !$0.key.value.hasPrefix(".")
    }
    #expect(jobs.count == 5)
    for job in jobs.map(\.value) {
      #expect(stages.contains(try #require(job["stage"]?.text)))
      #expect(job["script"]?.items.allSatisfy { $0.text?.isEmpty == false } == true)
      #expect(job["script"]?.items.isEmpty == false)
      #expect(job["rules"]?.items.allSatisfy { $0["if"] != nil } == true)
      if let parent = job["extends"]?.text {
        #expect(root[parent]?["resource_group"]?.text == "layouts-production")
      }
    }
  }

  private static func scripts() throws -> [String] {
    let workflow = try PipelineFile("github-actions.yml").root
    let action = try PipelineFile("action.yml").root
    let steps =
      (workflow["jobs"]?.entries ?? []).flatMap { $0.value["steps"]?.items ?? [] }
      + (action["runs"]?["steps"]?.items ?? [])
    let gitlab = try PipelineFile("gitlab-ci.yml").root.entries
      .flatMap { $0.value["script"]?.items ?? [] }
    return try (steps.compactMap { $0["run"] } + gitlab).compactMap(\.text)
      + [Sources.text("docs/examples/apply-layouts")]
  }

  @Test func theirScriptsAreShell() throws {
    for script in try Self.scripts() {
      let run = try ForeignProgram.run("bash", ["-n", "-c", script], environment: [:])
      #expect(run.status == 0, "\(script): \(run.text)")
    }
  }

  /// Each is run, where no database is to be had: how it fails does not matter, unless as wrong use.
  @Test func everyCommandLineIsAccepted() throws {
    let pages = try ["docs/pipelines.md", "docs/installing.md", "docs/windows.md"]
      .flatMap { Shell.pgparcel(onPage: try Sources.text($0)) }
    let lines = try Set(pages + Self.scripts().flatMap(Shell.pgparcel(in:)))
    #expect(lines.count >= 15)
    #expect(lines.contains(["maintain", "--apply", "--wait", "10m"]))
    #expect(lines.contains(["lint", "--since", "origin/$GITHUB_BASE_REF", "--format", "github"]))
    for line in lines {
      let project = try Project(database: "host=/nowhere dbname=clinic")
      try project.write(Clinic.schema, to: "schemas/appointments.yaml")
      try project.write("", to: "migrations/pgparcel.sum")
      let run = project.run(line)
      #expect(run.status != 64, "pgparcel \(line.joined(separator: " ")): \(run.error)")
    }
  }

  @Test func pagesLinkOnlyToWhatIsThere() throws {
    for page in ["docs/pipelines.md", "docs/installing.md"] {
      for link in try Sources.text(page).matches(of: /\]\(([^)#]+)\)/) {
        let path = "\(Sources.root)/docs/\(link.1)"
        #expect(FileManager.default.fileExists(atPath: path), "\(page): \(link.1)")
      }
    }
  }
}
