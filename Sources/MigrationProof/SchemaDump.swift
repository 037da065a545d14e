/// The text of `pg_dump --schema-only`, made comparable.
package enum SchemaDump {
  /// Without comments, blank lines and `\restrict` keys, which differ between two dumps of equal
  /// databases; storage parameters and list values, whose order means nothing, sorted.
  package static func normalized(_ dump: String) -> String {
    let lines = dump.split(separator: "\n").filter { line in
      // `--` at a line's start inside a function body is lost too, alike on both sides.
      !line.hasPrefix("--") && !line.hasPrefix("\\restrict") && !line.hasPrefix("\\unrestrict")
    }
    return lines.map { sorted(reworded($0)[...]) }.joined(separator: "\n") + "\n"
  }

  /// `IN` over varchar comes out of PostgreSQL as `(ARRAY['a'::character varying])::text[]` and, when
  /// that text has gone in again, as `ARRAY[('a'::character varying)::text]` for good.
  static func reworded(_ line: Substring) -> String {
    var rest = line
    var result = ""
    while let start = rest.firstRange(of: "(ARRAY["),
      let end = rest[start.upperBound...].firstRange(of: "])::text[]")
    {
      let items = parts(rest[start.upperBound..<end.lowerBound]).map { "(\($0))::text" }
      result += rest[..<start.lowerBound] + "ARRAY[\(items.joined(separator: ", "))]"
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  private static func sorted(_ line: Substring) -> String {
    let start =
      line.hasPrefix("WITH (")
      ? line.index(line.startIndex, offsetBy: 6)
      : line.firstRange(of: " FOR VALUES IN (")?.upperBound
    guard let start, let end = line.lastIndex(of: ")"), start < end else { return String(line) }
    let items = parts(line[start..<end]).sorted()
    return line[..<start] + items.joined(separator: ", ") + line[end...]
  }

  /// Splits at commas outside of quotes.
  private static func parts(_ text: Substring) -> [String] {
    var result: [String] = []
    var current = ""
    var isQuoted = false
    for character in text {
      if character == "'" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        result.append(current)
        current = ""
      } else if !(character == " " && current.isEmpty) {
        current.append(character)
      }
    }
    return result + [current]
  }
}
