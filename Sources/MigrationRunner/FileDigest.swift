import Crypto
import Foundation
import PartitionCore

/// The checksum of a file that may be larger than memory.
enum FileDigest {
  /// - Returns: The file's bytes, and their SHA-256 as 64 hexadecimal digits, as `sha256sum` prints it.
  /// - Throws: Foundation's errors.
  static func read(_ path: String) throws -> (bytes: Int, sha256: String) {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? handle.close() }
    var hash = SHA256()
    var bytes = 0
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      hash.update(data: piece)
      bytes += piece.count
    }
    return (bytes, Checksum.digits(of: hash.finalize()))
  }
}
