import Diagnostics
import MigrationExport

/// Writes an export below a directory. What stands there is never changed without being told to: all
/// files are looked at before the first is written.
struct ExportWriter {
  let project: ProjectFiles
  let directory: String
  /// Whether files that say something else are overwritten.
  let force: Bool

  /// - Returns: The paths written; those whose content stands there already are not among them.
  /// - Throws: `Failure` with an E550 finding for each file that stands in the way.
  func write(_ export: Export) throws -> [String] {
    var due: [(path: String, text: String)] = []
    var conflicts = DiagnosticBag()
    let others = try OtherVersions(project, directory)
    for file in export.files {
      let path = "\(directory)/\(file.path)"
      let existing = try project.bytes(path, required: false)
      let text = file.content(over: existing.map { String(decoding: $0, as: UTF8.self) })
      if existing == Array(text.utf8) { continue }
      if existing != nil, file.lines == nil, !force { conflicts.add(conflict(path)) }
      if existing == nil, let other = others.conflicting(with: file.path) {
        conflicts.add(conflict(file.path, with: other, export.tool))
      }
      due.append((path, text))
    }
    if conflicts.hasErrors { throw Failure(conflicts) }
    for (path, text) in due {
      try project.createDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
      try project.write(text, to: path)
    }
    return due.map(\.path).map(project.location)
  }

  private func conflict(_ path: String) -> Diagnostic {
    Diagnostic(
      .exportConflict, "\(project.location(path)) says something else", severity: .error,
      help: ["look at what differs; --force overwrites it"])
  }

  private func conflict(_ path: String, with other: String, _ tool: ExportTool) -> Diagnostic {
    Diagnostic(
      .exportConflict, "\(path) would stand beside \(project.location(directory))/\(other)",
      help: [
        "\(tool.title) may have run that one: take it back there and remove it, or generate the"
          + " newer files again, with later versions"
      ])
  }
}

/// Files in an output directory whose names begin with a version: a step must not be there under
/// another version, nor another step under the same one.
private struct OtherVersions {
  private var byVersion: [Substring: String] = [:]
  private var byName: [String: String] = [:]

  init(_ project: ProjectFiles, _ directory: String) throws {
    guard project.isDirectory(directory) else { return }
    for file in try project.names(in: directory) {
      guard let (version, name) = Self.parts(file) else { continue }
      byVersion[version] = file
      byName[name] = file
    }
  }

  func conflicting(with path: String) -> String? {
    guard let (version, name) = Self.parts(path) else { return nil }
    if let file = byName[name], Self.parts(file)?.version != version { return file }
    if let file = byVersion[version], Self.stem(file) != Self.stem(path) { return file }
    return nil
  }

  /// `20251122103000` and the rest of the name.
  private static func parts(_ file: String) -> (version: Substring, name: String)? {
    let version = file.prefix { $0.isASCII && $0.isNumber }
    guard version.utf8.count >= 14, file.dropFirst(version.count).hasPrefix("_") else { return nil }
    return (version, String(file.dropFirst(version.count)))
  }

  /// Without its endings.
  private static func stem(_ file: String) -> Substring { file.prefix { $0 != "." } }
}
