import Glibc

/// The file systems that this process sees, as a value, so that a full one can be tried.
package struct Disk: Sendable {
  /// The file system under a path.
  package struct Space: Hashable, Sendable {
    /// Bytes that a user who is not root may still write.
    package let free: Int
    /// Tells file systems apart.
    package let fileSystem: UInt

    package init(free: Int, fileSystem: UInt) {
      self.free = free
      self.fileSystem = fileSystem
    }
  }

  /// Nil for a path that is not there or cannot be reached.
  package let space: @Sendable (_ path: String) -> Space?
  /// The name of the program that runs as a process; nil for none.
  package let program: @Sendable (_ processID: Int) -> String?

  package init(
    space: @escaping @Sendable (String) -> Space?,
    program: @escaping @Sendable (Int) -> String?
  ) {
    self.space = space
    self.program = program
  }

  /// The machine that this process runs on.
  package static let here = Disk(
    space: { path in
      var answer = statvfs()
      guard unsafe statvfs(path, &answer) == 0 else { return nil }
      return Space(
        free: Int(
          clamping: UInt64(answer.f_bavail).multipliedReportingOverflow(by: UInt64(answer.f_frsize))
            .partialValue),
        fileSystem: UInt(answer.f_fsid))
    },
    program: { processID in
      guard let file = unsafe fopen("/proc/\(processID)/comm", "r") else { return nil }
      defer { unsafe _ = fclose(file) }
      var line = [CChar](repeating: 0, count: 64)
      guard unsafe fgets(&line, 64, file) != nil else { return nil }
      return String(
        decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    })
}
