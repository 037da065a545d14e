package import Diagnostics

/// `pgparcel.sum`: the checksum of every migration file, one line each, sorted by name.
///
/// There is no line over all files: two branches that add files of different tables merge without
/// a conflict.
package struct SumFile: Hashable, Sendable {
  package static let fileName = "pgparcel.sum"

  package var checksums: [String: Checksum]

  package init(_ checksums: [String: Checksum] = [:]) { self.checksums = checksums }

  package func printed() -> String {
    checksums.sorted { $0.key < $1.key }
      .map { "\($0.key) sha256:\($0.value.sha256) sql:\($0.value.sql)\n" }.joined()
  }

  /// Reads what can be read; every other line is an E513 finding. A line that stands there twice,
  /// as a union merge can leave it, counts once.
  package static func parsed(_ bytes: [UInt8], into bag: inout DiagnosticBag) -> SumFile {
    // Damaged bytes become U+FFFD, which no good line holds.
    let source = SourceFile(path: fileName, text: String(decoding: bytes, as: UTF8.self))
    var result = SumFile()
    var start = 0
    for line in source.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      let bytes = line.last == 0x0D ? line.dropLast() : line
      if bytes.isEmpty { continue }
      let span = Span(file: source, bytes: start..<(start + bytes.count))
      guard let (name, checksum) = entry(bytes) else {
        bag.add(
          Diagnostic(
            .malformedFile, "the line is not `name sha256:… sql:…`", at: span,
            help: ["resolve the merge by keeping the lines of both sides"]))
        continue
      }
      if let other = result.checksums.updateValue(checksum, forKey: name), other != checksum {
        bag.add(
          Diagnostic(
            .malformedFile, "\(name) stands here twice with different checksums", at: span,
            help: ["keep the line that fits the file"]))
      }
    }
    return result
  }

  /// The line of a file.
  static func place(of name: String, in bytes: [UInt8]) -> Span? {
    let source = SourceFile(path: fileName, text: String(decoding: bytes, as: UTF8.self))
    let line = source.text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("\(name) ") }
    return line.map { line in
      let start = source.text.utf8.distance(from: source.text.startIndex, to: line.startIndex)
      return Span(file: source, bytes: start..<start + name.utf8.count)
    }
  }

  private static func entry(_ line: some Collection<UInt8>) -> (String, Checksum)? {
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, MigrationID.parsed(fileName: parts[0]) != nil,
      let sha256 = hash(parts[1], "sha256:"), let sql = hash(parts[2], "sql:")
    else { return nil }
    return (parts[0], Checksum(sha256: sha256, sql: sql))
  }

  private static func hash(_ text: String, _ prefix: String) -> String? {
    guard text.hasPrefix(prefix) else { return nil }
    let digits = text.utf8.dropFirst(prefix.utf8.count)
    guard digits.count == 64,
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }
}
