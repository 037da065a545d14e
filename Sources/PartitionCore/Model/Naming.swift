/// Names that pgparcel gives. Never longer than PostgreSQL's 63 bytes, never cut by it: a name
/// that would be too long keeps its beginning and end and gets six hexadecimal digits of a hash
/// between them, so that two long names do not collide.
package enum Naming {
  /// NAMEDATALEN - 1 (manual, "Identifiers and Key Words").
  package static let limit = 63

  /// `<table>_<columns>_idx`, as PostgreSQL itself would name it where that fits.
  package static func index(table: String, parts: [String]) -> String {
    fitted(([table] + parts + ["idx"]).joined(separator: "_"))
  }

  package static func primaryKey(table: String) -> String { fitted("\(table)_pkey") }

  package static func unique(table: String, columns: [String]) -> String {
    fitted(([table] + columns + ["key"]).joined(separator: "_"))
  }

  /// The name under which an object steps aside during a conversion.
  package static func retired(_ name: String) -> String { fitted("\(name)_old") }

  /// The name that a replacement bears until the old object is gone.
  package static func replacement(_ name: String) -> String { fitted("\(name)_new") }

  /// The name of the table that holds partitions as long as they are not live.
  package static func aside(_ name: String) -> String { fitted("\(name)_aside") }

  /// The first of `name`, `name1`, `name2`… that is not taken; it is then.
  package static func unused(_ name: String, _ taken: inout Set<String>) -> String {
    var candidate = name
    var number = 0
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = fitted("\(name)\(number)")
    }
    return candidate
  }

  /// `name` itself, or its beginning, a hash of the whole, and its end, in 63 bytes.
  package static func fitted(_ name: String) -> String {
    guard name.utf8.count > limit else { return name }
    let hash = digest(name, length: 6)
    let ending = name.split(separator: "_").last.map { "_\($0)" } ?? ""
    let tail = ending.utf8.count <= 12 ? "_\(hash)\(ending)" : "_\(hash)"
    var head = ""
    for character in name {
      guard head.utf8.count + character.utf8.count + tail.utf8.count <= limit else { break }
      head.append(character)
    }
    return head + tail
  }
}
