import Diagnostics
import Foundation
import Testing

/// Holds SARIF logs against what the schema of version 2.1.0 requires of the objects that we write.
@Suite struct SARIFTests {
  private typealias Object = [String: Any]

  private let file = SourceFile(
    path: "schemas/a b#1.yaml", text: "version: 1\n# 🐘\u{1F1E9}\u{1F1EA} no\nkey: [is_complete]\n")

  /// The place of a text in the file.
  private func span(_ text: String) throws -> Span {
    let start = try #require(file.text.firstRange(of: text)?.lowerBound)
    let lower = file.text.utf8.distance(from: file.text.startIndex, to: start)
    return Span(file: file, bytes: lower..<lower + text.utf8.count)
  }

  private func bag() throws -> DiagnosticBag {
    var bag = DiagnosticBag()
    bag.add(Diagnostic(.connection, "no server", help: ["start it"], notes: ["SQLSTATE 08001"]))
    bag.add(
      Diagnostic(
        .unknownKey, "unknown", at: try span("is_complete"),
        labels: [.init(try span("version: 1\n#"), "here")], help: ["did you mean it?"],
        fix: Fix(try span("is_complete"), "is_completed")))
    bag.add(Diagnostic(.ambiguousScalar, "no", severity: .note, at: try span("no")))
    bag.add(Diagnostic(.rangeGap, "a gap", at: try span("key")))
    bag.add(Diagnostic(.unknownKey, "unknown too", at: try span("1")))
    return bag
  }

  private func log(_ bag: DiagnosticBag) throws -> Object {
    let text = SARIFRenderer(toolVersion: "1.2.3") { "# \($0.rawValue): a title\n\nText.\n" }
      .rendered(bag)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
  }

  private func run(_ bag: DiagnosticBag) throws -> Object {
    try #require((try log(bag)["runs"] as? [Object])?.first)
  }

  @Test func aLogHasVersionAndRuns() throws {
    for bag in [DiagnosticBag(), try bag()] {
      let log = try log(bag)
      #expect(log["version"] as? String == "2.1.0")
      #expect(log["$schema"] as? String == "https://json.schemastore.org/sarif-2.1.0.json")
      let runs = try #require(log["runs"] as? [Object])
      #expect(runs.count == 1)
      let driver = try #require((runs[0]["tool"] as? Object)?["driver"] as? Object)
      #expect(driver["name"] as? String == "pgparcel")
      #expect(driver["version"] as? String == "1.2.3")
      // Without `results` a log says that nothing was looked at.
      #expect((runs[0]["results"] as? [Object])?.count == bag.diagnostics.count)
    }
  }

  @Test func rulesAreUniqueAndResultsPointAtThem() throws {
    let run = try run(bag())
    let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
    let rules = try #require(driver["rules"] as? [Object])
    let ids = rules.compactMap { $0["id"] as? String }
    #expect(ids == ["E001", "E011", "E300", "W024"])
    #expect(rules.map { $0["helpUri"] as? String } == ids.map { "docs/rules/\($0).md" })
    #expect(
      rules.allSatisfy { ($0["shortDescription"] as? Object)?["text"] as? String == "a title" })
    for result in try #require(run["results"] as? [Object]) {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(result["ruleId"] as? String == ids[index])
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      let text = try #require((result["message"] as? Object)?["text"] as? String)
      #expect(!text.isEmpty)
    }
  }

  @Test func placesHaveURIsAndColumnsInUTF16() throws {
    let run = try run(bag())
    #expect(run["columnKind"] as? String == "utf16CodeUnits")
    let results = try #require(run["results"] as? [Object])
    let regions = try results.compactMap { result -> String? in
      guard let locations = result["locations"] as? [Object] else { return nil }
      let place = try #require(locations.first?["physicalLocation"] as? Object)
      let uri = (place["artifactLocation"] as? Object)?["uri"] as? String
      #expect(uri == "schemas/a%20b%231.yaml")
      let region = try #require(place["region"] as? Object)
      let numbers = ["startLine", "startColumn", "endLine", "endColumn"].compactMap {
        region[$0] as? Int
      }
      #expect(numbers.count == 4 && numbers.allSatisfy { $0 >= 1 })
      return numbers.map(String.init).joined(separator: " ")
    }
    // An elephant is two code units, a flag four.
    #expect(regions == ["1 10 1 11", "2 10 2 12", "3 1 3 4", "3 7 3 18"])
    let related = results.compactMap { ($0["relatedLocations"] as? [Object])?.first }
    #expect(related.count == 1)
    #expect((related[0]["message"] as? Object)?["text"] as? String == "here")
  }

  @Test func fixesNameWhatGoesAndWhatComes() throws {
    let results = try #require(try run(bag())["results"] as? [Object])
    let fixes = results.compactMap { ($0["fixes"] as? [Object])?.first }
    let fix = try #require(fixes.first)
    #expect(fixes.count == 1)
    let change = try #require((fix["artifactChanges"] as? [Object])?.first)
    #expect(change["artifactLocation"] is Object)
    let replacement = try #require((change["replacements"] as? [Object])?.first)
    #expect((replacement["deletedRegion"] as? Object)?["startColumn"] as? Int == 7)
    #expect((replacement["insertedContent"] as? Object)?["text"] as? String == "is_completed")
  }

  @Test func anAbsolutePathIsAFileURI() throws {
    let file = SourceFile(path: "/tmp/é.sql", text: "x")
    var bag = DiagnosticBag()
    bag.add(Diagnostic(.malformedFile, "x", at: Span(file: file, bytes: 0..<0)))
    let result = try #require((try run(bag)["results"] as? [Object])?.first)
    let place = (result["locations"] as? [Object])?.first?["physicalLocation"] as? Object
    #expect((place?["artifactLocation"] as? Object)?["uri"] as? String == "file:///tmp/%C3%A9.sql")
  }
}
