import Foundation
import MigrationExport
import PostgresClient

/// Sends files as golang-migrate does: `^([0-9]+)_(.*)\.(down|up)\.(.*)$`, in the order of the numbers,
/// each file as one message of the simple query protocol (its `postgres.go`, without
/// `x-multi-statement`).
struct GolangMigrateRun {
  private var files: [(version: UInt64, up: String, down: String)] = []

  init(_ exported: [ExportedFile]) throws {
    var byVersion: [UInt64: [Substring: String]] = [:]
    for file in exported {
      guard let match = file.path.wholeMatch(of: /([0-9]+)_(.*)\.(down|up)\.(.*)/),
        let version = UInt64(match.1)
      else { throw BadFile(file.path, "it is no migration's name") }
      guard byVersion[version, default: [:]].updateValue(file.text, forKey: match.3) == nil else {
        throw BadFile(file.path, "duplicate version")
      }
    }
    for (version, texts) in byVersion.sorted(by: { $0.key < $1.key }) {
      files.append((version, texts["up"] ?? "", texts["down"] ?? ""))
    }
  }

  func up(on connection: borrowing Connection) throws {
    for file in files { try connection.execute(file.up) }
  }

  func down(on connection: borrowing Connection) throws {
    for file in files.reversed() { try connection.execute(file.down) }
  }
}

/// What a tool says of a file that it cannot take.
struct BadFile: Error, CustomStringConvertible {
  let description: String

  init(_ path: String, _ reason: String) { description = "\(path): \(reason)" }
}
