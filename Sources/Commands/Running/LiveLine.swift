import Synchronization

/// One line at the foot of a terminal, drawn again and again, and gone before anything else is written.
///
/// Blanks and a carriage return do all of it, so that no terminal has to know more.
final class LiveLine: Sendable {
  private let terminal: Console
  /// The characters that stand there now.
  private let shown = Mutex(0)

  init(_ terminal: Console) { self.terminal = terminal }

  /// The terminal for everything else.
  var console: Console {
    var console = terminal
    console.write = { stream, text in
      self.shown.withLock { shown in
        self.erase(&shown)
        self.terminal.write(stream, text)
      }
    }
    return console
  }

  /// What fits into one line without touching its last column, where some terminals wrap.
  var width: Int { max(10, min(Paragraph.width, terminal.columns()) - 1) }

  /// - Parameter text: cut where it is too long.
  func draw(_ text: String) {
    let line = String(Printable.line(text).prefix(width))
    shown.withLock { shown in
      let rest = String(repeating: " ", count: max(0, shown - line.count))
      terminal.write(.error, "\r\(line)\(rest)")
      shown = line.count
    }
  }

  func clear() { shown.withLock { erase(&$0) } }

  private func erase(_ shown: inout Int) {
    guard shown > 0 else { return }
    terminal.write(.error, "\r" + String(repeating: " ", count: shown) + "\r")
    shown = 0
  }
}
