import Diagnostics
import PartitionCore

/// One migration, with both ways, on its way to another tool.
struct ExportedStep {
  let id: MigrationID
  let up: Script
  /// Without statements where the file is missing.
  let down: Script
  let table: QualifiedName
  let steps: Int
  /// Whether it is to be written; the others only hold their places.
  let isChosen: Bool

  init(_ migration: StoredMigration, isChosen: Bool) {
    id = migration.id
    up = Script(migration.up)
    down = migration.down.map(Script.init) ?? Script(nameless: migration.id.fileName(.down))
    table = migration.up.file.table
    steps = migration.up.file.steps
    self.isChosen = isChosen
  }

  /// `appointments_is_completed_4_swap`.
  var name: String { "\(id.slug)_\(id.step)_\(id.name)" }
}

/// One migration file taken apart.
struct Script {
  let fileName: String
  /// The header's lines for people and linters, without those for pgparcel: the files of other tools
  /// are none of its own.
  let header: [String]
  let transaction: Step.Transaction
  /// All between BEGIN and COMMIT, settings included.
  var statements: [Statement]
  /// The file as it stands.
  let source: String

  struct Statement {
    let comments: [String]
    /// Without its semicolon.
    let sql: String
    let words: [String]

    var text: String {
      (comments + [MigrationFilePrinter.terminated(sql)]).joined(separator: "\n")
    }
  }

  init(_ file: ParsedMigration) {
    fileName = file.fileName
    source = file.source.text
    transaction = file.file.transaction
    header = file.source.text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("--") }.map(String.init)
      .filter { !$0.hasPrefix(MachineLine.mark) }
    statements = file.commands.map {
      Statement(comments: $0.comments, sql: $0.sql, words: $0.words)
    }
  }

  /// A way that does nothing.
  init(nameless fileName: String) {
    self.fileName = fileName
    header = []
    transaction = .none
    statements = []
    source = ""
  }

  /// Whether the tool must not open a transaction around it. A file that does nothing may run in one.
  var needsNoTransaction: Bool { transaction == .none && !statements.isEmpty }

  /// Whether it has settings that have no place beside a statement without transaction.
  var losesSettings: Bool { transaction == .none && statements.contains(where: \.isSetting) }

  /// The statements as text, settings close together.
  var body: String { Self.joined(statements) }

  static func joined(_ statements: [Statement]) -> String {
    var text = ""
    for (index, statement) in statements.enumerated() {
      if index > 0 { text += statement.isSetting && statement.comments.isEmpty ? "\n" : "\n\n" }
      text += statement.text
    }
    return text
  }

  /// With its own BEGIN and COMMIT.
  var ownTransaction: String { "BEGIN;\n\(body)\n\nCOMMIT;" }
}

extension Script.Statement {
  /// A `SET` of the session or transaction.
  var isSetting: Bool { words.first == "SET" || words.first == "RESET" }
}
