import Diagnostics
import PartitionCore

/// The migration files that a branch has added, edited or removed since it left another.
struct LintSince {
  private let reference: String
  private let git: GitDirectory
  private let base: String
  private let changes: [String: GitDirectory.Change]

  init(_ reference: String, _ session: Session) throws {
    self.reference = reference
    git = GitDirectory(session.settings.migrations, in: session)
    base = try git.forkPoint(from: reference)
    changes = try git.changes(since: base)
  }

  /// Whether a file is of interest.
  func touches(_ name: String) -> Bool { changes[name] != nil }

  /// Whether a finding is about such files, or about no file at all. The sum belongs to all.
  func touches(_ finding: Diagnostic) -> Bool {
    let paths = ([finding.span].compactMap { $0 } + finding.labels.map(\.span)).map(\.file.path)
    return paths.isEmpty || paths.contains { $0 == SumFile.fileName || touches($0) }
  }

  /// Files that were there and are not what they were.
  ///
  /// - Parameter present: The bytes of a file that is there now.
  func edits(_ present: (String) throws -> [UInt8]?) throws -> [Diagnostic] {
    try changes.sorted { $0.key < $1.key }.compactMap { name, change in
      guard name.hasSuffix(".sql"), change != .added else { return nil }
      let old = try git.bytes(of: name, at: base)
      guard MigrationFileParser.claims(old) else { return nil }
      guard change == .edited, let new = try present(name) else {
        return Diagnostic(
          .missingFile, "\(name) was there at \(reference) and is missing",
          help: ["restore it (git checkout \(reference) -- migrations/\(name))"])
      }
      return edit(name, old, new)
    }
  }

  private func edit(_ name: String, _ old: [UInt8], _ new: [UInt8]) -> Diagnostic? {
    let (before, after) = (Checksum(of: old), Checksum(of: new))
    guard before.sha256 != after.sha256 else { return nil }
    let sameSQL = before.sql == after.sql
    return Diagnostic(
      .changedFile,
      "\(name) is not what it was at \(reference) (\(sameSQL ? "comments only" : "its SQL differs"))",
      severity: sameSQL ? .warning : .error, at: Self.firstDifference(name, old, new),
      help: [
        "restore it (git checkout \(reference) -- migrations/\(name)) and generate a new migration"
      ],
      notes: ["databases may have run it already"])
  }

  /// The first line that differs.
  private static func firstDifference(_ name: String, _ old: [UInt8], _ new: [UInt8]) -> Span {
    let source = SourceFile(path: name, text: String(decoding: new, as: UTF8.self))
    let common = zip(old, new).prefix { $0 == $1 }.count
    let start = new[..<common].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = new[start...].firstIndex(of: 0x0A) ?? new.count
    return Span(file: source, bytes: start..<end)
  }
}
