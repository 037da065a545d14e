import Diagnostics
import PartitionCore
import PartitionYAML

/// `pgparcel.yaml`: the project's own defaults of the global options.
struct ConfigFile {
  static let name = "pgparcel.yaml"
  /// Keys are the options' names with `_`.
  static let keys = [
    "allow", "color", "database_url", "format", "jobs", "lock_retries", "lock_timeout",
    "migrations",
    "no_color", "no_input", "progress", "quiet", "schemas", "scratch_bindir", "service",
    "verbose", "wait",
  ]

  var values: [String: String] = [:]

  init() {}

  /// - Parameter bytes: nil where there is no file.
  init(path: String, bytes: [UInt8]) throws {
    var findings = DiagnosticBag()
    let document = YAMLDocument(path: path, bytes: bytes, into: &findings)
    if case .mapping(let entries) = document.root?.content {
      for entry in entries {
        let key = entry.key.value
        guard Self.keys.contains(key) else {
          guard !key.hasPrefix("x-") else { continue }
          let suggestion = EditDistance.suggestion(for: key, among: Self.keys)
          findings.add(
            Diagnostic(
              .unknownKey, "unknown key `\(key)`", at: entry.key.span,
              help: suggestion.map { ["did you mean `\($0)`?"] } ?? [],
              notes: ["keys allowed here: \(Self.keys.joined(separator: ", "))"],
              fix: suggestion.flatMap { Fix(entry.key.span, replacing: key, by: $0) }))
          continue
        }
        guard let text = entry.value.text else {
          findings.add(
            Diagnostic(
              .wrongType, "`\(key)` takes a single value, not \(entry.value.kind)",
              at: entry.value.span))
          continue
        }
        values[key] = text
      }
    } else if let root = document.root {
      findings.add(
        Diagnostic(
          .wrongType, "\(Self.name) is a mapping of options, not \(root.kind)", at: root.span))
    }
    // Nothing but comments says nothing.
    let isEmpty = document.root == nil && findings.diagnostics.allSatisfy { $0.code == .missingKey }
    if findings.hasErrors, !isEmpty { throw Failure(findings) }
  }
}
