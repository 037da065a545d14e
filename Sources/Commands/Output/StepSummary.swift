import Glibc

/// The file whose Markdown GitHub shows on the page of a run (GitHub's documentation, "Adding a job
/// summary"); several commands of a step append to it.
struct StepSummary: Sendable {
  private let path: String

  /// Nil where the environment names no such file.
  init?(environment: [String: String]) {
    guard let path = environment["GITHUB_STEP_SUMMARY"].nonEmpty else { return nil }
    self.path = path
  }

  /// - Returns: Whether all of it was written. A summary that cannot be written changes no result.
  @discardableResult
  func append(_ text: String) -> Bool {
    let file = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { return false }
    defer { close(file) }
    let bytes = Array(text.utf8)
    return unsafe write(file, bytes, bytes.count) == bytes.count
  }
}
