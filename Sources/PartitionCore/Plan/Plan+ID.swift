import Crypto

extension Plan {
  /// Tells this plan from any other: sixteen hexadecimal digits of the SHA-256 of both layouts and of all
  /// that its files do, forth and back. The same schema file on the same layout gives the same; the
  /// versions of the files are not part of it.
  package var id: String {
    var hash = SHA256()
    // With a byte that no text holds, so that two texts are not one.
    func add(_ texts: [String]) {
      for text in texts {
        hash.update(data: Array(text.utf8) + [0xFF])
      }
    }
    add([MachineLine.joined(table), from.text, to.text])
    for step in steps {
      add([
        step.name, step.transaction.rawValue, step.downTransaction.rawValue, step.phase.rawValue,
      ])
      add(step.up.map(\.sql.text) + [""])
      add(step.down.map(\.sql.text) + [""])
    }
    return String(Checksum.digits(of: hash.finalize()).prefix(16))
  }
}
