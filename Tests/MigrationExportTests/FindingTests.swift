import Diagnostics
import MigrationExport
import PartitionCore
import Testing

/// What is said of an export.
@Suite struct FindingTests {
  @Test func settingsBesideAStatementWithoutTransactionAreLeftOutAndNamed() throws {
    let change = try Samples.change([
      (.each("SET lock_timeout = '1s'", "SELECT 1"), .one("SELECT -1"))
    ])
    let export = Export(change, to: .dbmate)
    #expect(export.paths == ["20260101000000_visits_1_step.sql"])
    #expect(!export.files[0].text.contains("lock_timeout = '1s'"))
    #expect(
      export.messages(.timeoutsFromOutside).contains {
        $0.contains("give it from outside:  SET lock_timeout = '1s'")
      })
    let golang = try Export(change, to: .golangMigrate).text("20260101000000_visits_1_step.up.sql")
    #expect(!golang.contains("lock_timeout"))
    let goose = Export(change, to: .goose)
    #expect(goose.files[0].text.contains("SET lock_timeout = '1s';"))
  }

  @Test func rowsThatGoWithoutLeaveAreNamed() throws {
    var way = Samples.Way.one("SELECT 1")
    way.hazards = [.init(word: "DELETES_DATA", detail: "rows")]
    let change = try Samples.change([(way, .one("SELECT -1"))])
    let messages = Export(change, to: .goose).messages(.toolLacks)
    #expect(messages.contains { $0.hasPrefix("20260101000000_visits_1_step.up.sql deletes rows") })
  }

  @Test func rowsThatOnlyApplyWritesIntoAFileAreNamed() throws {
    var way = Samples.Way.one("SELECT 1")
    way.exports = [Samples.table]
    let change = try Samples.change([(way, .one("SELECT -1"))])
    let messages = Export(change, to: .goose).messages(.toolLacks)
    #expect(
      messages.contains {
        $0.contains("drops rows that apply writes into a file first; goose does not")
          && $0.contains("pgparcel.export=off")
      }, "\(messages)")
  }

  @Test func whatIsForAfterTheDeployIsNamed() throws {
    let change = try Samples.change(
      [(.one("SELECT 1"), .one("SELECT -1"))], phase: .afterDeploy)
    let messages = Export(change, to: .flyway).messages(.toolLacks)
    #expect(
      messages.contains { $0.contains("for after the deploy; Flyway runs it with the others") })
    #expect(Export(change, to: .flyway) { _ in false }.findings.isEmpty)
  }

  @Test func locksOfToolsThatHoldUpConcurrentBuildsAreNamed() throws {
    let change = try Samples.change([
      (
        .each(#"CREATE INDEX CONCURRENTLY "i" ON "public"."visits" (x)"#),
        .each(#"DROP INDEX CONCURRENTLY IF EXISTS "public"."i""#)
      )
    ])
    func says(_ tool: ExportTool, _ words: String) -> Bool {
      Export(change, to: tool).messages(.toolLacks).contains { $0.contains(words) }
    }
    #expect(says(.flyway, "flyway.postgresql.transactional.lock=false"))
    #expect(says(.golangMigrate, "a second golang-migrate"))
    #expect(!says(.dbmate, "snapshot"))
    #expect(Export(change, to: .dbmate).messages(.timeoutsFromOutside) == [])
  }
}
