package import Diagnostics
import MigrationRunner
import PostgresClient

/// What a proof has shown, and what it could not.
package struct ProofReport: Sendable {
  /// Sentences in the order in which things were shown.
  package private(set) var proven: [String] = []
  /// E520 and E530 end a proof; W521 names what it could not cover, W522 to W525 speak of statements
  /// in use.
  package private(set) var diagnostics: [Diagnostic] = []

  package var passed: Bool { !diagnostics.contains { $0.severity == .error } }

  /// What the proof could not cover.
  package var gaps: [String] { diagnostics.filter { $0.code == .proofGap }.map(\.message) }

  mutating func show(_ sentence: String) { proven.append(sentence) }

  /// Each gap is named once.
  mutating func gap(_ message: String, notes: [String] = []) {
    guard !gaps.contains(message) else { return }
    diagnostics.append(Diagnostic(.proofGap, message, notes: notes))
  }

  mutating func warn(_ findings: [Diagnostic]) { diagnostics += findings }

  mutating func fail(_ failure: ProofFailure) { diagnostics.append(failure.diagnostic) }
}

/// Why a proof ended early.
struct ProofFailure: Error {
  let diagnostic: Diagnostic

  /// The files do not do what they should.
  static func refuted(_ message: String, notes: [String] = []) -> ProofFailure {
    ProofFailure(
      diagnostic: Diagnostic(
        .proofFailed, message,
        help: [
          "nothing was written; this is a fault of pgparcel or a limit it does not know: please"
            + " report it",
          "`pgparcel generate --no-proof` writes the files all the same",
        ], notes: notes))
  }

  static func refuted(_ failure: ScriptRun.Failure) -> ProofFailure {
    let lines = failure.sql.split(separator: "\n", omittingEmptySubsequences: false)
    let statement = lines.prefix(12).map(String.init) + (lines.count > 12 ? ["…"] : [])
    let message = "\(failure.fileName):\(failure.line) fails: \(failure.error.message)"
    let notes = [statement.joined(separator: "\n"), "\(failure.error)"]
    guard let help = help(failure.error) else { return refuted(message, notes: notes) }
    return ProofFailure(
      diagnostic: Diagnostic(
        .proofFailed, message, help: ["nothing was written; \(help)"], notes: notes))
  }

  /// What to do about something of the database that stands in the way; nil where nothing does.
  private static func help(_ error: PostgresError) -> String? {
    if error.isNameTaken { return "rename or drop what has that name" }
    return error.ownWords == nil
      ? nil : "do what the file's own check says; where that helps nothing, please report it"
  }

  /// The proof cannot be tried at all.
  static func impossible(_ message: String, notes: [String] = []) -> ProofFailure {
    ProofFailure(
      diagnostic: Diagnostic(
        .noScratchServer, message,
        help: ["`pgparcel generate --no-proof` writes the files without a proof"], notes: notes))
  }
}
