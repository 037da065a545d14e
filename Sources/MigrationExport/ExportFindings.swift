import Diagnostics
import PartitionCore

/// What is said of an export: what the tool cannot run, and what `apply` does for a file that the tool
/// does not.
struct ExportFindings {
  private let tool: ExportTool
  private let ups: [ParsedMigration]
  private let both: [ParsedMigration]
  private let steps: [ExportedStep]

  init(_ tool: ExportTool, _ migrations: [StoredMigration], _ steps: [ExportedStep]) {
    self.tool = tool
    let left = zip(migrations, steps).filter { tool != .drizzle || !DrizzleLayout.leavesOut($1) }
    ups = left.map(\.0.up)
    both = left.flatMap {
      tool == .drizzle ? [$0.0.up] : [$0.0.up] + ($0.0.down.map { [$0] } ?? [])
    }
    self.steps = steps
  }

  var all: [Diagnostic] {
    [
      leftOut, directives, deletions, exports, afterDeploy, catchUps, oneSession, singleTry,
      concurrently,
      beginAgain, timeouts, settings,
    ].compactMap { $0 }
  }

  // MARK: What the tool cannot run

  private var leftOut: Diagnostic? {
    guard tool == .drizzle else { return nil }
    let names = steps.filter(DrizzleLayout.leavesOut).map(\.up.fileName)
    return finding(
      .notExportable, names,
      "\(files(names)) cannot run in Drizzle's transaction and \(isAre(names)) left out",
      help: [
        "run them in their order between the others:  pgparcel apply,  or"
          + "  psql -X -v ON_ERROR_STOP=1 -f FILE"
      ])
  }

  /// A line of a literal or name that the tool would take for its own.
  private var directives: Diagnostic? {
    guard let directive = tool.layout.directive else { return nil }
    let wanted = Self.squeezed(directive)
    let names = both.filter { file in
      file.source.text.split(whereSeparator: \.isNewline)
        .contains { Self.squeezed($0).hasPrefix(wanted) }
    }.map(\.fileName)
    return finding(
      .notExportable, names,
      "\(files(names)) \(hold(names)) a line that \(tool.title) would take for its own:"
        + " `\(directive)`",
      help: ["run \(names.count == 1 ? "it" : "them") with  pgparcel apply  or with psql"])
  }

  /// Blanks do not hide a directive: tools look past them.
  private static func squeezed(_ text: some StringProtocol) -> String {
    String(text.filter { $0 != " " && $0 != "\t" })
  }

  // MARK: What the tool does not do

  private var deletions: Diagnostic? {
    let names = both.filter { file in
      file.file.hazards.contains { $0.word == "DELETES_DATA" }
    }.map(\.fileName)
    return finding(
      .toolLacks, names,
      "\(files(names)) \(names.count == 1 ? "deletes" : "delete") rows; apply asks for leave,"
        + " \(tool.title) does not",
      help: ["export the tables without them, or have their review stand for it"])
  }

  private var exports: Diagnostic? {
    let names = ups.filter { !$0.file.exports.isEmpty }.map(\.fileName)
    return finding(
      .toolLacks, names,
      "\(files(names)) \(names.count == 1 ? "drops" : "drop") rows that apply writes into a file first;"
        + " \(tool.title) does not, and stops there",
      help: [
        "run \(names.count == 1 ? "it" : "them") with  pgparcel apply,  or let the rows go without:"
          + "  PGOPTIONS='-c pgparcel.export=off'"
      ])
  }

  private var afterDeploy: Diagnostic? {
    let names = ups.filter { $0.file.phase == .afterDeploy }.map(\.fileName)
    return finding(
      .toolLacks, names,
      "\(files(names)) \(isAre(names)) for after the deploy; \(tool.title) runs"
        + " \(names.count == 1 ? "it" : "them") with the others",
      help: [
        "leave them out until then with  --phase before-deploy",
        "the last file of an online conversion fails until `keep_old` has passed",
      ])
  }

  private var catchUps: Diagnostic? {
    let found = both.filter { $0.file.catchUp != nil }
    let calls = Set(
      found.compactMap(\.file.catchUp).map {
        let call: SQLText = "CALL \($0)();"
        return call.text
      })
    return finding(
      .toolLacks, found.map(\.fileName),
      "before each try of \(files(found.map(\.fileName))) apply brings over what was logged;"
        + " \(tool.title) does not",
      help: calls.sorted().map { "if it ends with 55P03, run  \($0)  and the tool again" })
  }

