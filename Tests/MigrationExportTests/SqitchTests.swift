import Foundation
import MigrationExport
import PartitionCore
import Testing

/// sqitch's plan, and what its verify scripts ask.
@Suite struct SqitchTests {
  private static let first = "20260101000000_visits_1_step"
  private static let second = "20260101000001_visits_2_step"

  private func steps(_ ways: Samples.Way...) throws -> Export {
    Export(try Samples.change(ways.map { ($0, .one("SELECT 1")) }), to: .sqitch)
  }

  @Test func thePlanNamesEachStepAndTheOneBefore() throws {
    let export = try steps(.one("SELECT 1"), .one("SELECT 2"))
    #expect(
      try export.text("sqitch.plan") == """
        %syntax-version=1.0.0
        %project=pgparcel

        \(Self.first) 2026-01-01T00:00:00Z pgparcel <pgparcel@localhost> # step 1 of 2 of public.visits
        \(Self.second) [\(Self.first)] 2026-01-01T00:00:01Z pgparcel <pgparcel@localhost> # step 2 of 2 of public.visits

        """)
  }

  @Test func thePlanOfTheUsersProjectKeepsWhatItHolds() throws {
    let plan = try #require(try steps(.one("SELECT 1"), .one("SELECT 2")).files.last)
    let own = "%project=clinic\n\n\(Self.first) [other] 2026-01-01T00:00:00Z Ann <a@b> # mine\nlast"
    let added = plan.content(over: own)
    #expect(added.hasPrefix(own + "\n\(Self.second) ["))
    #expect(added.components(separatedBy: Self.first).count == 3, "its line, and once required")
    #expect(plan.content(over: added) == added)
  }

  @Test func verifyAsksForWhatTheStepLeaves() throws {
    let text = try steps(
      .one(
        #"CREATE TABLE "public"."a" PARTITION OF "public"."visits" DEFAULT"#,
        #"CREATE INDEX "i" ON "public"."a" (x)"#, #"CREATE INDEX "j" ON ONLY "public"."visits" (x)"#
      )
    ).text("verify/\(Self.first).sql")
    for words in [
      "public.visits is missing", "public.a is missing", "public.a is no partition",
      "index public.i is missing or not valid",
    ] { #expect(text.contains(words)) }
    #expect(!text.contains("public.j"))
  }

  /// A verify script has to hold after the whole change as well.
  @Test func verifyDoesNotAskForWhatALaterStepTakesAway() throws {
    let export = try steps(
      .one(
        #"CREATE TABLE "public"."a" (x int)"#, #"CREATE INDEX "i" ON "public"."a" (x)"#,
        #"CREATE TABLE "public"."b" (x int)"#, #"CREATE INDEX "k" ON "public"."b" (x)"#),
      .one(
        #"ALTER TABLE "public"."a" RENAME TO "c""#, #"DROP TABLE IF EXISTS "public"."c""#,
        #"ALTER TABLE "public"."b" RENAME TO "d""#))
    let text = try export.text("verify/\(Self.first).sql")
    #expect(!text.contains("public.a"))
    #expect(!text.contains("public.i"))
    #expect(!text.contains("public.b"))
    #expect(text.contains("index public.k is missing or not valid"))
    #expect(try export.text("verify/\(Self.second).sql").contains("public.d is missing"))
  }
}
