import Diagnostics
import Foundation
package import PartitionCore

/// The `migrations/` directory on disk.
package struct MigrationDirectory: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// Reads every `.sql` file and the sum, and checks them.
  ///
  /// A directory that does not exist holds nothing.
  ///
  /// - Throws: `.fileAccess`.
  package func check() throws(RunnerError) -> DirectoryCheck {
    guard FileManager.default.fileExists(atPath: path) else {
      return DirectoryCheck(files: [], sum: nil)
    }
    let names = try names()
    var files: [(name: String, bytes: [UInt8])] = []
    for name in names where name.hasSuffix(".sql") { files.append((name, try bytes(of: name))) }
    let sum = names.contains(SumFile.fileName) ? try bytes(of: SumFile.fileName) : nil
    return DirectoryCheck(files: files, sum: sum)
  }

  /// Writes files and their checksums; a reader never sees half a file.
  ///
  /// The sum is written last: after a crash in between, `lint` names the files it lacks.
  ///
  /// - Returns: The paths written, in the order of `files`.
  /// - Throws: `.fileAccess`; `.directory` for a sum that cannot be read.
  package func write(_ files: [MigrationFile]) throws(RunnerError) -> [String] {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .fileAccess(path: path, reason: error.localizedDescription)
    }
    var sum = try sum()
    var written: [String] = []
    let printed = files.concurrentMap { file in
      let bytes = Array(MigrationFilePrinter.printed(file).utf8)
      return (bytes: bytes, checksum: Checksum(of: bytes))
    }
    for (file, text) in zip(files, printed) {
      try write(text.bytes, to: file.fileName)
      sum.checksums[file.fileName] = text.checksum
      written.append(place(of: file.fileName))
    }
    try write(Array(sum.printed().utf8), to: SumFile.fileName)
    return written
  }

  /// Deletes files and their lines in the sum.
  ///
  /// - Throws: as `write(_:)`.
  package func remove(_ names: [String]) throws(RunnerError) {
    var sum = try sum()
    for name in names { sum.checksums[name] = nil }
    // The sum first: a file too many is found, and so is one too few.
    try write(Array(sum.printed().utf8), to: SumFile.fileName)
    for name in names {
      do {
        try FileManager.default.removeItem(atPath: place(of: name))
      } catch {
        throw .fileAccess(path: place(of: name), reason: error.localizedDescription)
      }
    }
  }

  /// Version of the newest file of any tool that begins with 14 digits.
  ///
  /// - Throws: `.fileAccess`.
  package func newestVersion() throws(RunnerError) -> MigrationVersion? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try names().compactMap { MigrationVersion($0.prefix(14)) }.max()
  }

  private func sum() throws(RunnerError) -> SumFile {
    guard FileManager.default.fileExists(atPath: place(of: SumFile.fileName)) else {
      return SumFile()
    }
    var bag = DiagnosticBag()
    let sum = SumFile.parsed(try bytes(of: SumFile.fileName), into: &bag)
    // Writing it again would drop the lines that could not be read.
    if bag.hasErrors { throw .directory(bag.sorted()) }
    return sum
  }

  private func names() throws(RunnerError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .fileAccess(path: path, reason: error.localizedDescription)
    }
  }

  private func bytes(of name: String) throws(RunnerError) -> [UInt8] {
    do {
      return try Array(Data(contentsOf: URL(filePath: place(of: name))))
    } catch {
      throw .fileAccess(path: place(of: name), reason: error.localizedDescription)
    }
  }

  private func write(_ bytes: [UInt8], to name: String) throws(RunnerError) {
    do {
      // Atomic: written beside, then renamed.
      try Data(bytes).write(to: URL(filePath: place(of: name)), options: .atomic)
    } catch {
      throw .fileAccess(path: place(of: name), reason: error.localizedDescription)
    }
  }

  private func place(of name: String) -> String { path + "/" + name }
}
