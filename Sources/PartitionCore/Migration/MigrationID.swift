/// Which way a migration file leads.
package enum MigrationDirection: String, Hashable, Sendable, CaseIterable { case up, down }

/// The name of one step's pair of files: `20251122103000_appointments_is_completed_4_swap`.
package struct MigrationID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let version: MigrationVersion
  /// Lower-case words of the change, the same for all its steps: `appointments_is_completed`.
  package let slug: String
  /// One-based.
  package let step: Int
  /// What the step does, as lower-case words: `swap`.
  package let name: String

  /// Reduces `slug` and `name` to `a-z`, `0-9` and `_`, so that every tool, shell and file system
  /// takes the file's name.
  package init(version: MigrationVersion, slug: String, step: Int, name: String) {
    self.version = version
    self.slug = words(slug).joined(separator: "_")
    self.step = max(step, 1)
    // A number on its own would read as the step.
    self.name = words(name).reduce("") { text, word in
      let number = word.utf8.allSatisfy(isDigit)
      if text.isEmpty { return number ? "step\(word)" : word }
      return number ? text + word : "\(text)_\(word)"
    }
  }

  /// The id and direction that a file's name says; nil for names that are not ours.
  package static func parsed(
    fileName: String
  ) -> (id: MigrationID, direction: MigrationDirection)? {
    for direction in MigrationDirection.allCases {
      let suffix = ".\(direction.rawValue).sql"
      guard fileName.hasSuffix(suffix) else { continue }
      let parts = fileName.dropLast(suffix.count)
        .split(separator: "_", omittingEmptySubsequences: false)
      guard let first = parts.first, let version = MigrationVersion(first),
        let place = parts.dropLast().lastIndex(where: { $0.utf8.allSatisfy(isDigit) }),
        place > 1, let step = Int(parts[place])
      else { return nil }
      let id = MigrationID(
        version: version, slug: parts[1..<place].joined(separator: "_"), step: step,
        name: parts[(place + 1)...].joined(separator: "_"))
      return id.fileName(direction) == fileName ? (id, direction) : nil
    }
    return nil
  }

  package func fileName(_ direction: MigrationDirection) -> String {
    "\(self).\(direction.rawValue).sql"
  }

  package var description: String { "\(version)_\(slug)_\(step)_\(name)" }

  package static func < (left: MigrationID, right: MigrationID) -> Bool {
    left.version == right.version
      ? left.description < right.description : left.version < right.version
  }
}

/// Lower-case ASCII words of a text, at most 60 bytes together; `change` if there are none.
private func words(_ text: String) -> [String] {
  let bytes = text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
  let parts = bytes.split { !isDigit($0) && !(0x61...0x7A).contains($0) }
  var room = 60
  var result: [String] = []
  for part in parts where room > 0 {
    result.append(String(decoding: part.prefix(room), as: UTF8.self))
    room -= part.count + 1
  }
  return result.isEmpty ? ["change"] : result
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
