import Foundation

/// Files under `Tests/Fixtures/yaml`.
enum Fixtures {
  static let root = URL(filePath: #filePath).appending(path: "../../Fixtures/yaml").standardized

  /// Names of the files of a folder with this extension, sorted; never none.
  static func names(in folder: String, ending suffix: String = ".yaml") -> [String] {
    let directory = root.appending(path: folder)
    let all = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    let names = all.filter { $0.hasSuffix(suffix) }.sorted()
    precondition(!names.isEmpty || suffix != ".yaml", "no fixtures in \(folder)")
    return names
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }
}
