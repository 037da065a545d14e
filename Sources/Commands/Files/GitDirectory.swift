import Diagnostics
import ScratchServer

/// A directory in a git repository, as git sees it. Names are relative to the directory.
struct GitDirectory {
  /// What happened to a file since a commit; a file that git does not follow yet counts as added.
  enum Change: Hashable { case added, edited, removed }

  private let directory: String
  private let shown: String
  private let environment: [String: String]

  /// - Parameter path: As the user names it.
  init(_ path: String, in session: Session) {
    directory = session.project.location(path)
    shown = path
    // What git needs to find its settings, and tells of the repository in a hook.
    environment = session.world.environment.filter {
      $0.key == "HOME" || $0.key == "PATH" || $0.key.hasPrefix("GIT_")
        || $0.key.hasPrefix("XDG_")
    }
  }

  /// The commit that a reference names.
  ///
  /// - Throws: `Failure`, as all functions here.
  func commit(_ reference: String) throws -> String {
    let result = try run([
      "rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}",
    ])
    guard result.status == 0 else {
      let inside = try run(["rev-parse", "--is-inside-work-tree"])
      guard inside.status == 0 else { throw refusal("git does not know \(shown)", inside) }
      throw Failure(
        Diagnostic(
          .fileAccess, "git knows no commit `\(reference)`",
          help: ["fetch it first (git fetch origin; actions/checkout with fetch-depth: 0)"]))
    }
    return Self.line(result.standardOutput)
  }

  /// The commit at which the present branch left the one of `reference`.
  func forkPoint(from reference: String) throws -> String {
    let result = try run(["merge-base", try commit(reference), "HEAD"])
    guard result.status == 0 else {
      throw Failure(
        Diagnostic(
          .fileAccess, "git finds no common ancestor of `\(reference)` and HEAD",
          help: [
            "fetch the whole history (git fetch --unshallow; actions/checkout with fetch-depth: 0)"
          ]))
    }
    return Self.line(result.standardOutput)
  }

  /// What the directory's files have become since a commit, committed or not.
  func changes(since commit: String) throws -> [String: Change] {
    var changes: [String: Change] = [:]
    let difference = try lines(
      ["diff", "--name-status", "--no-renames", "--relative", "-z", commit, "--", "."])
    for pair in stride(from: 0, to: difference.count - 1, by: 2) {
      let change: Change =
        switch difference[pair].first {
        case "A": .added
        case "D": .removed
        default: .edited
        }
      changes[difference[pair + 1]] = change
    }
    for name in try lines(["ls-files", "--others", "--exclude-standard", "-z", "--", "."]) {
      changes[name] = .added
    }
    return changes
  }

  /// The names of a commit's files.
  func names(at commit: String) throws -> Set<String> {
    Set(try lines(["ls-tree", "--name-only", "-z", commit, "."]))
  }

  /// A file's bytes at a commit.
  func bytes(of name: String, at commit: String) throws -> [UInt8] {
    Array(try checked(["show", "\(commit):./\(name)"]).utf8)
  }

  /// Parts of an output that `-z` ends with NUL.
  private func lines(_ arguments: [String]) throws -> [String] {
    try checked(arguments).split(separator: "\0").map(String.init)
  }

  private func checked(_ arguments: [String]) throws -> String {
    let result = try run(arguments)
    guard result.status == 0 else { throw refusal("git \(arguments[0]) failed", result) }
    return result.standardOutput
  }

  private func run(_ arguments: [String]) throws -> ToolOutput {
    // A process has no other way to find a program on PATH.
    let output = try Child(
      "/usr/bin/env", ["git", "-C", directory] + arguments, environment: environment,
      directory: "."
    ).run()
    // As env(1) says it.
    guard output.status != 127 else {
      throw Failure(
        Diagnostic(.fileAccess, "git is not installed", help: ["apt-get install git"]))
    }
    return output
  }

  private func refusal(_ message: String, _ output: ToolOutput) -> Failure {
    Failure(Diagnostic(.fileAccess, message, notes: [Self.line(output.standardError)]))
  }

  private static func line(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }
}
