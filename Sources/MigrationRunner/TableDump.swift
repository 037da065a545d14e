package import PartitionCore

/// What writes tables into a file: `pg_dump`, as the command line finds it.
package struct TableDump: Sendable {
  /// Where files go; made when it is missing.
  package let directory: String
  /// Writes tables with their definitions and rows, and reads the file back.
  ///
  /// - Parameters: the tables; the snapshot to see them in, nil for a new one; the file to make.
  /// - Throws: any error; a file that was begun may stay.
  package let write: @Sendable ([QualifiedName], String?, String) throws -> Void

  package init(
    directory: String, write: @escaping @Sendable ([QualifiedName], String?, String) throws -> Void
  ) {
    self.directory = directory
    self.write = write
  }

  /// The name of a table as part of a file's name: letters, digits, `_` and `-` stay, all else becomes
  /// `%` and its hexadecimal bytes.
  static func fileName(of table: QualifiedName) -> String {
    [table.schema, table.name].map { part in
      part.utf8.reduce(into: "") { text, byte in
        let scalar = Character(UnicodeScalar(byte))
        if scalar.isASCII, scalar.isLetter || scalar.isNumber || "_-".contains(scalar) {
          text.append(scalar)
        } else {
          text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      }
    }.joined(separator: ".")
  }
}
