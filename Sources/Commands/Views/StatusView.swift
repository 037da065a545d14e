import Diagnostics
import MigrationRunner
import PartitionCore

/// Where every migration stands.
struct StatusView {
  let style: Style

  func text(_ status: MigrationStatus) -> String {
    guard !status.entries.isEmpty || !status.missing.isEmpty else { return "No migration file." }
    let width = status.entries.map { $0.state.word.count }.max() ?? 0
    var lines: [String] = status.entries.map { entry in
      let word = style.paint(entry.state.word.padded(to: width + 2), entry.state.role)
      let detail = entry.detail.map { "  \(Printable.line($0))" } ?? ""
      return word + entry.id.description + detail
    }
    lines += status.missing.map {
      style.paint("missing".padded(to: width + 2), .warning) + Printable.line($0)
    }
    let applied = status.entries.count { $0.state.word == "applied" || $0.state == .baselined }
    let waiting = status.entries.count { $0.state.isWaiting }
    let pending = status.entries.count - applied - waiting
    lines.append("\(applied) applied, \(pending) pending, \(waiting) waiting for the deploy.")
    return lines.joined(separator: "\n")
  }

  static func members(_ status: MigrationStatus) -> [(String, JSONValue)] {
    let entries = status.entries.map { entry in
      JSONValue.object([
        ("version", .string("\(entry.id.version)")), ("name", .string(entry.id.description)),
        ("table", .string(entry.migration.up.file.table.description)),
        ("phase", .string(entry.migration.up.file.phase.rawValue)),
        ("state", .string(entry.state.word)), ("detail", .optional(entry.detail)),
        ("unrecorded", .bool(entry.isThere)),
      ])
    }
    return [("migrations", .array(entries)), ("missing", .strings(status.missing))]
  }
}

extension MigrationStatus.Entry {
  fileprivate var detail: String? {
    isThere ? "the table is so already; the history does not know it" : state.detail
  }
}

extension MigrationStatus.State {
  /// Stable words, also for programs.
  var word: String {
    switch self {
    case .applied: "applied"
    case .baselined: "baselined"
    case .pending: "pending"
    case .afterDeploy, .kept: "after-deploy"
    case .partly: "partly"
    case .failed: "failed"
    case .running: "running"
    }
  }

  var detail: String? {
    switch self {
    case .applied(let at): "at \(at)"
    case .baselined, .pending, .afterDeploy: nil
    case .kept(let until): "waits until \(KeptView.words(until)): the old table is kept"
    case .partly(let direction, let done, let total):
      "\(direction.rawValue): \(done) of \(total) statements are done"
    case .failed(let at, let error): "at \(at): \(error)"
    case .running: "an attempt runs now, or its session was killed"
    }
  }

  /// Whether `apply` has something to do.
  var isOpen: Bool {
    switch self {
    case .pending, .partly, .failed, .running: true
    case .applied, .baselined, .afterDeploy, .kept: false
    }
  }

  /// Whether some of it is there, or may be in a moment.
  var isBegun: Bool {
    switch self {
    case .partly, .running: true
    case .applied, .baselined, .pending, .failed, .afterDeploy, .kept: false
    }
  }

  /// Whether it comes after the deploy.
  var isWaiting: Bool {
    switch self {
    case .afterDeploy, .kept: true
    default: false
    }
  }

  fileprivate var role: Style.Role {
    switch self {
    case .applied, .baselined: .added
    case .pending, .afterDeploy, .kept: .changed
    case .partly, .failed, .running: .warning
    }
  }
}
