import PartitionCore

/// The text of one direction of one part, for tools that open the transactions themselves.
enum ExportedBody {
  /// - Parameters:
  ///   - script: nil for a part that does nothing.
  ///   - whole: the file of which it is a part.
  static func text(_ script: Script?, of whole: Script) -> String {
    guard let script else { return origin(whole) + "\n-- Nothing to do here.\n" }
    let statements =
      script.transaction == .single
      ? BorrowedTransaction.statements(of: script) : script.statements
    let head = ([origin(whole)] + whole.header).joined(separator: "\n")
    return statements.isEmpty ? head + "\n" : head + "\n\n" + Script.joined(statements) + "\n"
  }

  static func origin(_ script: Script) -> String {
    "-- Exported by pgparcel from \(script.fileName)"
  }
}
