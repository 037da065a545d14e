import Glibc

/// The three streams of the process, as values, so that tests can hold them.
package struct Console: Sendable {
  package enum Stream: Int32, Sendable { case output = 1, error = 2 }

  package var write: @Sendable (Stream, String) -> Void
  /// One line from standard input without its line end; nil at the end.
  package var readLine: @Sendable () -> String?
  package var inputIsTerminal: Bool
  package var outputIsTerminal: Bool
  package var errorIsTerminal: Bool
  /// How wide the terminal is at this moment.
  package var columns: @Sendable () -> Int

  package init(
    inputIsTerminal: Bool = false, outputIsTerminal: Bool = false, errorIsTerminal: Bool = false,
    columns: @escaping @Sendable () -> Int = { Paragraph.width },
    readLine: @escaping @Sendable () -> String? = { nil },
    write: @escaping @Sendable (Stream, String) -> Void
  ) {
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.columns = columns
    self.readLine = readLine
    self.write = write
  }

  /// The process's own streams.
  package static var standard: Console {
    Console(
      inputIsTerminal: isatty(0) == 1, outputIsTerminal: isatty(1) == 1,
      errorIsTerminal: isatty(2) == 1, columns: { terminalWidth }, readLine: { Swift.readLine() },
      write: { stream, text in writeAll(Array(text.utf8), to: stream.rawValue) })
  }

  private static var terminalWidth: Int {
    var size = winsize()
    let status = unsafe withUnsafeMutablePointer(to: &size) {
      unsafe ioctl(Stream.error.rawValue, UInt(TIOCGWINSZ), $0)
    }
    return status == 0 && size.ws_col > 0 ? Int(size.ws_col) : Paragraph.width
  }

  /// Unbuffered, so that both streams keep their order on one terminal.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // The standard library writes to stdout only, and Foundation would double the start-up.
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR {
        return
      }
    }
  }
}
