import Diagnostics
import Foundation
import MigrationExport
import PartitionCore
import Testing

/// What each tool's files look like.
@Suite struct LayoutTests {
  private let mixed: [StoredMigration]

  init() throws {
    mixed = try Samples.change([(.each("SELECT 1", "SELECT ';' || '--'"), .one("SELECT -1"))])
  }

  @Test func psqlAndSqitchGetTheFilesAsTheyAre() throws {
    let psql = Export(mixed, to: .psql)
    #expect(psql.files.map(\.text) == [mixed[0].up.source.text, mixed[0].down!.source.text])
    let sqitch = Export(mixed, to: .sqitch)
    #expect(
      try sqitch.text("revert/20260101000000_visits_1_step.sql") == mixed[0].down!.source.text)
  }

  /// NO TRANSACTION holds for both ways, so the other one brings its own.
  @Test func gooseGetsOneFileForBothWays() throws {
    let text = try Export(mixed, to: .goose).text("20260101000000_visits_1_step.sql")
    #expect(text.hasPrefix("-- +goose NO TRANSACTION\n-- +goose Up\n"))
    #expect(text.contains("\n\nSELECT 1;\n\n"))
    #expect(
      text.contains("-- +goose StatementBegin\nSELECT ';' || '--';\n-- +goose StatementEnd\n"))
    #expect(text.contains("-- +goose StatementBegin\nBEGIN;\nSET LOCAL lock_timeout = '3s';\n"))
    #expect(text.hasSuffix("COMMIT;\n-- +goose StatementEnd\n"))
  }

  @Test(arguments: [ExportTool.dbmate, .goose, .flyway, .drizzle])
  func whereTheToolOpensTheTransactionItsSettingsArePutBack(_ tool: ExportTool) throws {
    let change = try Samples.change([(.one("SELECT 1"), .one("SELECT -1"))])
    let text = Export(change, to: tool).files[0].text
    #expect(!text.contains("BEGIN;"))
    #expect(!text.contains("COMMIT;"))
    let names = "('lock_timeout'), ('search_path'), ('TimeZone')"
    #expect(text.components(separatedBy: names).count >= 3, "kept before, put back after")
  }

  @Test func noFileIsOnePgparcelTakesForItsOwn() throws {
    for tool in [ExportTool.dbmate, .goose, .flyway] {
      for file in Export(mixed, to: tool).files {
        #expect(!file.text.contains("-- pgparcel: "), "\(tool) \(file.path)")
      }
    }
  }

  @Test func flywayMustNotTakeTextForPlaceholders() throws {
    let change = try Samples.change([(.one("SELECT '${x}'"), .one("SELECT -1"))])
    let export = Export(change, to: .flyway)
    #expect(
      try export.text("V20260101000000__visits_1_step.sql.conf")
        == "placeholderReplacement=false\n")
    #expect(!export.paths.contains("U20260101000000__visits_1_step.sql.conf"))
  }

  @Test func drizzleGetsWhatRunsInItsTransaction() throws {
    let change = try Samples.change([
      (.one("SELECT 1"), .one("SELECT -1")), (.each("SELECT 2"), .one("SELECT -2")),
    ])
    let export = Export(change, to: .drizzle)
    #expect(export.paths == ["20260101000000_visits_1_step.sql"])
    #expect(export.files[0].text.contains("SELECT 1;\n--> statement-breakpoint\n"))
    #expect(
      export.messages(.notExportable)[0].hasPrefix(
        "20260101000001_visits_2_step.up.sql cannot run in Drizzle's transaction"))
  }

  /// A line of a literal that reads as an instruction.
  @Test(arguments: [(ExportTool.dbmate, "--  migrate:down"), (.goose, "-- +goose Down")])
  func aLineThatIsTheToolsOwnWordIsRefused(_ tool: ExportTool, _ line: String) throws {
    let text = "x\n\(line)\ny"
    let change = try Samples.change([(.one("SELECT \(literal: text)"), .one("SELECT -1"))])
    #expect(Export(change, to: tool).messages(.notExportable).count == 1)
    #expect(Export(change, to: .flyway).messages(.notExportable) == [])
  }
}
