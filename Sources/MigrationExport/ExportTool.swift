/// A tool in whose layout migration files can be written.
package enum ExportTool: String, CaseIterable, Sendable {
  case psql, dbmate
  case golangMigrate = "golang-migrate"
  case goose, flyway, sqitch, drizzle

  /// As its makers write it.
  package var title: String {
    switch self {
    case .psql, .dbmate, .golangMigrate, .goose, .sqitch: rawValue
    case .flyway: "Flyway"
    case .drizzle: "Drizzle"
    }
  }

  var layout: any ToolLayout {
    switch self {
    case .psql: PsqlLayout()
    case .dbmate: DbmateLayout()
    case .golangMigrate: GolangMigrateLayout()
    case .goose: GooseLayout()
    case .flyway: FlywayLayout()
    case .sqitch: SqitchLayout()
    case .drizzle: DrizzleLayout()
    }
  }
}

/// What one tool wants its files to look like. Pure: steps to files.
protocol ToolLayout {
  /// - Parameter steps: all of the directory, in their order: a tool's names may depend on those in
  ///   front. Files come only of those that are chosen.
  func files(of steps: [ExportedStep]) -> [ExportedFile]

  /// What the tool would take for a word of its own at the start of a line, wherever that line stands;
  /// nil for nothing.
  var directive: String? { get }

  /// Whether several statements without transaction may stand in one file.
  var takesSeveral: Bool { get }
}

/// One file for another tool.
package struct ExportedFile: Hashable, Sendable {
  /// Below the output directory, with `/` between its parts.
  package let path: String
  package let text: String
  /// Lines that belong into a file of the user's, such as sqitch's plan. They go behind what stands
  /// there, and none of them goes in twice; nil for a file that is `text` as a whole.
  package var lines: [Line]?

  /// A line of a list; two with one name are the same.
  package struct Line: Hashable, Sendable {
    package let name: String
    package let text: String
  }

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }

  /// - Parameter head: what a new file begins with.
  init(_ path: String, head: String, lines: [Line]) {
    self.path = path
    text = head
    self.lines = lines
  }

  /// The file's content where `existing` stands there now; nil for none.
  package func content(over existing: String?) -> String {
    guard let lines else { return text }
    var result = existing ?? text
    // The first word of a line, as sqitch counts it.
    let there = Set(result.split(separator: "\n").map { $0.prefix { $0 != " " } })
    for line in lines where !there.contains(Substring(line.name)) {
      if !result.isEmpty, !result.hasSuffix("\n") { result += "\n" }
      result += line.text + "\n"
    }
    return result
  }
}
