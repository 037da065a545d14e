import Diagnostics
import MigrationRunner
import PartitionCore

/// Old tables of conversions that are still to be kept: until when, and what to do meanwhile.
enum KeptView {
  /// `2025-11-29 10:41:37 UTC`.
  static func words(_ until: String) -> String {
    until.replacing("T", with: " ").replacing("Z", with: " UTC")
  }

  static func lines(_ kept: [KeptTable]) -> [String] {
    kept.sorted { $0.table < $1.table }.flatMap { table in
      [
        "The old table of \(table.table) is kept until \(words(table.until)).",
        "  Back to it:    \(back(table))",
        "  Drop it then:  pgparcel apply --phase after-deploy",
      ]
    }
  }

  /// That a file was to run and nothing of it did.
  static func refusal(of file: MigrationID, _ kept: KeptTable) -> Diagnostic {
    Diagnostic(
      .oldTableKept,
      "\(file.fileName(.up)) waits until \(words(kept.until)): the old table of \(kept.table) is"
        + " kept so long",
      help: [
        "run the same command again then; to go back meanwhile:  \(back(kept))",
        "to drop it now:  PGOPTIONS='-c pgparcel.keep_old=off' pgparcel apply --phase after-deploy",
      ])
  }

  private static func back(_ kept: KeptTable) -> String {
    switch kept.wayBack {
    case .files(1, _): "pgparcel down"
    case .files(let count, ofOthers: 0): "pgparcel down -n \(count)"
    case .files(let count, let others):
      "pgparcel down -n \(count)   (\(Amounts.counted(others, "file")) of other tables)"
    case .barred(let file): "by psql with the down files; \(file), which ran since, has no way back"
    case .unrecorded: "by psql with the down files; pgparcel lacks some that ran since"
    }
  }
}
