/// Why there is no scratch server, and what to do about it.
package struct ScratchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence, then possibly the tool's own words on further lines.
  package let message: String
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  package var description: String { hint.map { "\(message)\nHINT: \($0)" } ?? message }
}
