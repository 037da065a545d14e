import Foundation
import TestSupport

/// The files of this repository, and the programs that work on them.
enum Sources {
  static let root = GoldenCase.fixtures.appending(path: "../..").standardized.path

  static func text(_ path: String) throws -> String {
    try String(contentsOf: URL(filePath: root).appending(path: path), encoding: .utf8)
  }

  /// Runs a target of the Makefile on the program that the tests have built.
  static func make(_ target: String, _ settings: String...) throws -> (status: Int32, text: String)
  {
    try ForeignProgram.run(
      "make",
      ["--no-print-directory", "-C", root, target, "BINARY=\(Program.path.path)"] + settings,
      // What the package holds is not looked at closely: no time for packing it tightly.
      environment: ["DPKG_DEB_COMPRESSOR_TYPE": "gzip", "DPKG_DEB_COMPRESSOR_LEVEL": "1"])
  }
}

/// A directory that things are installed into; it goes with the value.
final class Place {
  let path = FileManager.default.temporaryDirectory.path + "/pgparcel-place-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Paths of all files, relative to a directory in it.
  func files(below directory: String = "") throws -> Set<String> {
    let top = path + "/" + directory
    let paths = try FileManager.default.subpathsOfDirectory(atPath: top)
    return Set(
      try paths.filter {
        try FileManager.default.attributesOfItem(atPath: "\(top)/\($0)")[.type]
          as? FileAttributeType
          == .typeRegular
      })
  }

  /// Runs an installed program.
  func run(_ program: String, _ arguments: String...) throws -> (status: Int32, text: String) {
    try ForeignProgram.run("\(path)/\(program)", arguments, environment: [:])
  }
}
