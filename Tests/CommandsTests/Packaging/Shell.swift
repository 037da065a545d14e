import Foundation

/// Command lines of pgparcel in shell text, as far as pipelines and our pages write it.
enum Shell {
  /// The arguments of each; `apply-layouts` stands for the command that it repeats.
  static func pgparcel(in text: String) -> [[String]] {
    text.replacing("\\\n", with: " ").split(separator: "\n").flatMap(commands).compactMap { words in
      switch words.first {
      case "pgparcel": Array(words.dropFirst())
      case "bin/apply-layouts": ["apply"] + words.dropFirst()
      default: nil
      }
    }
  }

  /// One line at its operators, comments and quotes taken off.
  private static func commands(_ line: Substring) -> [[String]] {
    let code = line.split(separator: "#", omittingEmptySubsequences: false)[0]
    return code.split(whereSeparator: { "&|;{}".contains($0) }).map { command in
      command.split(separator: " ").map { String($0.replacing("\"", with: "")) }.filter {
        $0 != "$@"
      }
    }
  }

  /// The `sh` blocks of a page, and what it says of pgparcel within a line.
  static func pgparcel(onPage text: String) -> [[String]] {
    let blocks = text.matches(of: /```sh\n([^`]*)```/).map { String($0.1) }
    let inline = text.matches(of: /`(pgparcel [^`\n]*)`/).map { String($0.1) }
    return (blocks + inline).flatMap(pgparcel(in:))
  }
}
