import Diagnostics
import FoundationEssentials

/// The files of a project, by paths relative to its root, as users see them.
struct ProjectFiles {
  let root: String

  /// The path to open. An absolute path stays what it is.
  func location(_ path: String) -> String {
    path.hasPrefix("/") || root == "." ? path : "\(root)/\(path)"
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: location(path)) }

  func isDirectory(_ path: String) -> Bool {
    var directory = false
    return FileManager.default.fileExists(atPath: location(path), isDirectory: &directory)
      && directory
  }

  /// Whether two paths lead to one place.
  func isSame(_ path: String, _ other: String) -> Bool {
    let places = [path, other].map {
      URL(filePath: location($0)).standardizedFileURL.resolvingSymlinksInPath().path
    }
    return places[0] == places[1]
  }

  /// The content; nil for a file that is absent and not required.
  func bytes(_ path: String, required: Bool = true) throws -> [UInt8]? {
    if !required, !exists(path) { return nil }
    guard exists(path) else {
      throw Failure(Diagnostic(.fileAccess, "there is no file \(location(path))"))
    }
    do {
      return [UInt8](try Data(contentsOf: URL(filePath: location(path))))
    } catch {
      throw Failure(
        Diagnostic(.fileAccess, "cannot read \(location(path))", notes: [reason(error)]))
    }
  }

  /// Names in a directory, sorted.
  func names(in directory: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: location(directory)).sorted()
    } catch {
      throw Failure(
        Diagnostic(
          .fileAccess, "cannot read the directory \(location(directory))", notes: [reason(error)]))
    }
  }

  func createDirectory(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: location(path), withIntermediateDirectories: true)
    } catch {
      throw Failure(
        Diagnostic(
          .fileAccess, "cannot make the directory \(location(path))", notes: [reason(error)]))
    }
  }

  /// Whole or not at all: written beside the file, then renamed.
  func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: location(path)), options: .atomic)
    } catch {
      throw Failure(
        Diagnostic(.fileAccess, "cannot write \(location(path))", notes: [reason(error)]))
    }
  }

  /// The system's words without Foundation's.
  private func reason(_ error: any Error) -> String {
    if let error = error as? CocoaError {
      switch error.code {
      case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
      case .fileReadNoSuchFile, .fileNoSuchFile: return "no such file or directory"
      case .fileWriteOutOfSpace: return "no space left on the device"
      case .fileWriteVolumeReadOnly: return "the file system is read-only"
      default: break
      }
    }
    return "\(error)"
  }
}