  private var oneSession: Diagnostic? {
    let names = ups.filter { $0.file.parallel != nil }.map(\.fileName)
    return finding(
      .toolLacks, names,
      "\(files(names)) \(names.count == 1 ? "copies" : "copy") rows in one session;"
        + " apply --jobs copies in several")
  }

  private var singleTry: Diagnostic? {
    let names = both.filter { $0.file.lockTimeout != nil }.map(\.fileName)
    return finding(
      .toolLacks, names,
      "a lock that is not obtained in time ends \(tool.title); apply tries again",
      help: [
        "run the tool again: nothing of such a file has been done (55P03)"
          + (tool == .golangMigrate ? "; first  migrate force  with the version before it" : "")
      ], listed: false)
  }

  /// Both wait for all transactions that hold a snapshot, the tool's own among them.
  private var concurrently: Diagnostic? {
    let names = both.filter { file in
      file.file.transaction == .none
        && file.commands.contains { SQLPhrase($0.sql).contains("CONCURRENTLY") }
    }.map(\.fileName)
    let message = "\(files(names)) \(names.count == 1 ? "waits" : "wait") for all open snapshots"
    return switch tool {
    case .golangMigrate:
      finding(
        .toolLacks, names, message + "; a second golang-migrate that waits for its lock holds one",
        help: ["run it from one place at a time"])
    case .flyway:
      finding(
        .toolLacks, names, message + "; Flyway's own lock holds one",
        help: ["set  flyway.postgresql.transactional.lock=false"])
    default: nil
    }
  }

  /// A file that the tool runs from its first statement again.
  private var beginAgain: Diagnostic? {
    guard tool.layout.takesSeveral else { return nil }
    let names = both.filter { $0.file.transaction == .none && $0.commands.count > 1 }
      .map(\.fileName)
    return finding(
      .toolLacks, names,
      "\(files(names)) \(hold(names)) several statements without transaction; after a failure"
        + " \(tool.title) begins with the first again",
      help: ["take back what was done with the down file first, which passes over what was not"])
  }

  // MARK: Settings

  private var timeouts: Diagnostic? {
    guard let place = Self.place(of: tool) else { return nil }
    let names = both.filter { file in
      file.file.transaction == .none
        && !file.commands.allSatisfy { SQLPhrase($0.sql).contains("CONCURRENTLY") }
    }.map(\.fileName)
    return finding(
      .timeoutsFromOutside, names,
      "\(files(names)) without transaction \(names.count == 1 ? "sets" : "set") no lock_timeout"
        + " and no statement_timeout",
      help: [
        "give lock_timeout from outside:  \(place)",
        "CONCURRENTLY obeys it too, and leaves an invalid index to drop when it runs out",
      ])
  }

  private var settings: Diagnostic? {
    guard !tool.layout.takesSeveral, tool != .drizzle else { return nil }
    let found = both.filter { $0.file.transaction == .none }
      .map { file in
        (file, file.commands.filter { $0.words.first == "SET" || $0.words.first == "RESET" })
      }
      .filter { !$0.1.isEmpty }
    return finding(
      .timeoutsFromOutside, found.map(\.0.fileName),
      "settings beside statements without transaction were left out",
      help: found.flatMap(\.1).map { "give it from outside:  \($0.sql)" })
  }

  /// Where a session's settings come from.
  private static func place(of tool: ExportTool) -> String? {
    switch tool {
    case .psql, .sqitch, .goose: "PGOPTIONS='-c lock_timeout=5s'"
    case .dbmate, .golangMigrate: "&lock_timeout=5000  in the URL"
    case .flyway: "?options=-c%20lock_timeout%3D5000  in the JDBC URL"
    case .drizzle: nil
    }
  }

  // MARK: Words

  private func finding(
    _ code: Diagnostic.Code, _ names: [String], _ message: String, help: [String] = [],
    listed: Bool = true
  ) -> Diagnostic? {
    guard !names.isEmpty else { return nil }
    return Diagnostic(
      code, message, help: help, notes: listed && names.count > 1 ? names : [])
  }

  /// The only one by name, several by number.
  private func files(_ names: [String]) -> String {
    names.count == 1 ? names[0] : Amounts.counted(names.count, "file")
  }

  private func isAre(_ names: [String]) -> String { names.count == 1 ? "is" : "are" }
  private func hold(_ names: [String]) -> String { names.count == 1 ? "holds" : "hold" }
}
