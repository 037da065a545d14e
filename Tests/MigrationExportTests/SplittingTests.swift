import Diagnostics
import Foundation
import MigrationExport
import PartitionCore
import Testing

/// Files of several statements without transaction, for tools that take one.
@Suite struct SplittingTests {
  private let change: [StoredMigration]

  init() throws {
    change = try Samples.change([
      (.one("SELECT 1"), .one("SELECT -1")),
      (.each("SELECT 2", "SELECT 3"), .each("SELECT -3", "SELECT -2")),
      (.each("SELECT 4"), .one("SELECT -4")),
    ])
  }

  /// The numbers that the files select, in the order in which a tool runs them.
  private func numbers(_ texts: [String]) -> [Int] {
    texts.flatMap { text in
      text.split(separator: "\n").compactMap { line in
        line.hasPrefix("SELECT ") ? Int(line.dropFirst(7).dropLast()) : nil
      }
    }
  }

  @Test func dbmateGetsThePartsBehindTheStepsDigits() throws {
    let export = Export(change, to: .dbmate)
    #expect(
      export.paths == [
        "20260101000000_visits_1_step.sql", "2026010100000101_visits_2_step_undo2.sql",
        "2026010100000102_visits_2_step_undo1.sql", "2026010100000103_visits_2_step_do1.sql",
        "2026010100000104_visits_2_step_do2.sql", "20260101000002_visits_3_step.sql",
      ])
    #expect(export.paths == export.paths.sorted())
    let halves = export.files.map { $0.text.components(separatedBy: "-- migrate:down") }
    #expect(numbers(halves.map { $0[0] }) == [1, 2, 3, 4])
    #expect(numbers(halves.map { $0[1] }.reversed()) == [-4, -3, -2, -1])
    #expect(export.files[3].text.hasPrefix("-- migrate:up transaction:false\n"))
    #expect(export.files[0].text.hasPrefix("-- migrate:up\n"))
  }

  /// What was not run is not taken back, so all of the way back has to lie in front.
  @Test func aStopAnywhereLeavesTheWholeWayBack() throws {
    let files = Export(change, to: .dbmate).files
    let undone = files.prefix(3).map { $0.text.components(separatedBy: "-- migrate:down")[1] }
    #expect(numbers(undone.reversed()) == [-3, -2, -1])
  }

  @Test func golangMigrateKeepsFourteenDigitsAndTheOrder() throws {
    let export = Export(change, to: .golangMigrate)
    let versions = export.paths.filter { $0.hasSuffix(".up.sql") }.map { String($0.prefix(14)) }
    #expect(
      versions == (0...5).map { "2026010100000\($0)" }, "the last step moves on by three seconds")
    let ups = try export.paths.filter { $0.hasSuffix(".up.sql") }.map(export.text)
    let downs = try export.paths.filter { $0.hasSuffix(".down.sql") }.map(export.text)
    #expect(numbers(ups) == [1, 2, 3, 4])
    #expect(numbers(downs.reversed()) == [-4, -3, -2, -1])
    #expect(try export.text(export.paths[0]) == change[0].up.source.text)
  }

  /// What comes hours later keeps its versions, and so does what is not chosen.
  @Test func golangMigrateMovesNoMoreThanItHasTo() throws {
    let later = try Samples.change(
      [(.one("SELECT 5"), .one("SELECT -5"))], table: QualifiedName("public", "bills"),
      version: "20260101120000")
    let export = Export(change + later, to: .golangMigrate) { $0.id.slug == "bills" }
    #expect(
      export.paths == [
        "20260101120000_bills_1_step.up.sql", "20260101120000_bills_1_step.down.sql",
      ])
    let near = try Samples.change(
      [(.one("SELECT 5"), .one("SELECT -5"))], table: QualifiedName("public", "bills"),
      version: "20260101000003")
    let moved = Export(change + near, to: .golangMigrate) { $0.id.slug == "bills" }
    #expect(moved.paths[0] == "20260101000006_bills_1_step.up.sql")
  }

  @Test func flywayCountsPartsBehindADot() throws {
    let export = Export(change, to: .flyway)
    #expect(export.paths.contains("V20260101000001.03__visits_2_step_do1.sql"))
    #expect(
      try export.text("V20260101000001.03__visits_2_step_do1.sql.conf")
        == "executeInTransaction=false\n")
    #expect(export.paths.contains("U20260101000001.03__visits_2_step_do1.sql"))
    #expect(!export.paths.contains("V20260101000000__visits_1_step.sql.conf"))
    #expect(!export.paths.contains("U20260101000002__visits_3_step.sql.conf"))
  }

  @Test func manyPartsSortAsText() throws {
    let many = Samples.Way(statements: (1...120).map { "SELECT \($0)" })
    let export = Export(try Samples.change([(many, .one("SELECT 0"))]), to: .dbmate)
    #expect(export.paths.count == 121)
    #expect(export.paths == export.paths.sorted())
  }
}
