import Foundation
import Diagnostics
import PartitionCore
import TestSupport
import Testing

@Suite struct PlanFilesTests {
  private static let events = QualifiedName("public", "events")
  private static let month = QualifiedName("public", "events_2026_01")

  private static let plan = Plan(
    table: events, from: Fingerprint(text: "8c1f02aa"), to: Fingerprint(text: "91d77e03"),
    slug: "partitions", changes: [],
    steps: [
      Step(
        name: "attach", what: ["adds partition events_2026_01 (2026-01-01 .. 2026-02-01 UTC)"],
        transaction: .single,
        up: [
          Statement(
            "CREATE TABLE \(month) (\n  LIKE \(events) INCLUDING ALL EXCLUDING IDENTITY\n)",
            why: "Built detached, with the bound as CHECK, so that ATTACH needs no scan.",
            "squawk-ignore prefer-robust-stmts"),
          Statement(
            """
            ALTER TABLE \(events)
              ATTACH PARTITION \(month)
              FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00')
            """, why: "Attach."),
        ],
        down: [
          Statement("ALTER TABLE \(events) DETACH PARTITION \(month) CONCURRENTLY"),
          Statement("DROP TABLE \(month)"),
        ], downTransaction: Step.Transaction.none,
        locks: [LockClaim(events, .shareUpdateExclusive)],
        downLocks: [LockClaim(events, .shareUpdateExclusive)],
        reversal: .loses("the rows of events_2026_01")),
      Step(
        name: "index", what: ["builds the index events_at"], transaction: .none,
        up: [
          Statement(
            "CREATE INDEX CONCURRENTLY \(name: "events_2026_01_at") ON \(month) USING btree (at)",
            why: "Without blocking writers.")
        ],
        down: [
          Statement("DROP INDEX CONCURRENTLY IF EXISTS \(month.sibling("events_2026_01_at"))")
        ],
        locks: [LockClaim(month, .shareUpdateExclusive, "while the index is built")],
        hazards: [.indexBuild("events_2026_01_at")]),
      Step(
        name: "cleanup", what: ["drops the retired table public.events_old"], transaction: .single,
        phase: .afterDeploy, up: [Statement("DROP TABLE \(events.sibling("events_old"))")],
        down: [],
        locks: [LockClaim(events.sibling("events_old"), .accessExclusive)],
        hazards: [
          .deletesData("public.events_old"),
          .acquiresAccessExclusiveLock(events.sibling("events_old")),
        ],
        reversal: .impossible("public.events_old is gone; it's $pgparcel$\u{301} no more"),
        statementTimeout: "0"),
    ])

  private func files() throws -> [MigrationFile] {
    MigrationFile.files(
      for: Self.plan, firstVersion: try #require(MigrationVersion("20251122103059")),
      source: .init(path: "schemas/events.yaml", hash: "5f3c0e9a"), toolVersion: "0.4.0")
  }

  @Test func printsAsAReviewerLikes() throws {
    let golden = GoldenCase(directory: GoldenCase.fixtures.appending(path: "migration/plan"))
    for file in try files() {
      try golden.expect(MigrationFilePrinter.printed(file), equals: file.fileName)
    }
  }

  @Test func chainsLayoutsAndVersions() throws {
    let files = try files()
    let ups = files.filter { $0.direction == .up }
    #expect(
      ups.map(\.id.version.description) == ["20251122103059", "20251122103100", "20251122103101"])
    #expect(ups.first?.from == Self.plan.from)
    #expect(ups.last?.to == Self.plan.to)
    for (file, next) in zip(ups, ups.dropFirst()) { #expect(file.to == next.from) }
    #expect(Set(ups.map(\.from)).count == 3)
    let printed = files.map { ($0.fileName, Array(MigrationFilePrinter.printed($0).utf8)) }
    let sum = SumFile(
      Dictionary(uniqueKeysWithValues: printed.map { ($0.0, Checksum(of: $0.1)) }))
    let check = DirectoryCheck(files: printed, sum: Array(sum.printed().utf8))
    #expect(check.findings.diagnostics.isEmpty)
    #expect(check.migrations.map(\.up.file) == ups)
  }

  @Test func refusalCannotBeClosedByItsReason() throws {
    let last = try #require(try files().last)
    let bytes = Array(MigrationFilePrinter.printed(last).utf8)
    #expect(try StatementSplitter.split(bytes).count == 1)
    #expect(last.statements.first?.sql.text.hasPrefix("DO $pgparcel_$") == true)
  }
}
