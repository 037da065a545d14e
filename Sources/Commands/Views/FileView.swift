import Diagnostics
import PartitionCore

/// Migration files as `apply` and `down` show them before they ask.
struct FileView {
  let style: Style

  func text(_ files: [ParsedMigration]) -> String {
    files.map(lines).joined(separator: ["\n"]).joined(separator: "\n") + "\n"
  }

  private func lines(_ parsed: ParsedMigration) -> [String] {
    let file = parsed.file
    var lines = [style.paint(Printable.line(parsed.fileName), .heading)]
    lines += list("What", file.what)
    lines += list("Locks", file.locks.isEmpty ? ["none"] : file.locks)
    lines += list("Hazards", file.hazards.map { "\($0.word) \($0.detail)" })
    if file.direction == .up { lines += list("Undo", file.undo) }
    return lines
  }

  private func list(_ label: String, _ entries: [String]) -> [String] {
    entries.enumerated().flatMap { index, entry in
      Paragraph.labelled(index == 0 ? "  \(label)" : "", Printable.line(entry), indent: 11)
    }
  }

  static func value(_ parsed: ParsedMigration) -> JSONValue {
    let file = parsed.file
    return .object([
      ("file", .string(parsed.fileName)), ("version", .string("\(parsed.id.version)")),
      ("table", .string(file.table.description)),
      ("step", .int(parsed.id.step)), ("steps", .int(file.steps)),
      ("phase", .string(file.phase.rawValue)),
      ("transaction", .string(file.transaction.rawValue)),
      ("what", .strings(file.what)), ("locks", .strings(file.locks)),
      ("hazards", .strings(file.hazards.map(\.word))), ("undo", .strings(file.undo)),
    ])
  }
}
