import Diagnostics
import MigrationExport
import PartitionCore
import Testing

/// Migrations made by hand, printed and read back as they lie in a directory.
enum Samples {
  static let table = QualifiedName("public", "visits")

  struct Way {
    var transaction = Step.Transaction.none
    var statements: [SQLText]
    var hazards: [MigrationFile.HazardNote] = []
    var exports: [QualifiedName] = []

    static func one(_ statements: SQLText...) -> Way {
      Way(transaction: .single, statements: statements)
    }

    static func each(_ statements: SQLText...) -> Way { Way(statements: statements) }
  }

  /// - Parameter steps: a change's steps, a second apart from `version` on.
  static func change(
    _ steps: [(up: Way, down: Way)], table: QualifiedName = table,
    version: String = "20260101000000", phase: Step.Phase = .beforeDeploy
  ) throws -> [StoredMigration] {
    var version = try #require(MigrationVersion(version))
    var result: [StoredMigration] = []
    for (index, step) in steps.enumerated() {
      let id = MigrationID(version: version, slug: table.name, step: index + 1, name: "step")
      result.append(
        StoredMigration(
          up: try parsed(.up, id, step.up, table, steps.count, phase),
          down: try parsed(.down, id, step.down, table, steps.count, phase)))
      version = version.next
    }
    return result
  }

  private static func parsed(
    _ direction: MigrationDirection, _ id: MigrationID, _ way: Way, _ table: QualifiedName,
    _ steps: Int, _ phase: Step.Phase
  ) throws -> ParsedMigration {
    let file = MigrationFile(
      direction: direction, id: id, table: table, steps: steps, transaction: way.transaction,
      phase: phase, from: Fingerprint(text: "a"), to: Fingerprint(text: "b"), what: ["a step"],
      hazards: way.hazards, lockTimeout: way.transaction == .single ? "3s" : nil,
      exports: way.exports, statements: way.statements.map { Statement($0) })
    var bag = DiagnosticBag()
    let result = MigrationFileParser.parsed(
      name: file.fileName, bytes: Array(MigrationFilePrinter.printed(file).utf8), into: &bag)
    return try #require(result, "\(TextRenderer().rendered(bag))")
  }
}

extension Export {
  /// The content of a new file at this path.
  func text(_ path: String) throws -> String {
    try #require(files.first { $0.path == path }, "no \(path) in \(paths)").content(over: nil)
  }

  var paths: [String] { files.map(\.path) }

  /// The messages with this code.
  func messages(_ code: Diagnostic.Code) -> [String] {
    findings.filter { $0.code == code }.map { ([$0.message] + $0.help).joined(separator: " | ") }
  }
}
