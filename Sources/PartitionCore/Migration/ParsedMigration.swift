package import Diagnostics

/// A migration file as it was read: what it says, and the very statements to send.
package struct ParsedMigration: Sendable {
  /// One statement to send.
  package struct Command: Hashable, Sendable {
    package let sql: String
    /// UTF-8 offsets in the source file.
    package let bytes: Range<Int>
    /// Leading key words in upper case.
    package let words: [String]
    /// The comments in front of it, as they stand; the file's header is none of them.
    package let comments: [String]
  }

  package let file: MigrationFile
  package let source: SourceFile
  /// Everything between BEGIN and COMMIT, settings included; all statements of a file without
  /// transaction.
  package let commands: [Command]
  package let checksum: Checksum

  package var id: MigrationID { file.id }
  package var fileName: String { file.fileName }

  /// One-based line of a command, for messages.
  package func line(of command: Command) -> Int {
    source.position(of: command.bytes.lowerBound).line
  }
}
