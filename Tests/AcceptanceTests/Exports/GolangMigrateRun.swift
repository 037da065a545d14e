import Foundation
import MigrationExport
import PostgresClient

/// Sends files as golang-migrate does: `^([0-9]+)_(.*)\.(down|up)\.(.*)$`, in the order of the numbers,
/// each file as one message of the simple query protocol (its `postgres.go`, without
/// `x-multi-statement`).
struct GolangMigrateRun {
  private var files: [(version: UInt64, name: String, up: String, down: String)] = []

  init(_ exported: [ExportedFile]) throws {
    var byVersion: [UInt64: [Substring: String]] = [:]
    var names: [UInt64: String] = [:]
    for file in exported {
      guard let match = file.path.wholeMatch(of: /([0-9]+)_(.*)\.(down|up)\.(.*)/),
        let version = UInt64(match.1)
      else { throw BadFile(file.path, "it is no migration's name") }
      guard byVersion[version, default: [:]].updateValue(file.text, forKey: match.3) == nil else {
        throw BadFile(file.path, "duplicate version")
      }
      names[version] = String(match.2)
    }
    for (version, texts) in byVersion.sorted(by: { $0.key < $1.key }) {
      files.append((version, names[version] ?? "", texts["up"] ?? "", texts["down"] ?? ""))
    }
  }

  /// After how many files a run can stop: in front of each that does something, and at the end. Parts
  /// that only take back cannot fail on the way up.
  var stops: [Int] {
    files.indices.filter { $0 > 0 && !files[$0].name.contains("_undo") } + [files.count]
  }

  /// - Parameter steps: `migrate up N`; nil for all.
  func up(_ steps: Int? = nil, on connection: borrowing Connection) throws {
    for file in files.prefix(steps ?? files.count) { try connection.execute(file.up) }
  }

  /// - Parameter steps: how many of the first have run; nil for all.
  func down(_ steps: Int? = nil, on connection: borrowing Connection) throws {
    for file in files.prefix(steps ?? files.count).reversed() { try connection.execute(file.down) }
  }
}

/// What a tool says of a file that it cannot take.
struct BadFile: Error, CustomStringConvertible {
  let description: String

  init(_ path: String, _ reason: String) { description = "\(path): \(reason)" }
}
