/// A list in a file's header for people: `-- Locks:   …`, one entry a line, long ones folded.
enum HeaderList: String, CaseIterable {
  case what = "What"
  case locks = "Locks"
  case hazards = "Hazards"
  case undo = "Undo"
  /// Derived when printed, skipped when read.
  case squawk = "Squawk"

  static let width = 100
  private static let none = "none"

  private var label: String {
    let text = "-- \(rawValue):"
    return text + String(repeating: " ", count: 12 - text.utf8.count)
  }

  private static let nextEntry = "--" + String(repeating: " ", count: 10)
  /// A folded entry goes on two columns further right.
  private static let fold = nextEntry + "  "

  func printed(_ entries: [String]) -> [String] {
    if entries.isEmpty { return [label + Self.none] }
    var lines: [String] = []
    for (index, entry) in entries.enumerated() {
      // An only entry that reads `none` must not read as no entry.
      let text =
        entry == Self.none ? "\\u{6e}one" : CommentText.escaped(entry)
      for (part, line) in Self.folded(text).enumerated() {
        lines.append((part > 0 ? Self.fold : index > 0 ? Self.nextEntry : label) + line)
      }
    }
    return lines
  }

  /// Reads the lists of a header; lines that belong to none are left out.
  static func parsed(_ lines: [String]) -> [HeaderList: [String]] {
    var raw: [HeaderList: [String]] = [:]
    var current: HeaderList?
    for line in lines {
      if let list = allCases.first(where: { line.hasPrefix("-- \($0.rawValue):") }) {
        current = list
        raw[list, default: []].append(trimmed(line.dropFirst(list.rawValue.count + 4)))
      } else if let list = current, line.hasPrefix(fold) {
        let last = (raw[list]?.count ?? 1) - 1
        raw[list]?[last] += " " + line.dropFirst(fold.count)
      } else if let list = current, line.hasPrefix(nextEntry) {
        raw[list]?.append(String(line.dropFirst(nextEntry.count)))
      } else {
        current = nil
      }
    }
    return raw.mapValues { entries in
      entries == [none] ? [] : entries.map { CommentText.unescaped($0) ?? $0 }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " })
  }

  /// Cut at single blanks, so that joining the lines with one blank gives the text back.
  private static func folded(_ text: String) -> [String] {
    var room = width - 12
    // No text has more scalars than bytes.
    if text.utf8.count <= room { return [text] }
    var lines: [String] = []
    var line = ""
    // In scalars, counted along: a long line would be counted again for each of its words.
    var length = 0
    var last: Substring?
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let size = word.unicodeScalars.count
      if let last, !word.isEmpty, !last.isEmpty, length + 1 + size > room {
        lines.append(line)
        line = String(word)
        length = size
        room = width - 14
      } else {
        if last != nil { line += " " }
        line += word
        length += (last == nil ? 0 : 1) + size
      }
      last = word
    }
    return lines + [line]
  }
}
