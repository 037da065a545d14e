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
    guard let back = kept.filesBack else { return "not before what ran since is taken back" }
    if back.all == 1 { return "pgparcel down" }
    let others = Amounts.counted(back.ofOthers, "file")
    return "pgparcel down -n \(back.all)"
      + (back.ofOthers == 0 ? "" : "   (\(others) of other tables)")
  }
}
