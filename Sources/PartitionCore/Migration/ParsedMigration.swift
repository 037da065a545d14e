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

  /// Where the header says `key=`; the start of the file where it does not.
  func place(ofKey key: String) -> Span {
    place { line in
      guard line.hasPrefix(MachineLine.mark),
        let start = line.firstRange(of: " \(key)=")?.lowerBound
      else { return nil }
      return line[start...].dropFirst().prefix { $0 != " " }
    }
  }

  /// Where the header lists hazards; the start of the file where it does not.
  package var placeOfHazards: Span {
    let label = "-- \(HeaderList.hazards.rawValue):"
    return place { line in
      line.hasPrefix(label) ? line.dropFirst(label.count).drop { $0 == " " } : nil
    }
  }

  /// The part of the first comment line at the top that `choose` gives.
  private func place(_ choose: (Substring) -> Substring?) -> Span {
    var rest = source.text[...]
    while rest.hasPrefix("--") {
      let line = rest.prefix { !$0.isNewline }
      if let part = choose(line) {
        let start = source.text.utf8.distance(
          from: source.text.startIndex, to: part.startIndex)
        return Span(file: source, bytes: start..<start + part.utf8.count)
      }
      rest = rest[line.endIndex...].dropFirst()
    }
    return Span(file: source, bytes: 0..<0)
  }
}
